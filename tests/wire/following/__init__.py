"""Followers, their servers, and what goes to and fro, over real HTTP on loopback."""
