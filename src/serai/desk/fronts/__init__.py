"""Fronts: how editors arrange an edition's first page.

Rule: `layouts` thinks and reads nothing; `keeping` holds the verbs, `casting` makes the plate, `board` reads
what the screen shows, `forms` reads what it sends, `screens` answers. Nothing a layout names reaches the
press before it is public.
"""
