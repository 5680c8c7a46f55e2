"""The discussion: what readers say under the stories, and what moderators let stand.

Rule: knows a story by its edition's code and its key, never by a foreign key: this room may live in a
database of its own. What the public may see leaves it as a `serai.press.threads.Thread` and in no other
way; every change places an order for the thread in the same transaction.
"""
