"""What we claim about speed, measured beside peers and the physical floor."""
