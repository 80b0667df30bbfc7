"""The pages: what a person sees of the local workspace. Server-rendered; every text is escaped by the templates."""
