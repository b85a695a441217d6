"""The Story workspace: shelf, canvas and outline, and what is done to blocks."""
