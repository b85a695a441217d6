"""The page of keys: look them up, change and print them."""
