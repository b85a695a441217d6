"""JSON values of blocks that are not text: figures, pictures, testimonials."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from curator.counted import Bar, Figure, Participant, Resource, Scope
from curator.model import (
    CONSENTS,
    Cast,
    Chart,
    Counted,
    Facts,
    Image,
    Links,
    Media,
    Testimonial,
)

T = TypeVar("T")

Kept: TypeAlias = Counted | Image | Testimonial
"""Blocks that keep a value."""

_KINDS = {
    Facts: "facts", Chart: "chart", Cast: "cast", Links: "links", Image: "image",
    Testimonial: "testimonial",
}  # fmt: skip


def kind_of(block: Kept) -> str:
    """Return the name of a block's kind in the library."""
    return _KINDS[type(block)]


def dump_block(block: Kept) -> str:
    """Return the stored value of a block, as JSON."""
    values = asdict(replace(block, id=0))
    for name in ("took_part", "earlier"):
        if not values.get(name, True):
            del values[name]  # as it was stored before it was counted: the same bytes
    return json.dumps(values, ensure_ascii=False, default=datetime.isoformat)


def load_block(kind: str, value: str, id_: int) -> Kept | None:
    """Return the block of a stored value; None for a kind unknown to this version."""
    make = _LOADERS.get(kind)
    if make is None:
        return None
    try:
        values = json.loads(value)
        return replace(make(values if isinstance(values, dict) else {}), id=id_)
    except (
        TypeError,
        ValueError,
        AttributeError,
        KeyError,
    ):  # another program may have written it
        return None


def _facts(values: Mapping[str, Any]) -> Facts:
    return Facts(_each(Figure, values.get("figures")), _scope(values))


def _chart(values: Mapping[str, Any]) -> Chart:
    bars = tuple(
        replace(_made(Bar, bar), person=_person(bar.get("person")))
        for bar in values.get("bars") or ()
    )
    return Chart(values["kind"], values["title"], bars, values.get("alt", ""), _scope(values))


def _cast(values: Mapping[str, Any]) -> Cast:
    people = _each(Participant, values.get("people"))
    took_part, earlier = values.get("took_part"), values.get("earlier")
    return Cast(
        values.get("sentence", ""),
        people,
        _scope(values),
        took_part=took_part if isinstance(took_part, int) else 0,
        earlier=earlier if isinstance(earlier, int) else 0,
    )


def _links(values: Mapping[str, Any]) -> Links:
    resources = tuple(
        replace(_made(Resource, each), by=_person(each.get("by")))
        for each in values.get("resources") or ()
    )
    return Links(resources, _scope(values), table=bool(values.get("table")))


def _image(values: Mapping[str, Any]) -> Image:
    media = _made(Media, values["media"])
    return Image(media, values.get("caption", ""), bool(values.get("decorative")))


def _testimonial(values: Mapping[str, Any]) -> Testimonial:
    made = _made(Testimonial, values)
    return made if made.consent in CONSENTS else replace(made, consent="withheld")


_LOADERS: dict[str, Callable[[Mapping[str, Any]], Kept]] = {
    "facts": _facts,
    "chart": _chart,
    "cast": _cast,
    "links": _links,
    "image": _image,
    "testimonial": _testimonial,
}


def _scope(values: Mapping[str, Any]) -> Scope:
    scope = _made(Scope, values.get("scope") or {})
    return replace(scope, start=_moment(scope.start), end=_moment(scope.end))


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def _person(values: Mapping[str, Any] | None) -> Participant | None:
    return _made(Participant, values) if values else None


def _each(kind: type[T], values: object) -> tuple[T, ...]:
    return tuple(_made(kind, value) for value in values) if isinstance(values, list) else ()


def _made(kind: type[T], values: Mapping[str, Any]) -> T:
    """Make a value from the known fields; fields of later versions are ignored."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # all are dataclasses
    return kind(**{name: value for name, value in values.items() if name in names})
