"""Limits of tables: a file beyond them is no table, or made to exhaust memory and time.

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
"""Rows that are examined to find the header and to guess the columns."""
