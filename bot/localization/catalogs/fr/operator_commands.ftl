### Descriptions of the operator’s commands, their options and choices.

command-operator = Fais fonctionner Easel : serveurs, budgets, blocages

## /operator block, unblock, blocks

command-operator-block = Empêche quelqu’un partout, ou tout le monde sur un serveur, de demander des images

option-operator-user = L’identifiant ou la mention de la personne

option-operator-or-server = Ou le serveur : tape son nom et choisis-le, ou son identifiant

option-operator-block-reason = Pourquoi ; les personnes bloquées le lisent quand elles essaient

option-operator-block-days = Pour combien de jours ; sans cela, définitivement

command-operator-unblock = Lève le blocage d’une personne ou d’un serveur

option-operator-audit-reason = Pourquoi ; conservé dans le journal

command-operator-blocks = Affiche qui est bloqué partout, jusqu’à quand et pourquoi

## /operator servers, server

command-operator-servers = Affiche tous les serveurs avec leurs dépenses et leurs images en 30 jours

option-operator-sort = Ce qui vient en premier ; les plus dépensiers par défaut

command-operator-server = Affiche un serveur, et modifie sa formule, ses budgets ou son admission

option-operator-server = Le serveur : tape son nom et choisis-le, ou son identifiant

option-operator-plan = La formule du serveur

option-operator-dollars-per-day = Budget pour 24 heures en dollars ; -1 : selon la formule

option-operator-dollars-per-month = Budget pour 30 jours en dollars ; -1 : selon la formule

option-operator-admit = True admet le serveur, False le ferme

option-operator-leave = True quitte le serveur, après une question

choice-sort-spent = dépenses

choice-sort-pictures = images

choice-sort-joined = arrivée

choice-no-plan = aucune en propre : celle achetée, ou celle par défaut

## /operator stats, stop, resume

command-operator-stats = Affiche les graphiques de tous les serveurs réunis, et lesquels coûtent le plus

command-operator-stop = N’accepte aucune nouvelle demande nulle part ; ce qui a été demandé avant est terminé

option-operator-stop-reason = Pourquoi ; les membres le lisent quand ils essaient

command-operator-resume = Accepte de nouveau les demandes, après /operator stop
