"""The ground floor: errors, canonical bytes, atomic files, sanitised HTML, the clock.

Rule: knows nothing of newsrooms, and imports the standard library and small libraries only.
"""
