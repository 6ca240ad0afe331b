
### Descriptions of moderators’ commands, their options and choices.

command-mod = Moderate pictures and requests on this server

## /mod block, unblock, blocks

command-mod-block = Block a member from requesting pictures on this server

option-block-member = The member

option-block-reason = Why; the member sees it when they try

option-block-duration = For how long; 7 days by default

command-mod-unblock = Unblock a member, so that they can request pictures again

command-mod-blocks = List the members who are blocked on this server, until when and why

choice-block-1d = 1 day

choice-block-7d = 7 days

choice-block-30d = 30 days

choice-block-ever = forever

## /mod case, cases

command-mod-case = Show one case, and decide it

option-case-id = The number on its card and in /mod cases

command-mod-cases = List what is waiting for moderators, and what they decided

option-cases-state = Open or decided; open by default

option-cases-kind = Only this kind

option-cases-member = Only this member’s

choice-cases-open = open

choice-cases-decided = decided

choice-cases-all = all

choice-cases-approvals = approvals

choice-cases-reports = reports

choice-cases-appeals = appeals

## /mod remove

command-mod-remove = Remove a picture everywhere; you can undo this for a day

option-remove-id = The short id under the picture, like k3f-9x2

option-remove-reason = Why; the member can read it

## /mod words

command-mod-words = Manage the words that requests on this server cannot contain

command-mod-words-add-without-patterns = Add a word to the list; !word works like the option

command-mod-words-import-without-patterns = Import a text file: one word or !exception per line

command-mod-words-add = Add a word to the list; !word and /pattern/ work like the options

option-words-pattern = Read the text as a regular expression (RE2), such as b[ae]d dogs?

command-mod-words-remove = Remove a word from the list

option-words-remove-text = The word; write ! before an exception, and / before and after a pattern

command-mod-words-import = Import a text file: one word, !exception or /pattern/ per line

option-words-file = Plain text (UTF-8), at most 256 KiB; if any line is invalid, nothing is added

command-mod-words-list = Show the list, only to you

command-mod-words-test = Test whether the list catches a text, and why; nothing is drawn

option-words-test-text = A prompt to test

command-mod-words-automod = Apply the keyword rules of this server’s AutoMod to pictures too, or stop

option-words-automod-on = Apply them or not; only members who can manage this server can change this

option-words-text = One or more words; * at the start or end matches any letters there, as in behead*

option-words-exception = Allow this text, even if it contains a word on the list
