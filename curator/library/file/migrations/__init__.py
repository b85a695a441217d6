"""How the tables of a library came to be: a file for each version and subject.

They are made in the order of these files' names. A migration, once released, is never
edited: add another file, import it below, and raise the minor version in `schema`.
"""

from curator.library.file.migrations import (
    v1_1,
    v1_2_blocks,
    v1_2_echoes,
    v1_2_indexes,
    v1_2_people,
    v1_2_pins,
    v1_2_questions,
    v1_2_snapshots,
    v1_2_tags,
    v1_3_chats,
    v1_3_consent,
    v1_3_history,
    v1_3_muting,
    v1_3_origins,
    v1_3_publications,
    v1_3_quotes,
    v1_3_threads,
    v1_3_trims,
    v1_3_versions,
    v1_4_automated,
    v1_4_checksums,
    v1_4_notes,
    v1_4_sensitive,
    v1_4_uids,
    v1_4_zones,
)
from curator.library.file.migrations.registry import migrations

__all__ = [
    "migrations",
    "v1_1",
    "v1_2_blocks",
    "v1_2_echoes",
    "v1_2_indexes",
    "v1_2_people",
    "v1_2_pins",
    "v1_2_questions",
    "v1_2_snapshots",
    "v1_2_tags",
    "v1_3_chats",
    "v1_3_consent",
    "v1_3_history",
    "v1_3_muting",
    "v1_3_origins",
    "v1_3_publications",
    "v1_3_quotes",
    "v1_3_threads",
    "v1_3_trims",
    "v1_3_versions",
    "v1_4_automated",
    "v1_4_checksums",
    "v1_4_notes",
    "v1_4_sensitive",
    "v1_4_uids",
    "v1_4_zones",
]
