"""Recognisers: each reads a scene and gives mentions with a type and a score, knowing nothing of the others."""
