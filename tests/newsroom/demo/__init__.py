"""The demo newsroom: its words, its pictures, and what filling a newsroom with them gives."""
