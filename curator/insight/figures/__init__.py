"""Figures about posts, who took part and what was shared, as a recap tells them."""
