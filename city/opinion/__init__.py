"""舆情: what media write, whether it is the city's own matter, and what is made of it."""
