"""The start page: recent libraries, the sample, and the next chat of a series."""
