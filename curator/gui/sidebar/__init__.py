"""The sidebar: library, saved searches, questions, tags, people, archives, with counts."""
