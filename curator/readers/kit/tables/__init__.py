"""Tables: their dialects, their columns, and rows into posts."""
