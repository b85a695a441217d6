"""What the user has chosen, kept in one small JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_MOST_SHEETS = 50
"""Sheets whose columns are remembered, the latest."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices, each with its default. What belongs to a chat is in its library."""

    recent: list[str] = field(default_factory=list)
    """Libraries opened lately, newest first."""

    look: str = "system"
    """'light', 'dark' or 'system'."""

    zoom: int = 100
    """Size of the text, in per cent."""

    compact: bool = False
    """Whether rows in the list of posts show one line of words instead of two."""

    used: list[str] = field(default_factory=list)
    """What was done lately from the list of commands, newest first, as 'command:star'."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """Header of a sheet, see `sheet_called` → our field → its column, as chosen by hand."""

    zones: list[str] = field(default_factory=list)
    """Time zones used lately, by their IANA names, newest first."""

    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys that commands were given, by the name of the command, as 'Ctrl+D'."""

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read settings; what is missing or damaged falls back to its default."""
        try:
            stored = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(stored, dict):
            return cls()
        default = cls()
        values: dict[str, Any] = {
            each.name: stored[each.name]
            for each in fields(cls)
            if isinstance(stored.get(each.name), type(getattr(default, each.name)))
        }
        for name in ("recent", "used", "zones"):
            values[name] = _texts(values.get(name, []))
        values["columns"] = dict(_columns(values.get("columns", {})))
        values["keys"] = {
            name: _texts(keys)
            for name, keys in values.get("keys", {}).items()
            if isinstance(keys, list)
        }
        return cls(**values)

    def with_columns(self, sheet: str, chosen: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return the columns of sheets with those of one more; {} forgets it."""
        rest = {name: found for name, found in self.columns.items() if name != sheet}
        kept = [*rest.items(), *([(sheet, dict(chosen))] if chosen else [])]
        return dict(kept[-_MOST_SHEETS:])

    def save(self, path: Path) -> None:
        """Write settings whole, so that a crash leaves the old file or the new one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=2), "utf-8")
        draft.replace(path)


def sheet_called(header: Sequence[str]) -> str:
    """Return what a sheet with a header is known by."""
    return "\t".join(" ".join(name.casefold().split()) for name in header)


def _columns(stored: Mapping[Any, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is sound of the columns that were stored."""
    for sheet, chosen in stored.items():
        if isinstance(chosen, dict) and all(isinstance(each, str) for each in chosen.values()):
            yield sheet, chosen


def _texts(stored: list[Any]) -> list[str]:
    return [each for each in stored if isinstance(each, str)]


def settings_path() -> Path:
    """Return where the settings lie; CURATOR_SETTINGS may name another place."""
    chosen = os.environ.get("CURATOR_SETTINGS")
    return Path(chosen) if chosen else user_config_path("curator") / "settings.json"
