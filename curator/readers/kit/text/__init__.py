"""Text: its encoding, its entities, HTML and chat markup into words."""
