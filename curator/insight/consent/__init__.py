"""Each person shown as far as they agreed to, in all that leaves the library."""
