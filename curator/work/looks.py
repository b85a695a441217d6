"""The looks a user made for targets: colour, font and template, kept beside the settings.

They hold for every library, as the colours of a house do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from curator.errors import CuratorError, LookError
from curator.i18n import tr
from curator.library import StoryId
from curator.settings import settings_path
from curator.work.publication import Draft
from curator.work.publication import draft as draft_of
from curator.work.task import Work
from curator.writers import TEMPLATES, Writer, dressed, target_name
from curator.writers.kit.look import OwnLook

_NAMES = tuple(each.name for each in fields(OwnLook))


def own_look(target: str) -> OwnLook:
    """Return the look that was kept for a target; as it comes with Curator, if none was."""
    if target not in TEMPLATES:
        return OwnLook()
    try:
        kept = json.loads(_place(target).read_text("utf-8"))
    except (OSError, ValueError):
        return OwnLook()
    if not isinstance(kept, dict):
        return OwnLook()
    return OwnLook(**{name: str(kept.get(name, "")) for name in _NAMES})


def own_looks() -> Mapping[str, OwnLook]:
    """Return the looks that were kept, by target."""
    return {target: look for target in TEMPLATES if (look := own_look(target)).values}


def keep_look(target: str, look: OwnLook) -> None:
    """Keep a look for a target; one as it comes with Curator is forgotten."""
    place = _place(target)
    try:
        if not look.values:
            place.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(".new")
        draft.write_text(json.dumps(look.values, ensure_ascii=False, indent=2), "utf-8")
        draft.replace(place)
    except OSError as error:
        raise CuratorError(
            tr("The look could not be kept: {why}.", why=(error.strerror or str(error)).lower())
        ) from error


def in_own_look(writer: Writer) -> Writer:
    """Return a target in the look that was kept for it."""
    return dressed(writer, own_look(target_name(writer)))


def tried(library: Path, story: StoryId, writer: Writer, name: str) -> Work[Draft | LookError]:
    """Return the draft of a story, or what is wrong with the look it was to be written in."""
    try:
        return (yield from draft_of(library, story, writer, name))
    except LookError as error:
        return error


def _place(target: str) -> Path:
    return settings_path().parent / "looks" / f"{target}.json"
