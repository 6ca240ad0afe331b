"""Stand-ins for Discord and Runware over real sockets, and a page to use them from."""
