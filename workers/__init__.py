"""Jobs: one event, one job, safe to repeat. All that goes out to the world goes out from here."""
