"""The discussion's migrations."""
