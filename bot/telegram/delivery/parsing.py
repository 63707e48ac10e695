"""Reads updates as the library's objects, without the parts of them that it cannot read.

The library raises where a nested object lacks a field that its documentation calls required, and
Telegram does leave such fields out: the name of a hidden origin of a forwarded message, or most of
a poll or a contact that is replied to. The question beside it can be answered all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from telegram import Bot

Json = dict[str, Any]

ESSENTIAL = (
    "message_id",
    "id",
    "date",
    "chat",
    "from",
    "chat_instance",
    "text",
    "caption",
    "data",
    "query",
    "offset",
)
"""Fields that are not left out: without it there is nothing to answer, or nobody to answer to."""
TYPES: dict[str, tuple[type, ...]] = {
    "message_id": (int,),
    "date": (int,),
    "message_thread_id": (int,),
    "text": (str,),
    "caption": (str,),
    "data": (str,),
    "query": (str,),
    "username": (str,),
    "type": (str,),
    "length": (int,),
}
"""The library takes fields of the wrong type as they come, and the handlers stumble over them."""
MOST_PARTS = 100
"""Each part is tried by reading the whole again; Telegram's own objects have fewer parts."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An update and the names of the parts that were left out; None where nothing can be read.

    ``why`` is what the library said against the whole of it.
    """

    update: Update | None
    left_out: tuple[str, ...] = ()
    why: str = ""


def parse(raw: Json, bot: Bot) -> Parsed:
    """Return an update as the library's object, with as much of it as can be read."""
    try:
        return Parsed(_read(raw, bot))
    except Exception as error:  # the library raises whatever its constructors stumble over
        why = f"{_kind_of(raw)}: {type(error).__name__}: {error}"
    kind, content = _kind_of(raw), raw.get(_kind_of(raw))

    def fits(part: object) -> bool:
        try:
            _read({"update_id": raw["update_id"], kind: part}, bot)
        except Exception:
            return False
        return True

    kept, left_out = _readable_part(content, fits, kind)
    if kept is None:
        return Parsed(None, why=why)
    return Parsed(_read({"update_id": raw["update_id"], kind: kept}, bot), tuple(left_out), why)


def _read(raw: Json, bot: Bot) -> Update:
    for name, value in _fields(raw):
        if value is not None and not isinstance(value, TYPES[name]):
            raise TypeError(f"{name} is no {TYPES[name][0].__name__}")
    content = raw.get(_kind_of(raw))
    if isinstance(content, dict):
        _check_entities(content)
    return Update.de_json(raw, bot)


def _fields(value: object) -> Iterator[tuple[str, object]]:
    """Yield the fields, at any depth, whose type is known."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield from ((name, item[name]) for name in TYPES.keys() & item.keys())
            waiting.extend(part for part in item.values() if isinstance(part, (dict, list)))


def _check_entities(content: Json) -> None:
    for name, of in (("entities", "text"), ("caption_entities", "caption")):
        units = len((content.get(of) or "").encode("utf-16-le", "surrogatepass")) // 2
        for entity in content.get(name) or ():
            if entity["offset"] < 0 or not 0 < entity["length"] <= units - entity["offset"]:
                raise ValueError(f"{name} reaches out of the {of}")


def _readable_part(
    value: Any, fits: Callable[[object], bool], name: str
) -> tuple[Any | None, list[str]]:
    """Return the most of a value with which ``fits`` is true, and the names of the rest."""
    if isinstance(value, list) and len(value) <= MOST_PARTS:
        kept_items = [item for item in value if fits([item])]
        return (kept_items, [name]) if kept_items else (None, [name])
    if not isinstance(value, dict) or len(value) > MOST_PARTS:
        return None, [name]
    kept = {each: value[each] for each in ESSENTIAL if each in value}
    if not fits(kept):
        return None, [name]
    left_out: list[str] = []
    for each in (name for name in value if name not in kept):
        if fits({**kept, each: value[each]}):
            kept[each] = value[each]
            continue
        part, missing = _readable_part(
            value[each], partial(_fits_at, fits, dict(kept), each), f"{name}.{each}"
        )
        left_out += missing
        if part is not None:
            kept[each] = part
    return kept, left_out


def _fits_at(fits: Callable[[object], bool], rest: Json, name: str, part: object) -> bool:
    return fits({**rest, name: part})


def _kind_of(raw: Json) -> str:
    return next((name for name in raw if name != "update_id"), "empty")
