"""An archive as files: a file, a folder, a zip or a tarball seen alike, within limits."""
