"""The articles a new installation answers from until it has its own: package data."""
