"""Easel: a Discord bot that draws what a community asks for."""
