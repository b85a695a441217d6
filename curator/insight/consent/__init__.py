"""Consent: people are shown in output only as far as they consented."""
