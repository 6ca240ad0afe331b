"""A strict stand-in for the Runware API."""
