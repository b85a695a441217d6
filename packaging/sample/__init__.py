"""The fictional chat #TomorrowsLibrary as texts to edit, and what makes files of them."""
