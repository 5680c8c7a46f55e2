"""Journeys: what people do in a whole running newsroom, in a real browser, told as prose."""
