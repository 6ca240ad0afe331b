"""The commands, buttons and forms: each reads its options, calls a service and answers.

The client loads every module and package directly in here by its ``setup(bot)``; names that start with an underscore
are no cogs. There is no list to add a cog to.
"""
