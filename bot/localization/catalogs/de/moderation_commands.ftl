### Descriptions of moderators’ commands, their options and choices.

command-mod = Moderiere Bilder und Anfragen auf diesem Server

## /mod block, unblock, blocks

command-mod-block = Sperre ein Mitglied, sodass es auf diesem Server keine Bilder anfordern kann

option-block-member = Das Mitglied

option-block-reason = Warum; das Mitglied sieht es, wenn es etwas anfordert

option-block-duration = Für wie lange; sonst 7 Tage

command-mod-unblock = Entsperre ein Mitglied, sodass es wieder Bilder anfordern kann

command-mod-blocks = Zeige, welche Mitglieder auf diesem Server gesperrt sind, bis wann und warum

choice-block-1d = 1 Tag

choice-block-7d = 7 Tage

choice-block-30d = 30 Tage

choice-block-ever = dauerhaft

## /mod case, cases

command-mod-case = Zeige einen Fall und entscheide ihn

option-case-id = Die Nummer auf seiner Karte und in /mod cases

command-mod-cases = Zeige, was auf Moderatoren wartet und was sie entschieden haben

option-cases-state = Offen oder entschieden; sonst offen

option-cases-kind = Nur diese Art

option-cases-member = Nur die von diesem Mitglied

choice-cases-open = offen

choice-cases-decided = entschieden

choice-cases-all = alle

choice-cases-approvals = Freigaben

choice-cases-reports = Meldungen

choice-cases-appeals = Einsprüche

## /mod remove

command-mod-remove = Entferne ein Bild überall; das lässt sich einen Tag lang rückgängig machen

option-remove-id = Die Kurz-ID unter dem Bild, zum Beispiel k3f-9x2

option-remove-reason = Warum; das Mitglied kann es lesen

## /mod words

command-mod-words = Verwalte die Wörter, die in Anfragen auf diesem Server nicht vorkommen dürfen

command-mod-words-add-without-patterns = Setz ein Wort auf die Liste; !wort wirkt wie die Option

command-mod-words-import-without-patterns = Importiere eine Textdatei: ein Wort oder eine !ausnahme pro Zeile

command-mod-words-add = Setz ein Wort auf die Liste; !wort und /muster/ wirken wie die Optionen

option-words-pattern = Lies den Text als regulären Ausdruck (RE2), zum Beispiel b[ae]d dogs?

command-mod-words-remove = Entferne ein Wort von der Liste

option-words-remove-text = Das Wort; schreib ! vor eine Ausnahme und / vor und hinter ein Muster

command-mod-words-import = Importiere eine Textdatei: ein Wort, eine !ausnahme oder ein /muster/ pro Zeile

option-words-file = Reiner Text (UTF-8), höchstens 256 KiB; ist eine Zeile ungültig, kommt nichts dazu

command-mod-words-list = Zeige die Liste, nur dir

command-mod-words-test = Teste, ob die Liste bei einem Text anschlägt, und warum; gezeichnet wird nichts

option-words-test-text = Ein Prompt zum Testen

command-mod-words-automod = Wende die AutoMod-Wörter dieses Servers auch auf Bilder an, oder nicht mehr

option-words-automod-on = Anwenden oder nicht; ändern können das nur Mitglieder, die diesen Server verwalten können

option-words-text = Ein oder mehrere Wörter; * am Anfang oder Ende steht für beliebige Buchstaben, etwa in köpf*

option-words-exception = Erlaube diesen Text, auch wenn ein Wort der Liste darin vorkommt
