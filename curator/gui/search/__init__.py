"""The search field, what completes it, the histogram, and searching in the background."""
