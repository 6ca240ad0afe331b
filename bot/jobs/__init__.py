"""The steps of a job: request → queue → submit → poll → download → deliver → settle, or an end without pictures.

This is the only package that spends money. Each step is stored before it is executed, so that a process may end at any
time: the process that adopts the job repeats the step, and an idempotency key makes the repetition harmless (the task's
UUID at the provider, the message's id at Discord).
"""
