"""What a person can tell Curator to do: words, keys, menus, one action each."""
