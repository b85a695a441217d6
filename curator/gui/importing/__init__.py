"""Bringing archives in: the preview, the columns, the progress, the report."""
