"""The Press: turns plates and threads into a plain static site and touches only what changed.

Rule: knows no Django, no database of the Desk, no network. What decides which pages exist and what a
change touches is pure; what acts reads the ledger and writes files.
"""
