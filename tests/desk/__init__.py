"""The desk: stories, orders, casting, and who may do what, over a real SQLite and Django's own client."""
