"""Names of files that are written anew: each keeps the one it had, though others are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

_TEXT = frozenset({".html", ".htm", ".md", ".txt", ".json", ".csv", ".eml", ".xml"})


def reuse_names(
    before: Mapping[Path, str], content: Sequence[tuple[Path, bytes]]
) -> dict[Path, bytes]:
    """Return files under the names that they had, as far as they were there before.

    before: the files that were written then, with their SHA-256. Cards, for one, are numbered: if
    one is left out, those behind it would else all get another name. Texts name the files as
    they are called now.
    """
    left = dict(before)
    names: dict[Path, Path] = {}
    for path, data in content:  # what is the same as it was
        digest = sha256(data).hexdigest()
        alike = [old for old, kept in left.items() if kept == digest and old.suffix == path.suffix]
        if alike:
            names[path] = (
                path if path in alike else min(alike, key=lambda old: _difference(old, path))
            )
            del left[names[path]]
    for path, _ in content:  # what has changed, but is called alike
        if path not in names:
            alike = (
                [path]
                if path in left
                else [old for old in left if _without_number(old) == _without_number(path)]
            )
            names[path] = alike[0] if alike else _free(path, {*before, *names.values()})
            left.pop(names[path], None)
    renamed = {old.name: new.name for old, new in names.items() if old.name != new.name}
    return {names[path]: _renamed(path, data, renamed) for path, data in content}


def _without_number(path: Path) -> tuple[Path, str]:
    """Return a path without the number at the beginning of its name."""
    return path.parent, re.sub(r"^\d+", "", path.name)


def _difference(old: Path, new: Path) -> tuple[bool, str]:
    return _without_number(old) != _without_number(new), str(old)


def _free(path: Path, taken: set[Path]) -> Path:
    number, free = 1, path
    while free in taken:
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _renamed(path: Path, data: bytes, names: Mapping[str, str]) -> bytes:
    """Return a file in which other files are called as they are called now."""
    if not names or path.suffix not in _TEXT:
        return data
    listed = b"|".join(re.escape(name.encode()) for name in sorted(names, key=len, reverse=True))
    return re.sub(
        rb"(?<![\w-])(?:" + listed + rb")(?![\w-])",
        lambda found: names[found[0].decode()].encode(),
        data,
    )
