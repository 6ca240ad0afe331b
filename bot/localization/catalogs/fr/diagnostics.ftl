### Le panneau de /admin check : ce qui fonctionne sur un serveur, ce qui ne fonctionne pas, et que faire.

check-title = ## 🩺 Easel sur ce serveur

button-check = Vérifier

button-check-fix = Réparer ce qu’Easel peut

check-provider-usable = Runware accepte les demandes : la clé fonctionne et il y a du crédit.

check-provider-unusable = Rien n’est dessiné : Runware refuse la clé, ou il n’y a pas de crédit. Seul l’opérateur du bot peut y remédier.

check-nothing-charged = { -nothing-charged }

check-block-ends = Le blocage prend fin { $end }.

check-no-budget = Aucun budget n’est fixé pour ce serveur.

check-budget-day = Budget du jour : { $spent } sur { $budget } dépensés.

check-budget-month = Budget du mois : { $spent } sur { $budget } dépensés.

check-budget-spent-day = Budget du jour : { $spent } sur { $budget } dépensés, donc rien n’est dessiné ; attends, ou demandes-en plus à l’opérateur.

check-budget-spent-month = Budget du mois : { $spent } sur { $budget } dépensés, donc rien n’est dessiné ; attends, ou demandes-en plus à l’opérateur.

check-budget-zero-day = Le budget du jour est de 0, donc rien n’est dessiné ; l’opérateur d’Easel peut le changer.

check-budget-zero-month = Le budget du mois est de 0, donc rien n’est dessiné ; l’opérateur d’Easel peut le changer.

check-bot-budget-zero = Le budget de tout le bot est de 0, donc rien n’est dessiné ; l’opérateur d’Easel peut le changer.

check-bot-budget-spent = Le budget du jour de tout le bot est épuisé. L’opérateur d’Easel peut l’augmenter.

check-bot-budget-spent-until = Le budget du jour de tout le bot est épuisé ; il y aura de la place { $end }. L’opérateur d’Easel peut l’augmenter.

check-mod-channel = Les modérateurs décident dans { $channel }.

check-log-reports = { $problem }, donc personne ne voit les signalements : { $remedy }, avec /admin log ou /admin setup.

check-log-approval = { $problem }, et des images attendent d’être approuvées là où personne ne peut les voir : { $remedy }, avec /admin log ou /admin setup.

check-log-hold = { $problem }, et des images signalées attendent là où personne ne peut les voir : { $remedy }, avec /admin log ou /admin setup.

check-log-approval-and-hold = { $problem }, et des images à approuver et des images signalées attendent là où personne ne peut les voir : { $remedy }, avec /admin log ou /admin setup.

check-cases-waiting =
    { $count ->
        [one] { $count } dossier attend la décision d’un modérateur ; voir /mod cases.
       *[other] { $count } dossiers attendent la décision d’un modérateur ; voir /mod cases.
    }

check-no-cases = Aucun dossier n’attend de décision.

check-language-chosen = Les messages pour tout le monde sont dans cette langue : { $language }, choisie avec /admin setup.

check-language-at-discord = Les messages pour tout le monde sont dans cette langue : { $language }, d’après les réglages du serveur sur Discord ; /admin setup permet d’en changer.

check-safety-on = Le contrôle de sécurité de Runware regarde chaque image.

check-safety-off = Le contrôle de sécurité est désactivé, donc aucune image n’est jamais signalée ; /admin setup l’active.

check-automod-readable = Les mots d’AutoMod s’appliquent, et Easel peut les lire.

check-automod-forbidden = Les mots d’AutoMod s’appliquent mais Easel n’a pas le droit de les lire, donc chaque demande est refusée : donne au rôle d’Easel la permission « Gérer le serveur », ou désactive cela avec /admin setup.

check-automod-unanswered = Les mots d’AutoMod s’appliquent, mais Discord ne les envoie pas ; vérifie de nouveau dans une minute.

check-words-unreadable =
    { $count ->
        [one] { $count } mot ou motif n’est pas vérifié, parce qu’Easel ne peut pas le lire ; /mod words list montre lequel.
       *[other] { $count } mots ou motifs ne sont pas vérifiés, parce qu’Easel ne peut pas les lire ; /mod words list montre lesquels.
    }

check-words-without-re2 =
    { $count ->
        [one] { $count } mot ou motif n’est pas vérifié, parce que l’opérateur du bot n’a pas installé RE2, qui lit les motifs ; /mod words list montre lequel.
       *[other] { $count } mots ou motifs ne sont pas vérifiés, parce que l’opérateur du bot n’a pas installé RE2, qui lit les motifs ; /mod words list montre lesquels.
    }

check-flagged-shown = Les images signalées sont montrées dans { $channels } (limite d’âge).

check-flagged-refused = Les images signalées sont refusées dans { $channels } : pas de limite d’âge.

check-flagged-nowhere = Les images signalées ne sont montrées que dans les salons avec limite d’âge, mais aucun des salons pour les images n’en a : donne une limite d’âge à l’un d’eux dans ses paramètres, ou choisis un autre salon ou une autre règle avec /admin setup.

check-stale-members = Les seuls rôles qui peuvent demander des images n’existent plus, donc personne ne le peut ; choisis-en d’autres avec /admin role.

check-stale-channels =
    { $count ->
        [one] Les réglages nomment { $count } salon qui n’existe plus ; le bouton ci-dessous fait le ménage.
       *[other] Les réglages nomment { $count } salons qui n’existent plus ; le bouton ci-dessous fait le ménage.
    }

check-stale-roles =
    { $count ->
        [one] Les réglages nomment { $count } rôle qui n’existe plus ; le bouton ci-dessous fait le ménage.
       *[other] Les réglages nomment { $count } rôles qui n’existent plus ; le bouton ci-dessous fait le ménage.
    }

check-stale-tiers = Certains rôles ont des niveaux que l’opérateur ne propose plus : { $tiers }. Ils ont les limites habituelles.

check-closed-everywhere = Personne ne peut demander d’images nulle part ; choisis des salons avec /admin setup.

check-channel-lacks = { $channel } : autorise { $permissions } à Easel dans ses permissions.

check-more-channels-lack =
    { $count ->
        [one] Il manque des permissions à Easel dans { $count } autre salon.
       *[other] Il manque des permissions à Easel dans { $count } autres salons.
    }

check-permissions-complete = Easel a toutes les permissions nécessaires partout où les membres peuvent demander des images.

check-nothing-to-fix = 🔧 Il n’y a rien qu’Easel puisse réparer lui-même.

check-fixed-permissions = Easel a maintenant { $permissions } dans #{ $channel }

check-fixed-stale =
    { $what ->
        [channels] Réglages supprimés parce qu’ils n’existent plus (salons) : { $count }
        [members] Réglages supprimés parce qu’ils n’existent plus (rôles qui peuvent demander des images) : { $count }
        [moderators] Réglages supprimés parce qu’ils n’existent plus (rôles qui modèrent) : { $count }
        [tiers] Réglages supprimés parce qu’ils n’existent plus (niveaux) : { $count }
       *[log] Réglages supprimés parce qu’il n’existe plus (le salon des modérateurs) : { $count }
    }

check-discord-reason = Demandé avec /admin check

check-fix-action = Réparé

check-fixes = { $before } ; { $last }
