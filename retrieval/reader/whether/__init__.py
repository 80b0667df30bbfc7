"""Whether something is so: what a yes/no question claims, and which way a sentence bears on it."""
