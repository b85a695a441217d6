"""What a table may be at most: beyond it, a file was made to keep a computer busy, or is no table.

All in one place, so that no way of writing a table is a way round them.
"""

from __future__ import annotations

MOST_COLUMNS = 1_000
"""Columns of a table; the widest that any program writes of posts has three hundred."""

LONGEST_CELL = 8 << 20
"""Characters of a line or cell; more are not a post."""

MOST_ROWS = 1_048_576
"""Rows of a sheet in a workbook: as many as a spreadsheet has."""

LOOKED_AT = 50
"""Rows that are looked at to find the header, and out of which the columns are guessed."""
