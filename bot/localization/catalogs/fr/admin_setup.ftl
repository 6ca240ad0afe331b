### Le panneau de /admin setup, et ce qu’on lit quand Easel arrive sur un serveur.

setup-title = ## 🎨 Easel sur ce serveur

setup-log-first = ⚠️ **Choisis d’abord un salon des modérateurs.** { $problem } : { $remedy }.

setup-log-pictures-wait = Sur ce serveur, des images attendent d’être approuvées, et aucun modérateur ne peut les voir !

setup-note = -# Les changements prennent effet aussitôt. Le type de serveur règle le reste ; change ensuite ce que tu veux.

setup-panel-outdated = Ce panneau ne fonctionne plus ; /admin setup en ouvre un nouveau.

setup-log = **Salon des modérateurs** : les signalements, approbations et décisions sont publiés ici

placeholder-setup-log = Salon lisible par les seuls modérateurs

item-setup-kind-school = Type de serveur : une école

item-setup-kind-art = Type de serveur : communauté d’artistes

item-setup-kind-adults = Type de serveur : réservé aux adultes

placeholder-setup-kind-mixed = Type de serveur : tes propres réglages

hint-setup-kind-school = Les modérateurs vérifient tout ; rien de signalé n’est montré ; on ne modifie pas l’image d’autrui

hint-setup-kind-art = Tout le monde peut demander des images ; les images signalées sont derrière un spoiler

hint-setup-kind-adults = Tout le monde peut demander des images ; celles signalées : seulement en salon avec limite d’âge

setup-where-everywhere = **Où les membres peuvent demander des images** : partout. Si tu choisis des salons, tous les autres sont désactivés

setup-where-everywhere-but = **Où les membres peuvent demander des images** : partout, sauf dans { $channels }. Si tu choisis des salons, tous les autres sont désactivés

setup-where-nowhere = **Où les membres peuvent demander des images** : nulle part. Choisis des salons, ou une option ci-dessous pour l’autoriser partout

setup-where-only = **Où les membres peuvent demander des images** : seulement dans ces salons. Si tu n’en choisis aucun, c’est partout

setup-where-too-many =
    { $count ->
        [one] **Où les membres peuvent demander des images** : dans { $count } salon, trop pour cette liste : /admin channel les affiche tous
       *[other] **Où les membres peuvent demander des images** : dans { $count } salons, trop pour cette liste : /admin channel les affiche tous
    }

setup-where-lacks = ⚠️ Il manque des permissions à Easel dans { $channels } : voir « Vérifier »

placeholder-setup-where-all = Tous les salons

placeholder-setup-where-none = Aucun salon

item-setup-how-open = Demandes : ouvertes à tous

item-setup-how-approval = Demandes : d’abord vérifiées

hint-setup-how-approval = Tout le monde peut demander des images ; elles sont montrées une fois approuvées

item-setup-how-moderators = Demandes : réservées aux modérateurs

placeholder-setup-how-mixed = Demandes : différent selon les salons

setup-moderators = **Rôles qui modèrent**, en plus de tous ceux qui peuvent gérer les messages

placeholder-setup-moderators = Aucun autre rôle

item-setup-flagged-spoiler = Images signalées : derrière un spoiler

item-setup-flagged-hold = Images signalées : modérateurs décident

hint-setup-flagged-hold = Elles sont montrées une fois qu’un modérateur les a approuvées

item-setup-flagged-restricted = Images signalées : salons 18+ seulement

hint-setup-flagged-restricted = Elles ne sont montrées que dans les salons avec limite d’âge

item-setup-flagged-refuse = Images signalées : non montrées

item-setup-safety-operator = Contrôle de sécurité : selon l’opérateur

item-setup-safety-fast = Contrôle de sécurité : activé

item-setup-safety-none = Contrôle de sécurité : désactivé

item-setup-language-discord = Langue : celle réglée sur Discord

hint-language-at-discord = Pour les messages que tout le monde voit ; sur Discord, ce serveur est réglé sur { $language }

item-setup-language = Langue : { $language }

button-setup-automod-on = Mots d’AutoMod : activés

button-setup-automod-off = Mots d’AutoMod : désactivés

button-setup-edits-on = Les autres peuvent modifier les images : oui

button-setup-edits-off = Les autres peuvent modifier les images : non

setup-action = Configuré

setup-where-detail = Où les membres peuvent demander des images : seulement { $channels }

setup-where-detail-all = Où les membres peuvent demander des images : partout

setup-moderators-detail = Rôles qui modèrent : { $roles }

setup-moderators-detail-none = Rôles qui modèrent : aucun

welcome-channel = 👋 **Easel dessine des images à partir de mots.** Tout le monde peut en demander dans chaque salon, jusqu’à ce que quelqu’un qui gère ce serveur le configure : quels salons, qui modère, que faire des images signalées. Une minute suffit. `/admin quota` et `/admin budget` répartissent ce à quoi ce serveur a droit.

button-open-setup = Configurer

welcome-manager = 👋 Merci d’avoir ajouté Easel à { $server }. Tout le monde peut y demander des images dans chaque salon, jusqu’à ce que tu choisisses quels salons, qui modère, et ce qui arrive aux images signalées : va sur [ton serveur]({ $link }) et tape { $setup } dans n’importe quel salon. Une minute suffit. `/admin quota` et `/admin budget` répartissent ce à quoi ton serveur a droit.

welcome-server-waits = 👋 **Easel dessine des images à partir de mots**, mais pas encore ici : ce serveur attend l’opérateur d’Easel, qui décide quels serveurs peuvent l’utiliser. Personne n’a rien à faire ; Easel écrira de nouveau quand le serveur sera admis.
