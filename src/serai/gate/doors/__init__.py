"""The gate's doors: one module for each thing a reader can do.

Rule: a door is `async def door(lodge, asked) -> Answer`. What is refused comes back with what was written;
what is taken is on the disk before it is answered.
"""
