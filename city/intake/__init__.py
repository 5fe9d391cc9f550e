"""Many channels in, one report."""
