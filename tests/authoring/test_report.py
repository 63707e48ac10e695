"""The page shows everything that was found, escaped, linked, and with nothing from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from bot.answering.answerer import Answerer
from bot.authoring.inspection import Inspection, inspect
from bot.authoring.probing import Astray, Phrasing, Probed
from bot.authoring.report import report
from tests.mill import FACTS, write_mill

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = """<script>alert("x")</script>&amp;'"""


class Page(HTMLParser):
    """The tags of a page, its ids and its links, checked to be well nested."""

    VOID = frozenset({"meta", "br", "link", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self._open.pop() == tag


@pytest.fixture
def inspection(mill_folder: Path) -> Inspection:
    """The mill with a test that fails, a sentence that nobody quotes and a lost phrasing."""
    path = write_mill(
        mill_folder, FACTS.replace("injured people", f"'{HOSTILE.replace(chr(39), '')}'")
    )
    path.with_name("questions.yaml").write_text(
        "- {ask: is it sunny in Paris, expect: mill-when}\n"
        "- {ask: Was anybody hurt, expect: mill-hurt}\n",
        encoding="utf-8",
    )
    article = path.with_name("article.txt")
    article.write_text(
        f"{article.read_text(encoding='utf-8')}It {HOSTILE} rained.\n", encoding="utf-8"
    )
    found = inspect(mill_folder)
    assert found.answerer is not None, found.problems
    when, hurt, *_ = found.answerer.knowledge.entries
    return replace(found, asked=Probed(8, (Astray(Phrasing(when, 1), hurt, 70),)))


def test_the_page_needs_nothing_from_elsewhere(inspection: Inspection) -> None:
    """No script, no style sheet, no picture: it can be mailed."""
    html = report(inspection)
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert "@import" not in html
    assert "url(" not in html


def test_whatever_the_files_hold_is_escaped(inspection: Inspection) -> None:
    """It is shown as it was typed."""
    html = report(inspection)
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;&amp;amp;") >= 2


def test_every_link_leads_somewhere_and_every_anchor_is_one(inspection: Inspection) -> None:
    """Sentences lead to the facts that quote them, and facts back to the sentences."""
    page = Page(report(inspection))
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {"s-1-1", "e-mill-when"} <= {link.removeprefix("#") for link in page.links}


def test_it_begins_with_what_is_to_be_done(inspection: Inspection) -> None:
    """Tests that fail, then warnings, each with its place; then the article and its sentences."""
    html = report(inspection)
    order = ["should lead to mill-when", "few-phrasings", "75 %", "no fact quotes this"]
    assert sorted(order, key=html.index) == order
    (path,) = {problem.path for problem in inspection.problems if problem.rule == "few-phrasings"}
    assert f"{path}:16:9 few-phrasings" in html
    assert 'gets <a class="chip" href="#e-mill-hurt">mill-hurt</a> (70)' in html
    assert "1 of 2 questions led where they should." in html
    assert "Expected <b>answer</b> mill-when" in html


def test_a_sound_knowledge_has_nothing_to_be_done(inspection: Inspection) -> None:
    """Which the page says."""
    assert inspection.answerer is not None
    knowledge = replace(inspection.answerer.knowledge, expectations=())
    answerer = Answerer(knowledge)
    html = report(replace(inspection, problems=(), answerer=answerer))
    assert "Nothing: there are no errors and no warnings." in html


def test_a_broken_knowledge_has_a_page_of_its_errors(mill_folder: Path) -> None:
    """With nothing else to see."""
    write_mill(mill_folder, "facts: []\n")
    html = report(inspect(mill_folder))
    Page(html)
    assert "has the key &#39;article&#39;" in html
    assert "phrasings" not in html
