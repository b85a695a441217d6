"""Salvage of a damaged library into a new one."""

from __future__ import annotations

from pathlib import Path

from curator.i18n import tr, trn
from curator.library import Salvaged, look_for_damage, salvage
from curator.work.task import Progress, Work

_SHOWN = 5


def salvage_library(old: Path, new: Path) -> Work[Salvaged]:
    """Copy what can be read of a library into a new one; the old one is only read."""
    rows = salvage(old, new)
    try:
        while True:
            yield Progress(next(rows))
    except StopIteration as end:
        found: Salvaged = end.value
        return found
    finally:
        rows.close()


def check_library(library: Path) -> Work[list[str]]:
    """Check a library's file for damage, and return the problems as sentences."""
    yield Progress(0)
    return look_for_damage(library)


def salvaged_words(found: Salvaged) -> list[str]:
    """Describe what was saved, and all that was lost."""
    said = [
        tr(
            "Read: {posts}, {decisions}, {stories}.",
            posts=trn("{count} post", "{count} posts", found.kept["posts"]),
            decisions=trn("{count} decision", "{count} decisions", found.kept["marks"]),
            stories=trn("{count} story", "{count} stories", found.kept["stories"]),
        )
    ]
    said += [
        trn(
            "{count} row of {table} is lost.",
            "{count} rows of {table} are lost.",
            lost,
            table=table,
        )
        for table, lost in sorted(found.lost.items())
        if lost > 0
    ]
    if found.harmed:
        said.append(
            tr(
                "More may be lost of {tables}: pages of them are damaged.",
                tables=", ".join(sorted(found.harmed)),
            )
        )
    if found.mended:
        said.append(
            trn(
                "{count} value could not be read and is empty now.",
                "{count} values could not be read and are empty now.",
                found.mended,
            )
        )
    if found.altered:
        shown = ", ".join(found.altered[:_SHOWN])
        said.append(
            trn(
                "{count} post is not as it was imported, and is kept as it is: {keys}. Compare it"
                " with the archive.",
                "{count} posts are not as they were imported, and are kept as they are: {keys}."
                " Compare them with the archive.",
                len(found.altered),
                keys=shown if len(found.altered) <= _SHOWN else f"{shown} …",
            )
        )
    if found.homeless:
        said.append(
            trn(
                "Of {count} post it is not known any more from which archive it came.",
                "Of {count} posts it is not known any more from which archive they came.",
                found.homeless,
            )
        )
    said.append(tr("The history of steps was left behind: it may name what is lost."))
    return said
