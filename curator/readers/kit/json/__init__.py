"""JSON as archives hold it: streamed, a record at a time."""
