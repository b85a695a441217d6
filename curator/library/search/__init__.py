"""Finding posts: the search language, rows, counts, facets, figures."""
