"""What can be wrong in a city, and when it is filed."""
