"""Small values that the library stores and gives back."""
