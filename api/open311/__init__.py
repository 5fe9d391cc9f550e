"""Open311 GeoReport v2: services and requests for any client that speaks it, in XML and JSON."""
