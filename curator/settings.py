"""The user's settings, stored in one small JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

_MOST_SHEETS = 50
"""Most sheets whose columns are remembered, the latest ones."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings with their defaults. Settings of a chat are in its library."""

    recent: list[str] = field(default_factory=list)
    """Recent libraries, newest first."""

    look: str = "system"
    """'light', 'dark' or 'system'."""

    language: str = ""
    """The code of the language to speak, such as 'de'; '' is the system's."""

    zoom: int = 100
    """Zoom of the text, in per cent."""

    compact: bool = False
    """Whether rows in the list of posts show one line of words instead of two."""

    used: list[str] = field(default_factory=list)
    """Recent commands of the palette, newest first, as 'command:star'."""

    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """Header of a sheet, see `sheet_called` → our field → its column, as chosen by hand."""

    presets: dict[str, dict[str, str]] = field(default_factory=dict)
    """Name → our field → its column: columns that were saved under a name, the latest last."""

    zones: list[str] = field(default_factory=list)
    """Recently used time zones, by their IANA names, newest first."""

    backups: str = ""
    """The folder for the backups of all libraries; '' is a folder beside each."""

    earlier_backups: list[str] = field(default_factory=list)
    """Folders that were chosen for them before, where some may still lie."""

    guided: bool = False
    """Whether the guide through a first recap was gone through or skipped."""

    version: str = ""
    """The version of Curator that was used last; '' before the first start."""

    keys: dict[str, list[str]] = field(default_factory=dict)
    """The user's own keys, by the name of the command, as 'Ctrl+D'."""

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
        for name in ("recent", "used", "zones", "earlier_backups"):
            values[name] = _texts(values.get(name, []))
        for name in ("columns", "presets"):
            values[name] = dict(_columns(values.get(name, {})))
        values["keys"] = {
            name: _texts(keys)
            for name, keys in values.get("keys", {}).items()
            if isinstance(keys, list)
        }
        return cls(**values)

    def with_columns(self, sheet: str, chosen: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return the columns of sheets with one more added; {} removes it."""
        return _with(self.columns, sheet, chosen)

    def with_preset(self, name: str, chosen: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return the saved columns with some more under a name; {} removes those of that name."""
        return _with(self.presets, " ".join(name.split()), chosen)

    def backups_in(self, folder: Path | None) -> dict[str, Any]:
        """Return the values that choose a folder for backups; those of before stay known."""
        kept = "" if folder is None else str(folder.absolute())
        known = dict.fromkeys(each for each in (*self.earlier_backups, self.backups) if each)
        return {"backups": kept, "earlier_backups": [each for each in known if each != kept]}

    def save(self, path: Path) -> None:
        """Write settings whole, so that a crash leaves the old file or the new one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=2), "utf-8")
        draft.replace(path)


def _with(
    held: Mapping[str, dict[str, str]], name: str, chosen: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return columns by name, with some in place of those of the same name, the latest last."""
    rest = {each: columns for each, columns in held.items() if each != name}
    kept = [*rest.items(), *([(name, dict(chosen))] if chosen else [])]
    return dict(kept[-_MOST_SHEETS:])


def sheet_called(header: Sequence[str]) -> str:
    """Return the key under which a sheet with this header is remembered."""
    return "\t".join(" ".join(name.casefold().split()) for name in header)


def _columns(stored: Mapping[Any, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the valid entries of the stored columns."""
    for sheet, chosen in stored.items():
        if isinstance(chosen, dict) and all(isinstance(each, str) for each in chosen.values()):
            yield sheet, chosen


def _texts(stored: list[Any]) -> list[str]:
    return [each for each in stored if isinstance(each, str)]


def settings_path() -> Path:
    """Return the path of the settings file; CURATOR_SETTINGS may override it."""
    chosen = os.environ.get("CURATOR_SETTINGS")
    return Path(chosen) if chosen else user_config_path("curator") / "settings.json"
