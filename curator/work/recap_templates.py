"""Recap templates and snippets: built-in ones, and the user's own.

The user's own are text files next to the settings, in the folders `recaps` and `snippets`, so
that they can be copied, mailed and kept under version control. A snippet has the form of a
template; it is inserted into an existing story.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal, TypeAlias

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.draft.templates import renamed, template
from curator.languages import pages_of
from curator.settings import settings_path
from curator.writers.kit.names import slug

RecipeKind: TypeAlias = Literal["built-in", "recap", "snippet"]

LONGEST = 100_000
"""Most bytes of a file that is accepted as a template."""

_FOLDERS: dict[RecipeKind, str] = {"recap": "recaps", "snippet": "snippets"}
_ORDER = ("questions", "themes", "cast-first", "one-voice", "resources")


@dataclass(frozen=True, slots=True)
class Recipe:
    """A template or snippet, for a list."""

    key: str
    """'questions'; for the user's own, 'own:my-chat' or 'snippet:thanks'."""

    name: str
    text: str
    kind: RecipeKind


def built_in() -> dict[str, str]:
    """Return the built-in recap templates as text, by file name."""
    files = sorted(pages_of("recaps"), key=lambda file: _rank(file.stem))
    return {file.stem: file.read_text("utf-8") for file in files}


def recipes() -> list[Recipe]:
    """Return all templates and snippets: built-in ones first, then by name."""
    found = [
        Recipe(key, template(text).name or key, text, "built-in")
        for key, text in built_in().items()
    ]
    for kind in _FOLDERS:
        own = (_read(file, kind) for file in sorted(_folder(kind).glob("*.md")))
        found += sorted((each for each in own if each), key=lambda each: each.name.casefold())
    return found


def recipe(called: str) -> Recipe | None:
    """Return a template or snippet by its key, its file name, or its name."""
    found = recipes()
    keys = {each.key: each for each in reversed(found)}
    files = {each.key.rpartition(":")[2]: each for each in reversed(found)}
    names = {each.name.casefold(): each for each in reversed(found)}
    return keys.get(called) or files.get(called) or names.get(called.casefold())


def keep(kept: Recipe) -> Recipe:
    """Save one of the user's own to its file; without a key, to a new file."""
    name = " ".join(template(kept.text).name.split())
    if not name:
        raise CuratorError(
            tr("A template needs a name. Begin it with a line such as “name: Our monthly chat”.")
        )
    if len(kept.text.encode()) > LONGEST:
        raise CuratorError(tr("This is too long for a template; 100,000 letters are the most."))
    folder = _folder(kept.kind)
    path = folder / f"{kept.key.rpartition(':')[2]}.md" if kept.key else _free_name(folder, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(kept.text, "utf-8")
        draft.replace(path)
    except OSError as error:
        raise CuratorError(
            tr("“{name}” could not be saved: {why}.", name=name, why=_why(error))
        ) from error
    return replace(kept, key=_key(kept.kind, path), name=name)


def discard(gone: Recipe) -> None:
    """Delete one of the user's own."""
    if gone.kind == "built-in":
        raise CuratorError(tr("“{name}” comes with Curator and stays.", name=gone.name))
    try:
        (_folder(gone.kind) / f"{gone.key.rpartition(':')[2]}.md").unlink(missing_ok=True)
    except OSError as error:
        raise CuratorError(
            tr("“{name}” could not be deleted: {why}.", name=gone.name, why=_why(error))
        ) from error


def copy_of(found: Recipe, kind: RecipeKind) -> Recipe:
    """Return an unsaved copy of a template or snippet, as one of the user's own."""
    name = tr("{name}, my own", name=found.name)
    return Recipe("", name, renamed(found.text, name), kind)


def _read(file: Path, kind: RecipeKind) -> Recipe | None:
    """Return the content of a file; None where it is not text."""
    try:
        if file.stat().st_size > LONGEST:
            return None
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return Recipe(_key(kind, file), template(text).name or file.stem, text, kind)


def _key(kind: RecipeKind, file: Path) -> str:
    return f"{'snippet' if kind == 'snippet' else 'own'}:{file.stem}"


def _folder(kind: RecipeKind) -> Path:
    return settings_path().parent / _FOLDERS[kind]


def _free_name(folder: Path, name: str) -> Path:
    """Return a file name that does not exist yet."""
    stem = slug(name, tr("template"))
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(path for each in names if not (path := folder / f"{each}.md").exists())


def _rank(stem: str) -> tuple[int, str]:
    return (_ORDER.index(stem) if stem in _ORDER else len(_ORDER), stem)


def _why(error: OSError) -> str:
    return error.strerror or os.strerror(error.errno or 0)
