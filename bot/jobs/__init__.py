"""The way of one job, step by step: submit → watch → read → deliver → settle, or the sentence that ends it.

This is the only room that spends money. What it is about to do stands on disk first, so that any step may be the last
one of this process: whoever adopts the job does the step again, and the far side recognises it (the task's UUID at the
provider, the message's id at Discord).
"""
