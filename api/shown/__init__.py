"""Domain values as the API shows them: in the caller's language, masked where they must be."""
