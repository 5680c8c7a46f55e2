"""The wire: brings archives in. Saved pages of a lost or blocked site become drafts at the desk.

Rule: may use the desk, the discussion and the press; nothing it makes is public until an editor publishes
it; every line of what it reads is accounted for in a receipt that the editor sees beside the draft.
"""
