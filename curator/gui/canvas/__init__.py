"""The story editor: shows a story as it will be published and edits it in place."""
