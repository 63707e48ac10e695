"""Links that jump to a sentence."""

from __future__ import annotations

from bot.telegram.views.source_links import sentence_url


def test_short_sentence_is_named_whole() -> None:
    """What has a meaning in the directive is percent-encoded, hyphens and commas too."""
    url = sentence_url("https://x.example/a", "A well-known, old mill & more.")
    assert url == "https://x.example/a#:~:text=A%20well%2Dknown%2C%20old%20mill%20%26%20more."


def test_long_sentence_is_named_by_its_ends() -> None:
    """The first and the last words name a long sentence; a fragment that is there stays."""
    url = sentence_url("https://x.example/a#top", " ".join(f"word{n}" for n in range(30)))
    assert url == (
        "https://x.example/a#top:~:text=word0%20word1%20word2%20word3%20word4,"
        "word25%20word26%20word27%20word28%20word29"
    )
