"""How the tables of a library came to be, one subject a file, in the order of their making.

A migration, once released, is never edited: add another file, import it below, and raise
the minor version in `schema`.
"""

from curator.library.migrations import released
from curator.library.migrations.registry import migrations

__all__ = ["migrations", "released"]
