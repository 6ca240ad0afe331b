### Les noms des commandes, options et menus de message.

## Commandes des membres

name-imagine = imaginer

name-edit = modifier

name-quota = quota

name-history = historique

name-show = afficher

name-queue = file

name-cancel = annuler

name-settings = réglages

name-help = aide

## Commandes des modérateurs

name-mod = mod

name-mod-block = bloquer

name-mod-unblock = débloquer

name-mod-blocks = blocages

name-mod-case = dossier

name-mod-cases = dossiers

name-mod-remove = retirer

name-mod-words = mots

name-mod-words-add = ajouter

name-mod-words-remove = retirer

name-mod-words-import = importer

name-mod-words-list = liste

name-mod-words-test = tester

name-mod-words-automod = automod

## Commandes des gérants du serveur

name-admin = admin

name-admin-setup = configurer

name-admin-channel = salon

name-admin-role = rôle

name-admin-log = journal

name-admin-check = vérifier

name-admin-stats = statistiques

name-admin-style = style

name-admin-style-add = ajouter

name-admin-style-remove = retirer

name-admin-style-list = liste

name-admin-quota = quota

name-admin-quota-show = afficher

name-admin-quota-set = définir

name-admin-quota-grant = accorder

name-admin-quota-reset = réinitialiser

name-admin-budget = budget

name-admin-budget-show = afficher

name-admin-budget-set = définir

## Commandes de l’opérateur

name-operator = opérateur

name-operator-servers = serveurs

name-operator-server = serveur

name-operator-block = bloquer

name-operator-unblock = débloquer

name-operator-blocks = blocages

name-operator-stop = arrêter

name-operator-resume = reprendre

name-operator-stats = statistiques

## Menus sur les messages

name-menu-edit-image = Modifier l’image

name-menu-image-details = Détails de l’image

name-menu-report-image = Signaler l’image

name-menu-remove-image = Retirer l’image

## Options

name-option-prompt = prompt

name-option-aspect-ratio = forme

name-option-model = modèle

name-option-resolution = résolution

name-option-count = nombre

name-option-image = image

name-option-style = style

name-option-format = format

name-option-quality = qualité

name-option-private = privé

name-option-spoiler = spoiler

name-option-id = id

name-option-member = membre

name-option-reason = raison

name-option-for = durée

name-option-state = état

name-option-kind = type

name-option-text = texte

name-option-exception = exception

name-option-pattern = motif

name-option-file = fichier

name-option-on = activé

name-option-channel = salon

name-option-elsewhere = ailleurs

name-option-mode = mode

name-option-private-only = privé_seulement

name-option-off = désactivé

name-option-role = rôle

name-option-purpose = usage

name-option-tier = niveau

name-option-min-days = jours_minimum

name-option-remove = retirer

name-option-name = nom

name-option-images = images

name-option-concurrent = simultanées

name-option-cooldown = délai

name-option-max-count = nombre_max

name-option-max-resolution = résolution_max

name-option-day = jour

name-option-month = mois

name-option-days = jours

name-option-pro-until = pro_jusqu_à

name-option-sort = tri

name-option-plan = formule

name-option-dollars-per-day = dollars_par_jour

name-option-dollars-per-month = dollars_par_mois

name-option-admit = admettre

name-option-leave = quitter

name-option-user = personne

name-option-server = serveur
