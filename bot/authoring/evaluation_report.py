"""Prints for ``test`` what came of question sets and of held-out phrasings."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from bot.authoring.evaluation import figures, held_out_figures, score
from bot.authoring.held_out import held_out
from bot.authoring.question_set import Turn, read
from bot.cli.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.answering.answerer import Answerer
    from bot.answering.reply import Reply
    from bot.authoring.evaluation import Figure, Scored
    from bot.authoring.held_out import HeldOut
    from bot.knowledge.model import Knowledge


def print_scores(answerer: Answerer, paths: Sequence[Path], failures: bool, as_json: bool) -> None:
    """Score the sets as one and print the figures; ``failures`` lists what went wrong as well."""
    conversations = [conversation for path in paths for conversation in read(path)]
    scored = list(score(conversations, answerer))
    wrong = [item for item in scored if not (item.handled or item.left_out)]
    if as_json:
        click.echo(json.dumps(_as_dict(scored, wrong)))
        return
    for figure in figures(scored):
        click.echo(_figure_line(figure))
    if left_out := _left_out(scored):
        kinds = ", ".join(f"{count} {kind}" for kind, count in left_out.items())
        click.echo(f"Left out, as they stand in the knowledge word for word: {kinds}.")
    if failures:
        click.echo("".join(map(_failure, wrong)), nl=False)


def print_held_out(knowledge: Knowledge, failures: bool, as_json: bool) -> None:
    """Ask each phrasing against the knowledge without it and print how many are found."""
    asked = list(held_out(knowledge))
    lost = [item for item in asked if item.lost]
    counted = held_out_figures(asked)
    if as_json:
        failed = [_held_out_as_dict(item) for item in lost]
        told = {"figures": [_figure_as_dict(figure) for figure in counted], "failures": failed}
        click.echo(json.dumps(told))
        return
    for figure in counted:
        click.echo(_figure_line(figure))
    if not asked:
        click.echo("No entry has several phrasings; nothing was asked.")
    if failures:
        for item in lost:
            click.echo(
                f"{item.phrasing.entry.id} {item.score:.1f}: {plain(item.phrasing.text)}"
                f"  ->  {item.winner.id} {item.winning_score:.1f}"
            )


def _figure_line(figure: Figure) -> str:
    return f"{figure.name:<42}{figure.count:>6} of {figure.of:<6}{figure.percent:>6.1f} %"


def _left_out(scored: Sequence[Scored]) -> dict[str, int]:
    left_out = (item.question for item in scored if item.left_out)
    return dict(Counter(str(q.kind) for q in left_out if q.turn is not Turn.FIRST))


def _failure(item: Scored) -> str:
    question = item.question
    lines = [f"\n{question.id} ({question.kind}): {plain(question.text)}", f"  {item.verdict}"]
    lines += [f"  came  {line}" for line in _came(item.reply)]
    lines += [f"  why   {part.why}" for part in item.reply.parts]
    lines += [f"  gold  {' | '.join(gold)}" for gold in question.gold if gold]
    lines += [f"  must  {pattern.pattern}" for pattern in question.must]
    return "\n".join(lines) + "\n"


def _came(reply: Reply) -> list[str]:
    items = [f"{item.entry.id} {item.score:.1f}: {item.entry.answer}" for item in reply.answers]
    items += [f"{item.fact.id} {item.score:.1f}: {item.fact.question}" for item in reply.choices]
    best = reply.best
    nearest = f"the nearest is {best.entry.id} {best.score:.1f}" if best else "no word is known"
    return [f"{reply.outcome}: {item}" for item in items or [nearest]]


def _as_dict(scored: Sequence[Scored], wrong: Sequence[Scored]) -> dict[str, object]:
    return {
        "figures": [_figure_as_dict(figure) for figure in figures(scored)],
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


def _figure_as_dict(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "count": figure.count,
        "of": figure.of,
        "percent": round(figure.percent, 1),
    }


def _held_out_as_dict(item: HeldOut) -> dict[str, object]:
    return {
        "entry": item.phrasing.entry.id,
        "phrasing": item.phrasing.text,
        "score": round(item.score, 1),
        "winner": item.winner.id,
        "winning_score": round(item.winning_score, 1),
    }
