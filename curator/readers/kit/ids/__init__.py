"""Ids, handles, times and fields, each read with the doubt it deserves."""
