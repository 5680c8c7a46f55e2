"""The desk's tables through time."""
