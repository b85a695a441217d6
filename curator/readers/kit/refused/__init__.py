"""Refused."""
