"""Have we had it: how alike two sightings are, and why. Pure, but for the finding of candidates."""
