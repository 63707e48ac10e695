"""``check``: is the knowledge sound, and what in it is worth a look?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.authoring.lint import counted
from bot.cli.common import check_slug, knowledge_folder, knowledge_option
from bot.knowledge.characters import spelt_out

if TYPE_CHECKING:
    from bot.authoring.coverage import Coverage
    from bot.authoring.inspection import Inspection
    from bot.errors import Problem
    from bot.knowledge.model import Knowledge
    from bot.knowledge.schema import SchemaName

FOUND = 1


@click.command
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@knowledge_option
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON object with ok, errors, warnings, problems and articles.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE",
    help="Also write a page with everything that there is to see.",
)
@click.option(
    "--schema",
    type=click.Choice(["facts", "questions"]),
    is_flag=False,
    flag_value="facts",
    help="Print the JSON Schema of facts.yaml, or of questions.yaml, and do nothing else.",
)
def command(
    slugs: tuple[str, ...],
    knowledge_dir: Path | None,
    strict: bool,
    as_json: bool,
    html: Path | None,
    schema: SchemaName | None,
) -> None:
    """Find what is wrong in the knowledge, or in the articles SLUG, and what is worth a look.

    Exit code 1 says that there are errors or, with --strict, warnings.

    \b
    Example:
      python -m bot check --html report.html
    """
    from bot.authoring.inspection import inspect
    from bot.knowledge.schema import schema_text

    if schema is not None:
        click.echo(schema_text(schema), nl=False)
        return
    folder = knowledge_folder(knowledge_dir)
    for slug in slugs:
        check_slug(slug, folder)
    inspection = inspect(folder, slugs)
    fails = bool(inspection.errors or (strict and inspection.warnings))
    if html is not None:
        _write_report(html, inspection)
    if as_json:
        click.echo(json.dumps(_as_dict(inspection, fails)))
    else:
        _print(inspection)
    sys.exit(FOUND if fails else 0)


def _write_report(path: Path, inspection: Inspection) -> None:
    from bot.authoring.report import report

    try:
        path.write_text(report(inspection), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _print(inspection: Inspection) -> None:
    for problem in inspection.problems:
        click.echo(_problem_line(problem))
    if inspection.answerer is not None:
        knowledge = inspection.answerer.knowledge
        for covered in inspection.coverage:
            click.echo(_article_line(knowledge, covered))
    if asked := inspection.asked.asked + inspection.left_out.asked:
        click.echo(f"{counted(asked, 'phrasing')} asked, to see where each leads")
    errors, warnings = len(inspection.errors), len(inspection.warnings)
    total = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    color = "red" if errors else "yellow" if warnings else "green"
    click.secho(total, fg=color, bold=True)


def _problem_line(problem: Problem) -> str:
    where, message = f"{problem.where}:", spelt_out(problem.message)
    if problem.fatal:
        return f"{click.style(where, fg='red', bold=True)} {message}"
    warning = click.style("warning:", fg="yellow")
    return f"{click.style(where, bold=True)} {warning} {message} [{problem.rule}]"


def _article_line(knowledge: Knowledge, covered: Coverage) -> str:
    sizes = _sizes(knowledge, covered.article)
    quoted = len(covered.sentences) - len(covered.uncovered)
    slug = spelt_out(covered.article)
    if not sizes["facts"]:
        count = counted(len(covered.sentences), "sentence")
        return f"{slug}: no facts yet; its {count} answer questions by themselves"
    return (
        f"{slug}: {counted(sizes['facts'], 'fact')}, {sizes['not_stated']} not stated, "
        f"{counted(sizes['phrasings'], 'phrasing')}; {quoted} of "
        f"{counted(len(covered.sentences), 'sentence')} quoted ({covered.percent:.0f} %)"
    )


def _sizes(knowledge: Knowledge, slug: str) -> dict[str, int]:
    entries = [entry for entry in knowledge.entries if entry.article == slug]
    return {
        "facts": sum(entry.stated for entry in entries),
        "not_stated": sum(not entry.stated for entry in entries),
        "phrasings": sum(len(entry.phrasings) for entry in entries),
    }


def _as_dict(inspection: Inspection, fails: bool) -> dict[str, object]:
    return {
        "ok": not fails,
        "errors": len(inspection.errors),
        "warnings": len(inspection.warnings),
        "problems": [
            {
                "path": str(problem.path),
                "line": problem.line,
                "column": problem.column,
                "severity": "error" if problem.fatal else "warning",
                "rule": problem.rule,
                "message": problem.message,
            }
            for problem in inspection.problems
        ],
        "articles": _articles(inspection),
        "phrasings_asked": inspection.asked.asked + inspection.left_out.asked,
    }


def _articles(inspection: Inspection) -> list[dict[str, object]]:
    if inspection.answerer is None:
        return []
    knowledge = inspection.answerer.knowledge
    return [
        {
            "slug": covered.article,
            "title": knowledge.article(covered.article).title,
            **_sizes(knowledge, covered.article),
            "sentences": len(covered.sentences),
            "coverage": round(covered.percent, 1),
            "uncovered": [sentence.text for sentence in covered.uncovered],
        }
        for covered in inspection.coverage
    ]
