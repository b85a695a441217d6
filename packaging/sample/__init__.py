"""The fictional chat #TomorrowsLibrary as texts a person can edit, and what turns them into files."""
