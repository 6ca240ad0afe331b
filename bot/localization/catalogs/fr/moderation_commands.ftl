### Descriptions of moderators’ commands, their options and choices.

command-mod = Modérer les images et les demandes sur ce serveur

## /mod block, unblock, blocks

command-mod-block = Bloquer un membre pour les demandes d’images sur ce serveur

option-block-member = Le membre

option-block-reason = Pourquoi ; le membre le voit quand il essaie

option-block-duration = Pour combien de temps ; 7 jours par défaut

command-mod-unblock = Débloquer un membre, pour qu’il puisse de nouveau demander des images

command-mod-blocks = Lister les membres bloqués sur ce serveur, jusqu’à quand et pourquoi

choice-block-1d = 1 jour

choice-block-7d = 7 jours

choice-block-30d = 30 jours

choice-block-ever = pour toujours

## /mod case, cases

command-mod-case = Montrer un dossier, et le décider

option-case-id = Le numéro sur sa fiche et dans /mod cases

command-mod-cases = Lister ce qui attend les modérateurs, et ce qu’ils ont décidé

option-cases-state = Ouverts ou décidés ; ouverts par défaut

option-cases-kind = Seulement ce type

option-cases-member = Seulement ceux de ce membre

choice-cases-open = ouverts

choice-cases-decided = décidés

choice-cases-all = tous

choice-cases-approvals = approbations

choice-cases-reports = signalements

choice-cases-appeals = contestations

## /mod remove

command-mod-remove = Retirer une image partout ; tu peux l’annuler pendant un jour

option-remove-id = L’identifiant court sous l’image, comme k3f-9x2

option-remove-reason = Pourquoi ; le membre peut le lire

## /mod words

command-mod-words = Gérer les mots que les demandes sur ce serveur ne peuvent pas contenir

command-mod-words-add-without-patterns = Ajouter un mot à la liste ; !mot fonctionne comme l’option

command-mod-words-import-without-patterns = Importer un fichier texte : un mot ou une !exception par ligne

command-mod-words-add = Ajouter un mot à la liste ; !mot et /motif/ fonctionnent comme les options

option-words-pattern = Lire le texte comme une expression régulière (RE2), par exemple b[ae]d dogs?

command-mod-words-remove = Enlever un mot de la liste

option-words-remove-text = Le mot ; écris ! devant une exception, et / avant et après un motif

command-mod-words-import = Importer un fichier texte : un mot, une !exception ou un /motif/ par ligne

option-words-file = Texte brut (UTF-8), 256 Kio au plus ; si une ligne n’est pas valide, rien n’est ajouté

command-mod-words-list = Montrer la liste, à toi seul

command-mod-words-test = Tester si la liste trouve un texte, et pourquoi ; rien n’est dessiné

option-words-test-text = Un prompt à tester

command-mod-words-automod = Appliquer aussi aux images les mots-clés de l’AutoMod du serveur, ou arrêter

option-words-automod-on = Les appliquer ou non ; seuls ceux qui peuvent gérer ce serveur peuvent le changer

option-words-text = Un ou plusieurs mots ; * au début ou à la fin vaut toutes lettres, comme behead*

option-words-exception = Autoriser ce texte, même s’il contient un mot de la liste
