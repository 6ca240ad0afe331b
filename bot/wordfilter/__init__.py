r"""The word filter: finds a server's forbidden words in a text, including obfuscated ones. Pure; no I/O.

A server's filter (``filters.WordFilter``) has sources: its own list (``word_list``), and its AutoMod rules
(``automod``). A source has terms with exceptions (``terms``, ``matcher``) and regular expressions (``patterns``).

A text is searched for terms in these steps:

1. ``normalize`` folds each character (``folding``, ``look_alikes``): style, case, accents, invisible characters and
   look-alike letters go. ``"G\u200bÖRE"`` → ``"gore"``. Letters with two meanings give a second reading of the whole
   text (``"kiII"`` → ``"kiii"`` and ``"kill"``); all further steps are done with each reading.
2. ``segments`` finds the words, and ``token_line`` collapses repeated letters: ``"goooore"`` → ``"gore"``.
   ``term_index`` compares the words with the terms, and the lengths of the runs: “good” is not “god”, “goood” is.
3. Letters that stand alone are put together: ``"g o r e"``.
4. Pieces with dots, dashes and the like between them are put together: ``"go-re"``.
5. Words with asterisks in them are compared by their visible letters: ``"g*re"``.
6. ``leet`` reads digits and symbols as letters, and steps 2 to 4 are done again: ``"g0r3"`` → ``"gore"``.
7. A match inside an exception of the same source is dropped.

The words of a term are also found written together (``"killthem"``), if each has three letters or more.

Not found: misspellings (``"gorre"``), letters left out or swapped, words spelled from several lines or messages,
translations, and what a harmless word means. A term inside a longer word counts only if it has a ``*`` at that end. The
work is bounded in proportion to the length of the text: a list that was built to be slow is not searched completely.
"""
