import retrieval  # noqa: F401  before numpy: it says with how many threads that reckons
