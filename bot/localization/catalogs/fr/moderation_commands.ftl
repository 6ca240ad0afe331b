### Descriptions of moderators’ commands, their options and choices.

command-mod = Modère les images et les demandes sur ce serveur

## /mod block, unblock, blocks

command-mod-block = Empêche un membre de demander des images sur ce serveur

option-block-member = Le membre

option-block-reason = Pourquoi ; le membre le voit quand il essaie

option-block-duration = Pour combien de temps ; 7 jours par défaut

command-mod-unblock = Débloque un membre, pour qu’il puisse de nouveau demander des images

command-mod-blocks = Affiche les membres bloqués sur ce serveur, jusqu’à quand et pourquoi

choice-block-1d = 1 jour

choice-block-7d = 7 jours

choice-block-30d = 30 jours

choice-block-ever = définitivement

## /mod case, cases

command-mod-case = Affiche un dossier, et décide

option-case-id = Le numéro sur sa carte et dans /mod cases

command-mod-cases = Affiche ce qui attend les modérateurs, et ce qu’ils ont décidé

option-cases-state = Ouverts ou décidés ; ouverts par défaut

option-cases-kind = Seulement ce type

option-cases-member = Seulement ceux de ce membre

choice-cases-open = ouverts

choice-cases-decided = décidés

choice-cases-all = tous

choice-cases-approvals = approbations

choice-cases-reports = signalements

choice-cases-appeals = contestations

## /mod remove

command-mod-remove = Retire une image partout ; tu peux revenir dessus pendant un jour

option-remove-id = L’identifiant court sous l’image, par exemple k3f-9x2

option-remove-reason = Pourquoi ; le membre peut le lire

## /mod words

command-mod-words = Gère les mots que les demandes sur ce serveur ne peuvent pas contenir

command-mod-words-add-without-patterns = Ajoute un mot à la liste ; !mot marche comme l’option

command-mod-words-import-without-patterns = Importe un fichier texte : un mot ou une !exception par ligne

command-mod-words-add = Ajoute un mot à la liste ; !mot et /motif/ marchent comme les options

option-words-pattern = Lire le texte comme une expression régulière (RE2), par exemple b[ae]d dogs?

command-mod-words-remove = Retire un mot de la liste

option-words-remove-text = Le mot ; écris ! avant une exception, et / avant et après un motif

command-mod-words-import = Importe un fichier texte : un mot, une !exception ou un /motif/ par ligne

option-words-file = Texte brut (UTF-8), au plus 256 Kio ; si une ligne est invalide, rien n’est ajouté

command-mod-words-list = Affiche la liste, à toi seul

command-mod-words-test = Teste si la liste arrête un texte, et pourquoi ; rien n’est dessiné

option-words-test-text = Un prompt à tester

command-mod-words-automod = Applique aussi aux images les mots clés de l’AutoMod de ce serveur, ou arrête

option-words-automod-on = Les appliquer ou non ; seuls les membres qui peuvent gérer ce serveur peuvent changer cela

option-words-text = Un ou plusieurs mots ; * au début ou à la fin : n’importe quelles lettres, comme dans décapit*

option-words-exception = Autoriser ce texte, même s’il contient un mot de la liste
