"""The moderation screens: queues, one comment, decisions, rules, and how the work goes.

Rule: the screens read, ask who may, and call the verbs of `actions`; they change no row themselves. A
reader's words are shown escaped, each in its own direction, and never leave the discussion: no message, log
line or address holds them.
"""
