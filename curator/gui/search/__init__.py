"""The search field, its completions, the histogram, and searching in the background."""
