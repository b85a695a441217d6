"""The Story workspace: shelf, canvas and outline, and the commands on blocks."""
