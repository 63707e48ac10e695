"""Which words belong to the world of the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.in_domain import World
from bot.matching.analyzer import Analyzer

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge


@pytest.mark.parametrize(
    ("question", "touches", "names"),
    [
        ("what did the council reckon", True, False),
        ("did Ada Berg resign", True, True),
        ("which blaze was worse", False, False),
        ("is the weather in Paris good", False, False),
        ("what about it", False, False),
    ],
)
def test_world_is_the_articles_words(
    mill: Knowledge, question: str, touches: bool, names: bool
) -> None:
    """Words of articles and facts belong to it; those of other phrasings and grammar do not."""
    analyzer = Analyzer(mill)
    terms = analyzer.read(question)
    world = World(mill, analyzer)
    assert (world.touched_by(terms), world.named_in(terms)) == (touches, names)
