"""Who is to handle it, and why."""
