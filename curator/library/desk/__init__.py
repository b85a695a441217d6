"""The editor's side of the library: marks, tags, people, questions, stories."""
