"""Tweets in all the forms that programs saved them in."""
