"""Mirrors: copies of the site elsewhere, and how they are brought up to date.

Rule: imports core only, and no Django. What the press's ledger knows comes in as records (`manifest`), given
by the newsroom; nothing here reads the ledger or a setting.
"""
