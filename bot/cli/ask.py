"""``ask``: one answer for a person, or replies in JSON for a program."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import click

from bot.answering.reply import Outcome
from bot.cli.batch import Batch, encoded
from bot.cli.common import knowledge_option, load_knowledge
from bot.cli.explain import as_dicts, explain
from bot.cli.terminal import offer, show, show_offer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply


@click.command
@knowledge_option
@click.option("--json", "as_json", is_flag=True, help="Print the reply as one JSON object.")
@click.option(
    "--explain", "explained", is_flag=True, help="Add the scores and the reasons for them."
)
@click.option(
    "--batch",
    type=click.File("rb"),
    metavar="FILE",
    help='Answer each line of a file, such as {"question": "…", "chat": "…"}; - is standard input.',
)
@click.argument("question", nargs=-1)
def command(
    knowledge_dir: Path | None,
    as_json: bool,
    explained: bool,
    batch: IO[bytes] | None,
    question: tuple[str, ...],
) -> None:
    """Answer one question; exit code 1 where the article has no answer.

    \b
    Example:
      python -m bot ask who led the round
      python -m bot ask --batch questions.jsonl > replies.jsonl
    """
    if batch is not None and (question or explained):
        raise click.UsageError("--batch takes its questions from FILE, and goes without --explain.")
    if batch is None and not question:
        raise click.UsageError('Ask something, such as: python -m bot ask "who led the round?"')
    from bot.answering.answerer import Answerer

    answerer = Answerer(load_knowledge(knowledge_dir))
    well = _batch(answerer, batch) if batch else _one(answerer, question, as_json, explained)
    sys.exit(0 if well else 1)


def _batch(answerer: Answerer, lines: IO[bytes]) -> bool:
    return Batch(answerer).run(lines, sys.stdout.buffer)


def _one(answerer: Answerer, words: tuple[str, ...], as_json: bool, explained: bool) -> bool:
    """Answer the words as one question; say whether there was an answer, or a way to one."""
    reply = answerer.reply(_readable(" ".join(words)))
    if as_json:
        _print_json(reply, explained)
    else:
        _print_text(reply, answerer, explained)
    return reply.outcome is not Outcome.NO_ANSWER


def _print_json(reply: Reply, explained: bool) -> None:
    more = {"parts": as_dicts(reply)} if explained else {}
    sys.stdout.buffer.write(encoded({**reply.as_dict(), **more}))


def _print_text(reply: Reply, answerer: Answerer, explained: bool) -> None:
    blocks = [show(reply, answerer.knowledge)]
    if reply.outcome is not Outcome.ANSWER:
        blocks.append(show_offer(offer(reply), answerer.knowledge, numbered=False))
    if explained:
        blocks.append(explain(reply).rstrip())
    click.echo("\n\n".join(filter(None, blocks)))


def _readable(text: str) -> str:
    """Replace bytes that are no UTF-8, which Python hands over as half surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")
