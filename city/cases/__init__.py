"""A case and its life."""
