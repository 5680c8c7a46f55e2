"""Hostile readers: what must run nowhere, and what must be refused in plain words.

Rule: the payloads go the whole way that a reader's words go (the gate, the collection, the discussion, the
press), and are then looked at in a real browser wherever they are shown.
"""
