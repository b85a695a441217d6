"""The Publish workspace: targets, the true preview, the check list, copy and save."""
