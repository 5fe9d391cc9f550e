"""Crews 班组: the people of one organisation who go out together. Knows no cases."""
