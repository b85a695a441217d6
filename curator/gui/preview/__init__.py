"""The preview of the exact page, shown in Publish and beside a story."""
