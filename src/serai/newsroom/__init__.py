"""The assembled newsroom: configuration, the Django project, the runner that turns orders into bakes.

Rule: wires the rooms below to one another and adds no newsroom rule of its own.
"""
