"""Nodes are values: equal where they stand at the same place and hold the same."""

from __future__ import annotations

from bot.knowledge.yaml_nodes import Items, Joined, Text


def test_a_text_is_sound_unless_told_otherwise() -> None:
    """Most are: nothing cuts them, and nothing ran into them."""
    text = Text("a", 1, 2, plain=True)
    assert (text.cut, text.joined) == (None, None)
    assert text != text._replace(joined=Joined(2, 1, marked=False))


def test_a_list_holds_nodes_in_order() -> None:
    """With its own place."""
    text = Text("a", 1, 4, plain=True)
    assert Items((text,), 1, 2) == Items((text,), 1, 2)
    assert Items((text,), 1, 2) != Items((text,), 2, 2)
