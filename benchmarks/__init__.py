"""Measures, one command each, and the training of what ships."""

import retrieval  # noqa: F401  before numpy: it says with how many threads that reckons
