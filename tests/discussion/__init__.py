"""The discussion's tests."""
