"""Views: how messages and forms look on Discord. Decides nothing and sends nothing."""
