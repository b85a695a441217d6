"""What tells stories and blocks apart across copies of a library, since 1.4."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def name_stories_and_blocks(db: Database) -> None:
    """Let stories and blocks carry a name that no other has in any copy of a library.

    Ids are given anew in each copy. Those made before have none and are known by their ids, which
    are the same in all copies.
    """
    db.execute("ALTER TABLE stories ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE blocks ADD COLUMN uid TEXT NOT NULL DEFAULT ''")
