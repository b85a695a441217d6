"""Steps that can be undone, and snapshots of the whole desk."""
