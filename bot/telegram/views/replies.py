"""From a reply to the text of a message: the answer first, then the proof, then the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answering import texts as shared
from bot.answering.reply import Outcome
from bot.telegram.views import texts
from bot.telegram.views.html import LONGEST_HEADING, Block, Style, message_html
from bot.telegram.views.limits import isolated, shortened
from bot.telegram.views.source_links import source_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.answering.reply import Answered, Part, Passage, Reply
    from bot.knowledge.model import Fact, Knowledge


def reply_html(
    reply: Reply,
    knowledge: Knowledge,
    *,
    headed: bool = False,
    titled: bool = False,
    listed: Iterable[Fact] = (),
) -> str:
    """Return a reply as HTML that Telegram takes, whatever the knowledge and the question hold.

    ``headed`` puts the question above its answer, for a reply that stands without the message
    that asked it. ``titled`` names the article though there is only one, for readers of another
    chat. ``listed`` are facts to offer in words, where there are no buttons.
    """
    titled = titled or len(knowledge.articles) > 1
    return message_html(_Layout(reply, knowledge, headed, titled).blocks(tuple(listed)))


def quotes_shown(reply: Reply) -> tuple[str, ...]:
    """Return the quotes and passages that a reply shows, each once, in their order."""
    pairs = (pair for part in reply.parts for pair in _quotes_of(part))
    return tuple(dict.fromkeys(quote for _, quote in pairs))


@dataclass(slots=True)
class _Layout:
    """The blocks of one reply. A quote that proves two parts is shown once, with the first."""

    reply: Reply
    knowledge: Knowledge
    headed: bool
    titled: bool
    seen: set[str] = field(default_factory=set)

    def blocks(self, listed: tuple[Fact, ...]) -> Iterator[Block]:
        offers = "\n".join(texts.BULLET.format(question=isolated(fact.question)) for fact in listed)
        if self.reply.small_talk is not None:
            yield from (Block(self.reply.small_talk), Block(offers))
            return
        parts = self.reply.parts
        articles = {slug for part in parts for slug, _ in _quotes_of(part)}
        for part in parts:
            yield from self._part(part)
            if len(articles) > 1:
                yield from self._sources([part])
        if self.reply.left_out:
            yield Block(shared.left_out(self.reply.left_out))
        yield Block(offers)
        if len(articles) == 1:
            yield from self._sources(parts)

    @property
    def _alone(self) -> bool:
        return len(self.reply.parts) == 1

    def _part(self, part: Part) -> Iterator[Block]:
        if self.headed or not self._alone:
            yield Block(shortened(_heading(part), LONGEST_HEADING), Style.BOLD)
        if part.unmentioned:
            names = [isolated(name) for name in part.unmentioned]
            yield Block(shared.unmentioned(names, len(self.knowledge.articles)))
        if part.answered is not None:
            yield from self._answer(part.answered)
        elif part.outcome is Outcome.PASSAGE and part.passages:
            yield from self._passages(part.passages)
        elif part.outcome is Outcome.CHOICES:
            yield Block(shared.choices(len(part.choices)) if self._alone else shared.PART_CHOICES)
        else:
            yield from self._nothing(part)

    def _answer(self, answered: Answered) -> Iterator[Block]:
        yield Block(answered.entry.answer)
        quotes = list(self._unseen(answered.quotes))
        if quotes and not answered.entry.stated:
            yield Block(shared.NEAREST)
        yield from (Block(quote, Style.QUOTE) for quote in quotes)
        if answered.note:
            yield Block(texts.NOTE.format(note=answered.note), Style.SMALL)

    def _passages(self, passages: Iterable[Passage]) -> Iterator[Block]:
        intro = shared.passages(len(self.knowledge.articles))
        yield Block(texts.PASSAGES_MARK.format(text=intro), Style.SMALL)
        quotes = self._unseen(passage.quote for passage in passages)
        yield from (Block(quote, Style.QUOTE) for quote in quotes)

    def _nothing(self, part: Part) -> Iterator[Block]:
        if not part.unmentioned:
            yield Block(shared.not_found(len(self.knowledge.articles)))
        if self._alone and self.reply.suggestions:
            yield Block(shared.COULD_ASK)

    def _unseen(self, quotes: Iterable[str]) -> Iterator[str]:
        for quote in quotes:
            if quote not in self.seen:
                self.seen.add(quote)
                yield quote

    def _sources(self, parts: Iterable[Part]) -> Iterator[Block]:
        by_article: dict[str, dict[str, None]] = {}
        for part in parts:
            for slug, quote in _quotes_of(part):
                by_article.setdefault(slug, {})[quote] = None
        for slug, quotes in by_article.items():
            article = self.knowledge.article(slug)
            block = source_block(article, tuple(quotes), titled=self.titled)
            if block is not None:
                yield block


def _heading(part: Part) -> str:
    """Return the part as it was asked; of one that leaned on another, the question it stands for.

    "how much" after "who led it" is a fragment, and reads like one above its answer.
    """
    if part.answered is not None and part.read_as != part.asked:
        return part.answered.entry.question
    asked = part.asked.strip()
    return isolated(asked[:1].upper() + asked[1:])


def _quotes_of(part: Part) -> Iterator[tuple[str, str]]:
    """Yield (article's slug, quote) of what a part shows as proof, or as near."""
    if part.answered is not None:
        yield from ((part.answered.entry.article, quote) for quote in part.answered.quotes)
    elif part.outcome is Outcome.PASSAGE:
        yield from ((passage.article, passage.quote) for passage in part.passages)
