"""Views for the bot's operator."""
