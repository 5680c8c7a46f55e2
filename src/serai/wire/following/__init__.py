"""Following: readers of Mastodon and its kin who follow an edition, what their servers say, what is sent to
them.

`signing` thinks; `reaching` talks to other servers; `hearing` takes in what came through the gate;
`telling` finds what followers must be told; `posting` sends it. The public side has no part in this but to
keep what came in (`serai.gate.doors.activity`) and to serve what was baked (`serai.press.activity`).
"""
