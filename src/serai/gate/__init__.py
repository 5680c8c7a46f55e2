"""The Gate: the public door. It answers what the static server cannot, and will take what readers write.

Rule: knows no Django and no private table, holds no secret, logs no reader. It reads the baked site and
nothing else.
"""
