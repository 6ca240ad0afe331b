"""A strict stand-in for Discord: gateway, REST and the people who use it."""
