"""``test``: does the knowledge still answer as it should, and how well does it do on a set?"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import check_slug, knowledge_folder, knowledge_option
from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.authoring.expectations import Tested

FAILED = 1


@click.command
@knowledge_option
@click.option(
    "--set",
    "sets",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.jsonl",
    multiple=True,
    help="Score this question set instead; several count as one.",
)
@click.option(
    "--leave-one-out",
    is_flag=True,
    help="Ask each phrasing against the knowledge without it, and count the right top matches.",
)
@click.option(
    "--failures",
    is_flag=True,
    help="With --set or --leave-one-out, list each question that went wrong.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object with the totals and failures."
)
@click.option("--watch", is_flag=True, help="Run again whenever the knowledge is saved.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Show which replies differ from those of this knowledge folder.",
)
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
def command(
    knowledge_dir: Path | None,
    slugs: tuple[str, ...],
    against: Path | None,
    sets: tuple[Path, ...],
    leave_one_out: bool,
    failures: bool,
    as_json: bool,
    watch: bool,
) -> None:
    """Ask every question of questions.yaml, or only of these articles, or score question sets.

    Exit code 1 says that a question of questions.yaml did not find what it should or, with
    --against, that one that was right there is wrong now.

    \b
    Example:
      python -m bot test --watch
      python -m bot test --set questions.jsonl --failures
      python -m bot test --against ../yesterday/knowledge
    """
    folder = knowledge_folder(knowledge_dir)
    if sum(map(bool, (sets, leave_one_out, against))) > 1:
        raise click.UsageError("--set, --leave-one-out and --against each go alone.")
    if slugs and (sets or leave_one_out):
        raise click.UsageError("A SLUG goes with questions.yaml and --against alone.")
    for slug in slugs:
        check_slug(slug, folder)
    run: Callable[[], int]
    if leave_one_out:
        run = partial(_leave_one_out, folder, failures, as_json)
    elif sets:
        run = partial(_score, folder, sets, failures, as_json)
    elif against:
        run = partial(_against, folder, against, slugs, as_json)
    else:
        run = partial(_test, folder, slugs, as_json)
    if watch:
        _watch(folder, run)
    else:
        sys.exit(run())


def _score(folder: Path, sets: Sequence[Path], failures: bool, as_json: bool) -> int:
    from bot.answering.answerer import Answerer
    from bot.authoring.evaluation_report import print_scores
    from bot.knowledge.loader import load

    print_scores(Answerer(load(folder)), sets, failures, as_json)
    return 0


def _leave_one_out(folder: Path, failures: bool, as_json: bool) -> int:
    from bot.authoring.evaluation_report import print_held_out
    from bot.knowledge.loader import load

    print_held_out(load(folder), failures, as_json)
    return 0


def _against(folder: Path, other: Path, slugs: Sequence[str], as_json: bool) -> int:
    from bot.cli.against import print_differences

    return print_differences(folder, other, slugs, as_json)


def _test(folder: Path, slugs: Sequence[str], as_json: bool) -> int:
    from bot.answering.answerer import Answerer
    from bot.authoring.expectations import run
    from bot.cli.progress import progress
    from bot.knowledge.loader import load

    answerer = Answerer(load(folder))
    total = len(answerer.knowledge.expectations)
    tested = list(progress(run(answerer, slugs), total, "Asking"))
    failed = [item for item in tested if not item.passed]
    if as_json:
        click.echo(json.dumps(_as_dict(tested, failed)))
    else:
        for item in failed:
            click.echo(_failure(item))
        click.echo(_summary(tested, failed))
    return FAILED if failed else 0


def _watch(folder: Path, run: Callable[[], int]) -> None:
    from bot.reloader import POLL_SECONDS, settled, snapshot

    never = threading.Event()
    try:
        while True:
            seen = settled(folder, never)
            try:
                run()
            except KnowledgeError as error:
                click.echo(str(error), err=True)
            click.echo(f"Watching {folder}; Ctrl-C ends it.", err=True)
            while snapshot(folder) == seen:
                never.wait(POLL_SECONDS)
    except KeyboardInterrupt:
        click.echo(err=True)


def _summary(tested: Sequence[Tested], failed: Sequence[Tested]) -> str:
    if not tested:
        return "There is no questions.yaml with questions to ask; nothing was tested."
    passed = len(tested) - len(failed)
    totals = (f"{outcome} {good} of {of}" for outcome, (good, of) in _totals(tested).items())
    return f"{passed} of {len(tested)} questions led where they should: {', '.join(totals)}."


def _totals(tested: Sequence[Tested]) -> dict[str, tuple[int, int]]:
    wanted = Counter(str(item.wanted) for item in tested)
    good = Counter(str(item.wanted) for item in tested if item.passed)
    return {outcome: (good[outcome], of) for outcome, of in wanted.items()}


def _failure(item: Tested) -> str:
    from bot.cli.explain import explain_match
    from bot.cli.terminal import plain

    expectation = item.expectation
    where = f"{expectation.path}:{expectation.line}:{expectation.column}"
    lines = [
        f"{where}: {plain(expectation.ask)}",
        f"  expected  {item.wanted}: {expectation.expect}",
        f"  came      {item.reply.outcome}: {', '.join(item.given) or 'nothing'}",
    ]
    lines += [f"  why       {part.why}" for part in item.reply.parts]
    matches = {match.entry.id: match for match in (item.expected, item.came) if match}
    lines += [line for match in matches.values() for line in explain_match(match)]
    return "\n".join(lines) + "\n"


def _as_dict(tested: Sequence[Tested], failed: Sequence[Tested]) -> dict[str, object]:
    return {
        "questions": len(tested),
        "passed": len(tested) - len(failed),
        "outcomes": {
            outcome: {"passed": good, "of": of} for outcome, (good, of) in _totals(tested).items()
        },
        "failures": [
            {
                "path": str(item.expectation.path),
                "line": item.expectation.line,
                "column": item.expectation.column,
                "expect": item.expectation.expect,
                "wanted": item.wanted,
                "reply": item.reply.as_dict(),
            }
            for item in failed
        ],
    }
