"""Photos: bytes in, bytes out; and the store that keeps them. Knows no cases and no HTTP."""
