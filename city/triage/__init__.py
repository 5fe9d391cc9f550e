"""What is it: from people's words to a proposal that an operator can accept."""
