"""Telling that a question is in another language."""

from __future__ import annotations

import pytest

from bot.language.other_languages import language_of, languages


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wer hat die Runde angeführt?", "German"),
        ("was hat das gekostet", "German"),
        ("¿Quién lideró la ronda?", "Spanish"),
        ("cuanto dinero recaudo la empresa", "Spanish"),
        ("Qui a mené le tour de table ?", "French"),
        ("combien d'argent ont-ils levé", "French"),
        ("Chi ha guidato il round?", "Italian"),
        ("Quem liderou a rodada?", "Portuguese"),
        ("wie leidde de ronde", "Dutch"),
        ("hoeveel geld heeft het bedrijf opgehaald?", "Dutch"),
        ("Кто возглавил раунд?", "Russian"),
        ("谁领投了这一轮?", "Chinese"),
        ("誰がラウンドを主導しましたか", "Japanese"),
        ("warum?", "German"),
    ],
)
def test_script_or_function_words_tell(text: str, name: str) -> None:
    """With or without accents; names and figures make no difference."""
    found = language_of(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Who led the round?",
        "Who is Maria de la Cruz?",
        "what did Die Zeit say",
        "lead investor",
        "wat is de name of the campus",
        "cafe menu",
        "on",
        "",
        "x",
        "was it hot",
        "is he in no man's land",
        "me too",
    ],
)
def test_english_is_english(text: str) -> None:
    """Names from elsewhere, slips and single words that English has too make no other language."""
    assert language_of(text) is None


def test_what_the_knowledge_has_is_no_other_language() -> None:
    """An article may be in another script, and its readers ask in it."""
    assert language_of("ガラス は 何色?", {"ガラス"}) is None
    assert language_of("ガラス は 何色?") is not None


def test_each_language_says_it_in_its_own_words() -> None:
    """But for scripts of several languages."""
    assert all(each.reply for each in languages() if each.name != "another language")
