"""Stories that were read from what Curator published, since 1.3."""

from __future__ import annotations

from curator.library.file.migrations.registry import Database, migrations


@migrations()
def fix_stories(db: Database) -> None:
    """Let stories keep what is worked out from a chat that is not in the library.

    fixed is '' for all others, or JSON: hashtags, answers by block, credits and origins by post.
    """
    db.execute("ALTER TABLE stories ADD COLUMN fixed TEXT NOT NULL DEFAULT ''")
