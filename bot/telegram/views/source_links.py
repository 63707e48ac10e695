"""Links to an article on the web that jump to a sentence in it, and the line that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from bot.telegram.views import texts
from bot.telegram.views.html import Block, Span, Style, is_web_link, source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.model import Article

LONGEST_WHOLE = 100
"""Characters up to which a sentence is named whole; of a longer one both ends name it."""
END_WORDS = 5


def sentence_url(url: str, sentence: str) -> str:
    """Return the link that scrolls to a sentence and marks it (W3C's URL Fragment Text Directives).

    Browsers that don't know the directive open the page at its top.
    """
    words = sentence.split()
    ends = [" ".join(words)]
    if len(ends[0]) > LONGEST_WHOLE and len(words) > 2 * END_WORDS:
        ends = [" ".join(words[:END_WORDS]), " ".join(words[-END_WORDS:])]
    directive = ",".join(_encoded(end) for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def source_block(article: Article, quotes: Sequence[str], *, titled: bool) -> Block | None:
    """Return the line that names the source: its title, or else links to the sentences.

    ``titled`` tells that the reader must be told which article it is. None where there is
    nothing to say: no title needed, and no link known.
    """
    links = [sentence_url(article.url or "", quote) for quote in quotes] or [article.url or ""]
    linked = is_web_link(article.url)
    if titled:
        text = source(article)
        return Block(text, Style.SMALL, (Span(text, links[0]),) if linked else ())
    if not linked:
        return None
    if len(links) == 1:
        return Block(texts.SOURCE_LINK, Style.SMALL, (Span(texts.SOURCE_LINK, links[0]),))
    spans = tuple(Span(str(number), link) for number, link in enumerate(links, 1))
    numbers = " · ".join(span.text for span in spans)
    return Block(texts.SOURCE_LINKS.format(numbers=numbers), Style.SMALL, spans)


def _encoded(text: str) -> str:
    # A hyphen would begin a prefix or end a suffix of the directive, and quote() leaves it alone.
    return percent_encoded(text, safe="").replace("-", "%2D")
