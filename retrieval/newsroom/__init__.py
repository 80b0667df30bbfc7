"""Sources and their polling: what goes from the feeds of the world into the record, and when."""
