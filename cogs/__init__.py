"""One command group a file: read options, call the service, answer."""
