"""Carrying the site elsewhere: folders, machines, buckets."""
