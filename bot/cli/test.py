"""``test``: does the knowledge still answer as it should, and how well does it do on a set?"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import knowledge_option, load_knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.checking.scoring import Scored


@click.command
@knowledge_option
@click.option(
    "--set",
    "sets",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.jsonl",
    multiple=True,
    help="Score a question set instead; can be given several times.",
)
@click.option("--failures", is_flag=True, help="With --set: list each question that went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    knowledge_dir: Path | None, sets: tuple[Path, ...], failures: bool, as_json: bool
) -> None:
    """Run every questions.yaml, or score question sets.

    \b
    Example:
      python -m bot test
      python -m bot test --set questions.jsonl --failures
    """
    from bot.answering.answerer import Answerer

    answerer = Answerer(load_knowledge(knowledge_dir))
    _score(answerer, sets, failures, as_json)


def _score(answerer: Answerer, sets: Sequence[Path], failures: bool, as_json: bool) -> None:
    from bot.checking.question_set import read
    from bot.checking.scoring import score

    conversations = [conversation for path in sets for conversation in read(path)]
    scored = list(score(conversations, answerer))
    wrong = [item for item in scored if not (item.handled or item.left_out)]
    if as_json:
        click.echo(json.dumps(_scored_as_dict(scored, wrong), ensure_ascii=False))
        return
    _print_figures(scored)
    if failures:
        for item in wrong:
            click.echo(_failure(item))


def _print_figures(scored: Sequence[Scored]) -> None:
    from bot.checking.scoring import figures

    for figure in figures(scored):
        click.echo(f"{figure.name:<42}{figure.count:>6} of {figure.of:<5}{figure.percent:>6.1f} %")
    left_out = _left_out(scored)
    if left_out:
        kinds = ", ".join(f"{count} {kind}" for kind, count in left_out.items())
        click.echo(f"left out, as they stand in the knowledge word for word: {kinds}")


def _left_out(scored: Sequence[Scored]) -> dict[str, int]:
    return dict(Counter(item.question.kind.value for item in scored if item.left_out))


def _failure(item: Scored) -> str:
    question = item.question
    lines = [f"\n{question.id} ({question.kind}) {question.text}", f"  {item.verdict}"]
    lines += [f"  got   {line}" for line in _came(item.reply)]
    lines += [f"  gold  {' | '.join(gold)}" for gold in question.gold if gold]
    if question.must:
        lines.append(f"  must  {', '.join(pattern.pattern for pattern in question.must)}")
    return "\n".join(lines)


def _came(reply: Reply) -> list[str]:
    items = [f"{item.entry.id} ({item.score:.0f}) {item.entry.answer}" for item in reply.answers]
    items += [f"{item.fact.id} ({item.score:.0f}) {item.fact.question}" for item in reply.choices]
    best = reply.best
    nearest = f"nearest {best.entry.id} ({best.score:.0f})" if best else "no word known"
    return [f"{reply.outcome}: {item}" for item in items] or [f"{reply.outcome}: {nearest}"]


def _scored_as_dict(scored: Sequence[Scored], wrong: Sequence[Scored]) -> dict[str, object]:
    from bot.checking.scoring import figures

    return {
        "figures": [
            {
                "name": figure.name,
                "count": figure.count,
                "of": figure.of,
                "percent": figure.percent and round(figure.percent, 1),
            }
            for figure in figures(scored)
        ],
        "left_out": _left_out(scored),
        "failures": [
            {
                "id": item.question.id,
                "kind": item.question.kind,
                "question": item.question.text,
                "verdict": item.verdict,
                "reply": item.reply.as_dict(),
            }
            for item in wrong
        ],
    }
