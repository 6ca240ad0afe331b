### Descriptions of the operator’s commands, their options and choices.

command-operator = Faire tourner Easel : serveurs, budgets, blocages

## /operator block, unblock, blocks

command-operator-block = Bloquer partout les demandes d’une personne, ou de tout un serveur

option-operator-user = L’identifiant ou la mention de la personne

option-operator-or-server = Ou le serveur : tape son nom et choisis-le, ou son identifiant

option-operator-block-reason = Pourquoi ; les bloqués le lisent quand ils essaient

option-operator-block-days = Pour combien de jours ; sans cela, pour toujours

command-operator-unblock = Lever le blocage d’une personne ou d’un serveur

option-operator-audit-reason = Pourquoi ; gardé dans le journal d’audit

command-operator-blocks = Lister qui est bloqué partout, jusqu’à quand et pourquoi

## /operator servers, server

command-operator-servers = Lister tous les serveurs avec leurs dépenses et images de 30 jours

option-operator-sort = Ce qui vient en premier ; les plus chers par défaut

command-operator-server = Montrer un serveur, et changer son plan, ses budgets ou son admission

option-operator-server = Le serveur : tape son nom et choisis-le, ou son identifiant

option-operator-plan = Le plan du serveur

option-operator-dollars-per-day = Budget pour 24 heures en dollars ; -1 : comme le plan

option-operator-dollars-per-month = Budget pour 30 jours en dollars ; -1 : comme le plan

option-operator-admit = True admet le serveur, False le ferme

option-operator-leave = True quitte le serveur, après une question

choice-sort-spent = dépenses

choice-sort-pictures = images

choice-sort-joined = arrivée

choice-no-plan = aucun à lui : comme acheté, ou celui par défaut

## /operator stats, stop, resume

command-operator-stats = Montrer les graphiques de tous les serveurs, et lesquels coûtent le plus

command-operator-stop = N’accepter aucune nouvelle demande nulle part ; ce qui était demandé avant est fini

option-operator-stop-reason = Pourquoi ; les membres le lisent quand ils essaient

command-operator-resume = Accepter de nouveau les demandes, après /operator stop
