"""Stand-ins for Discord and Runware over real sockets, and a web page to use them from."""
