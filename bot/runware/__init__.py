"""The image provider: its requests, its replies, its pictures."""
