"""What the words of a prompt name."""
