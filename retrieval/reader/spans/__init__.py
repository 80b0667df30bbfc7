"""Which stretches of a sentence may answer, and what belongs to one: proposed, added, mended, finished, listed."""
