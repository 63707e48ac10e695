"""A line on standard error that says how far a long command has come."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

QUIET_SECONDS = 1.0
"""Whatever is done sooner shows no progress."""
BETWEEN_SECONDS = 0.2


def progress(
    items: Iterable[T], total: int, doing: str, clock: Callable[[], float] = time.monotonic
) -> Iterator[T]:
    """Yield the items, and say in a terminal how many of ``total`` are done and how long it takes.

    The line is taken away in the end. Where standard error is no terminal, nothing is said.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    start = clock()
    shown = start + QUIET_SECONDS - BETWEEN_SECONDS
    try:
        for done, item in enumerate(items):
            now = clock()
            if now - shown >= BETWEEN_SECONDS:
                shown = now
                click.echo(f"\r\033[K{_line(doing, done, total, now - start)}", err=True, nl=False)
            yield item
    finally:
        if shown > start:
            click.echo("\r\033[K", err=True, nl=False)


def _line(doing: str, done: int, total: int, seconds: float) -> str:
    left = seconds / done * (total - done) if done else 0.0
    return f"{doing}: {done:,} of {total:,}, {_span(left)} left"


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 100 else f"{seconds:.0f} s"
