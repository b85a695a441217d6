"""What writers are made with: safe words, names, times, pictures, and the lines around a story."""
