"""What readers of Bluesky share: records in CBOR, facets, posts."""
