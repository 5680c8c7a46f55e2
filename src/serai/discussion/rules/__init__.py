"""The discussion's rules: which moves a comment may make, and who may make them.

Rule: decides and does nothing; `actions` asks before each change.
"""
