### Descriptions de /admin et de ses options.

command-admin = Gère Easel sur ce serveur

command-admin-setup = Configure Easel sur ce serveur avec quelques menus ; une minute suffit

command-admin-check = Vérifie ce qui ne fonctionne pas encore sur ce serveur, et comment y remédier

command-admin-stats = Affiche les graphiques des images, dollars, membres, modèles et refus de ce serveur

option-stats-days = Combien de jours, aujourd’hui compris ; 30 par défaut

choice-stats-days-7 = 7 jours

choice-stats-days-30 = 30 jours

choice-stats-days-90 = 90 jours

command-admin-channel = Définis qui peut demander des images dans un salon, et comment ; sans option, affiche tout

option-admin-channel-channel = Le salon ; celui-ci par défaut

option-admin-channel-mode = Qui peut y demander des images

option-admin-channel-model = Les modèles autorisés là, séparés par des virgules ; all les autorise tous

option-admin-channel-private-only = Y montrer les images seulement au membre qui les demande

option-admin-channel-elsewhere = Appliquer cela à chaque salon sans réglages propres

choice-admin-mode-open = ouvert : tout le monde peut demander des images

choice-admin-mode-approval = approbation : les modérateurs vérifient les images avant qu’elles soient montrées

choice-admin-mode-off = désactivé : personne ne peut demander d’images

choice-admin-mode-moderators = modérateurs : seuls les modérateurs peuvent demander des images

choice-admin-mode-usual = comme d’habitude : effacer les réglages de ce salon

command-admin-log = Affiche ou choisis le salon où les décisions sont publiées

option-admin-log-channel = Le salon ; Easel doit pouvoir y écrire

option-admin-log-off = True : ne plus publier les décisions

command-admin-role = Définis quels rôles demandent des images, modèrent ou ont leurs limites ; sans option, affiche-les

option-admin-role-role = Le rôle

option-admin-role-purpose = À quoi sert le rôle

option-admin-role-tier = Le niveau dont le rôle reçoit les limites

option-admin-role-remove = Retirer cela au rôle, ou à tous les rôles si tu n’en nommes aucun

option-admin-role-min-days = Jours que les membres doivent avoir passés sur le serveur avant de demander des images ; 0 : aucun

choice-admin-role-members = peut demander des images

choice-admin-role-moderators = compte comme modérateur

choice-admin-role-tiers = a les limites d’un niveau

command-admin-style = Gère les styles propres à ce serveur

command-admin-style-add = Ajoute un style à ce serveur, ou modifies-en un

option-admin-style-add-name = Le nom que les membres choisissent : minuscules, chiffres, - et _

option-admin-style-add-text = Mots à ajouter au prompt ; {"{"}prompt{"}"} marque sa place, au début par défaut

command-admin-style-remove = Supprime un des styles de ce serveur

option-admin-style-remove-name = Le style

command-admin-style-list = Affiche les styles propres à ce serveur

command-admin-quota = Répartis les images auxquelles ce serveur a droit

command-admin-quota-show = Affiche tous les quotas de ce serveur, ou ce qu’il reste à un membre et pourquoi

option-admin-quota-show-member = Le membre ; sans membre, tous les réglages sont affichés

command-admin-quota-set = Définis combien d’images par jour un membre, un rôle ou tout le monde peut avoir

option-admin-quota-set-images = Images par jour ; -1 pour autant que la formule le permet, et jamais plus

option-admin-quota-set-member = Pour ce membre seulement

option-admin-quota-set-role = Pour chaque membre qui a ce rôle ; le meilleur de ses rôles compte

option-admin-quota-set-channel = Pour ce salon : tous les membres ensemble

option-admin-quota-set-concurrent = Demandes en cours à la fois

option-admin-quota-set-cooldown = Secondes entre deux demandes

option-admin-quota-set-max-count = Images d’une demande

option-admin-quota-set-max-resolution = Résolution maximale

option-admin-quota-set-day = Ce qui compte comme un jour : les dernières 24 heures, ou le jour du calendrier d’un fuseau horaire

choice-admin-quota-rolling-day = 24 heures glissantes

choice-admin-quota-day-in-zone = Jour du calendrier à { $zone }

command-admin-quota-grant = Donne une fois des images à un membre, en plus de sa limite du jour

command-admin-quota-reset = Efface les images qu’un membre a eues aujourd’hui, pour que sa journée recommence

option-admin-quota-member = Le membre

option-admin-quota-reason = Pourquoi, pour le journal

option-admin-quota-grant-images = Combien d’images

option-admin-quota-grant-days = Jours avant que le reste expire ; sinon, jusqu’à ce qu’elles soient utilisées

command-admin-budget = Limite ce que ce serveur dépense en images

command-admin-budget-show = Affiche ce que ce serveur peut dépenser, ce qu’il a dépensé et depuis quand

command-admin-budget-set = Définis ce que ce serveur peut dépenser en images, en dollars américains

option-admin-budget-day = Dollars par jour ; 0 pour rien, -1 pour autant que la formule le permet, et jamais plus

option-admin-budget-month = Dollars par mois ; 0 pour rien, -1 pour autant que la formule le permet, et jamais plus

option-admin-budget-pro-until = Part de chaque budget, de 0 à 1, après quoi seul le modèle le moins cher dessine ; -1 : la formule
