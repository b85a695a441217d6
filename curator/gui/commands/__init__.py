"""The commands of the window: labels, keys, menus, and one action each."""
