"""The codebook: the tags as a tree, with definitions, and their files for other programs."""
