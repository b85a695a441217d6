"""Shared parts of readers: archives as files, ids, times, tweets, tables."""
