"""Saved pages: from the bytes of a file to a record of the story in it, with a receipt for every line.

Rule: pure. Nothing here knows Django, the disk or the network; `parse.read` is the way in. What is not
understood is left over for the editor, never dropped and never guessed at.
"""
