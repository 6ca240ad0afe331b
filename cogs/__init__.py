"""The commands, buttons and forms. Each handler reads its options, calls a service, and answers.

The client loads every module and package in this directory by its ``setup(bot)``, except those whose names start with
an underscore; there is no list of cogs.
"""
