### Phrases that several messages contain. In each language they end a message as a sentence of their own.

-nothing-charged = Nada foi cobrado.
