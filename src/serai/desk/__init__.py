"""The Desk: where editors write, source and publish stories, on Wagtail.

Rule: private. The only way out is `cast`, which makes plates of what is public and of nothing else; every
change that may alter a plate leaves an order in its own transaction, and the runner bakes from the orders.
"""
