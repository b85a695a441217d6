"""Figures about what is searched for: cards, lists, charts, and the sentence they make."""
