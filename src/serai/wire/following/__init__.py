"""Following: readers of Mastodon and its kin who follow an edition, what their servers say, what is sent to
them.

`signatures`, `drafts`, `messages`, `signing`, `acts` and `servers` think; `reaching` and `accounts` talk to
other servers; `keeping` and `hearing` take in what came through the gate, and `wishes` grants it; `telling`
finds what followers must be told, `posting` sends it; `showing`, `screens` and `blocking` are the desk's
screen. The public side has no part in this but to keep what came in (`serai.gate.doors.activity`) and to
serve what was baked (`serai.press.activity`).
"""
