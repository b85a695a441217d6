"""The Sift workspace: finding, reading and deciding posts."""
