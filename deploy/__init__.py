"""How a city is run: the engines on one machine, the processes, the demo city."""
