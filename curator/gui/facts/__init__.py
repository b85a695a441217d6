"""Figures about the search: cards, lists, charts, and a sentence made from them."""
