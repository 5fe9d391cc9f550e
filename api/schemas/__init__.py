"""What goes in and out: the same names as the routes."""
