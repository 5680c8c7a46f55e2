"""Screening: what a moderator should know of a comment before reading it.

Rule: screening adds reasons and sorts; it never rejects, and no comment is lost to it. The thinking is pure:
`folding`, `words`, `links`, `copies`, `scripts`, `bursts`, `learner` and `reasons` are functions of their
arguments and know neither Django nor a clock. Around them stand the few lines that read and write rows:
`lexicon` (words), `window` (near-copies), `pulse` (counts and alarms), `school` (the learner), and `desk`,
which calls all of them for one comment.
"""
