"""The theme: every page in three languages, by its words, its weight, and how it looks in a browser."""
