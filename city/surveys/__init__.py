"""Surveys 普查: what a duty chief wants to know of some beats, and what inspectors find there."""
