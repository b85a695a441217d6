"""What the editor makes of the archive: marks, tags, people, questions, stories."""
