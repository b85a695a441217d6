"""How posts come into the library, and leave it again."""
