"""Curator turns the archive of a chat into a published recap, offline.

    archive file → reader → posts → library ⇄ query, marks, story → writer → .md .html

Read the modules in that order: model, readers, library, writers; then work, which
joins them, and cli and gui, which are the two doors to it.
"""

__version__ = "1.0.0"
