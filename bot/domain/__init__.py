"""What is true without a clock, a socket or Discord."""
