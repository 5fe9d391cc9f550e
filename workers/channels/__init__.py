"""The carriers outside: each speaks its service's own protocol."""
