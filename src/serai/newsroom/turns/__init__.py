"""Django's engine for the desk on PostgreSQL: its writers take turns. See `base`."""
