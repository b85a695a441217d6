"""The command palette: commands, people, tags, stories and posts by a few letters."""
