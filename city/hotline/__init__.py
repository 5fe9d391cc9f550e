"""12345: work orders of the city's hotline, taken in as reports and answered."""
