"""A new article's folder: the text cleaned, and a draft of its facts for a person to correct.

Until a fact is taken out of its comment, questions are answered with the article's sentences.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING

from bot.errors import ScaffoldError
from bot.knowledge.draft_questions import draft_question, names_in
from bot.knowledge.files import MAX_ARTICLE_BYTES, UNPRINTABLE, decode, read_bytes
from bot.knowledge.headings import prose, with_headings, without_dateline
from bot.knowledge.knowledge_file import FACTS, QUESTIONS
from bot.knowledge.schema import schema_path
from bot.language.normalization import one_line, phrasing_key
from bot.language.sentences import sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.schema import SchemaName

ARTICLE = "article.txt"
# Ids are made of the slug and a number, and have 48 characters at the most.
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# A line that is longer than this was not broken to fit a screen or a page.
WRAPPED_AT = 100

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")

_FACTS = """\
# yaml-language-server: $schema={schema}
article:
  title: {title}
  published: {published}
  text: {text}

# Words and phrases that count as the same:
# synonyms:
#   - [CEO, chief executive, boss]

# A draft: one fact for each sentence. Correct the question, write two or three other ways of asking
# it under asked_as, shorten the answer, then take the "# " from the beginning of the lines. Delete
# what nobody will ask, and join what belongs together. `python -m bot check` says what is left.
facts:
{facts}

# What readers ask and the article does not say:
# not_stated:
#   - id: {slug}-not-1
#     question:
#     asked_as: []
#     answer:
#     see: [{slug}-1]
"""

_FACT = """\
  - id: {id}
    question:{question}
    asked_as: []
    answer: {answer}
    quotes:
      - {quote}"""

_QUESTIONS = """\
# yaml-language-server: $schema={schema}
# Questions that must keep finding their entry; `python -m bot test` asks them all. Take the "# "
# away once the entry is written; "nothing" is for what the article has nothing to do with.
# - {{ask: who is it about, expect: {slug}-1}}
# - {{ask: what is the weather in Paris, expect: nothing}}
"""


def check_slug(folder: Path, slug: str) -> None:
    """Raise :class:`~bot.errors.ScaffoldError` where no article of this name can be added."""
    if not SLUG.fullmatch(slug):
        raise ScaffoldError(
            f"{slug!r} cannot name a folder: use 1 to 40 of a-z, 0-9 and -, beginning with "
            "a letter or digit."
        )
    if os.path.lexists(folder / slug):
        raise ScaffoldError(f"{folder / slug} is there already: choose another name.")


def read_article(path: Path) -> str:
    """Return the text of a file, cleaned to a paragraph a line, with its headings marked.

    Raises :class:`~bot.errors.KnowledgeError` where it cannot be read as text, and
    :class:`~bot.errors.ScaffoldError` where nothing stands in it.
    """
    text = clean(decode(read_bytes(path, MAX_ARTICLE_BYTES), path))
    if not text:
        raise ScaffoldError(f"{path} holds no text: put the article into it.")
    return with_headings(text)


def drafted(text: str) -> list[str]:
    """Return the sentences of which a draft makes a fact: no headings, bylines and datelines."""
    return [without_dateline(sentence) for sentence in sentences(prose(text))]


def clean(text: str) -> str:
    """Return the text with a paragraph a line, and without what cannot be seen.

    Lines that were broken to fit a page are joined; those of a paragraph each are left.
    """
    seen = UNPRINTABLE.sub("", _INVISIBLE.sub("", text.replace("\f", "\n\n")))
    return "\n".join(line for block in _BLANK_LINES.split(seen) for line in _paragraphs(block))


def create(
    folder: Path, slug: str, text: str, title: str, published: dt.date, *, live: bool = False
) -> Path:
    """Make the article's folder in the knowledge folder and return its path.

    ``text`` has a paragraph a line. Drafts stay in comments unless ``live``, and always where no
    question is found. The folder appears at once, with all of its files. Raises
    :class:`~bot.errors.ScaffoldError` where it cannot be made; nothing is ever overwritten.
    """
    check_slug(folder, slug)
    target, building = folder / slug, folder / f".{slug}.{os.getpid()}"
    try:
        building.mkdir(parents=True)
        for name, content in _files(target, text, title, published, live=live).items():
            (building / name).write_text(content, encoding="utf-8")
        building.rename(target)
    except OSError as error:
        shutil.rmtree(building, ignore_errors=True)
        raise ScaffoldError(f"{target} cannot be made: {error.strerror}.") from error
    return target


def _files(
    target: Path, text: str, title: str, published: dt.date, *, live: bool
) -> dict[str, str]:
    facts = _FACTS.format(
        schema=_schema(target, "facts"),
        title=_quoted(title),
        published=published.isoformat(),
        text=ARTICLE,
        facts="\n".join(_facts(target.name, text, live=live)),
        slug=target.name,
    )
    questions = _QUESTIONS.format(schema=_schema(target, "questions"), slug=target.name)
    return {ARTICLE: f"{text}\n", FACTS: facts, QUESTIONS: questions}


def _facts(slug: str, text: str, *, live: bool) -> Iterator[str]:
    asked: set[str] = set()
    names = names_in(text)
    for number, sentence in enumerate(drafted(text), start=1):
        question = draft_question(sentence, names)
        # Two facts that ask the same would be an error: the second is left to be written.
        known = phrasing_key(question) in asked
        asked.add(phrasing_key(question))
        fact = _FACT.format(
            id=f"{slug}-{number}",
            question=f" {_quoted(question)}" if question and not known else "",
            answer=_quoted(sentence),
            quote=_quoted(sentence),
        )
        is_live = live and question and not known
        yield fact if is_live else "\n".join(f"# {line}" for line in fact.splitlines())


def _schema(target: Path, name: SchemaName) -> str:
    return os.path.relpath(schema_path(name), os.path.realpath(target))


def _quoted(text: str) -> str:
    """Return the text in double quotes as YAML and JSON both have them."""
    return json.dumps(text, ensure_ascii=False)


def _paragraphs(block: str) -> list[str]:
    lines = [line for line in map(one_line, block.splitlines()) if line]
    return [" ".join(lines)] if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether the lines are one paragraph: all are short, and one ends within a sentence."""
    return all(len(line) <= WRAPPED_AT for line in lines) and any(
        not _SENTENCE_END.search(line) for line in lines[:-1]
    )
