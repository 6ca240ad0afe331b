### Les réponses de /admin budget, et les budgets en mots.

admin-budget-title = **Ce que ce serveur peut dépenser en images**

admin-budget-none-day = Jour : **{ $spent }** dépensés ; il n’y a pas de budget.

admin-budget-none-month = Mois : **{ $spent }** dépensés ; il n’y a pas de budget.

admin-budget-spent-day =
    { $source ->
        [managers] Jour : **{ $spent } sur { $budget }** dépensés ; le budget est fixé par les gérants de ce serveur.
        [operator] Jour : **{ $spent } sur { $budget }** dépensés ; le budget est fixé par l’opérateur d’Easel.
       *[plan] Jour : **{ $spent } sur { $budget }** dépensés ; le budget est celui de sa formule.
    }

admin-budget-spent-month =
    { $source ->
        [managers] Mois : **{ $spent } sur { $budget }** dépensés ; le budget est fixé par les gérants de ce serveur.
        [operator] Mois : **{ $spent } sur { $budget }** dépensés ; le budget est fixé par l’opérateur d’Easel.
       *[plan] Mois : **{ $spent } sur { $budget }** dépensés ; le budget est celui de sa formule.
    }

admin-budget-rolling-day = -# Compté sur les dernières 24 heures (depuis le { $start }) ; chaque dollar compte pendant 24 heures.

admin-budget-rolling-month = -# Compté sur les 30 derniers jours (depuis le { $start }) ; chaque dollar compte pendant 30 jours.

admin-budget-since = -# Compté depuis le { $start } ; recommence { $end }.

admin-budget-dearer-always = Les modèles plus chers dessinent jusqu’à ce que les budgets soient épuisés.

admin-budget-dearer-until =
    { $source ->
        [managers] Les modèles plus chers dessinent jusqu’à ce que **{ $percent } %** d’un budget soient dépensés ; c’est fixé par les gérants de ce serveur.
       *[plan] Les modèles plus chers dessinent jusqu’à ce que **{ $percent } %** d’un budget soient dépensés ; c’est fixé par sa formule.
    }

admin-budget-bot-has-room = Le budget commun à tous les serveurs a encore de la place.

admin-budget-bot-has-none = Le budget commun à tous les serveurs n’a plus de place.

admin-budget-bot-has-none-until = Le budget commun à tous les serveurs est épuisé ; il y aura de la place { $end }.

admin-budget-a-day = { $dollars } par jour

admin-budget-a-month = { $dollars } par mois

admin-budget-dearer-share = modèles plus chers jusqu’à { $percent } % de dépenses

admin-budget-as-plan = autant que la formule le permet

admin-budget-changed = Budget modifié

admin-budget-change = { $before } → { $after }

admin-budget-saved = Enregistré : { $before } → { $after }.

admin-budget-nothing-chosen = Choisis au moins une des options day, month et pro_until. { -nothing-changed }

admin-budget-not-dollars = Choisis un montant en dollars, ou -1 pour autant que la formule le permet. { -nothing-changed }

admin-budget-not-a-share = Choisis une part de 0 à 1, par exemple 0.8, ou -1 pour autant que la formule le permet. { -nothing-changed }

admin-budget-above-plan-day = Ce serveur peut dépenser au plus { $dollars } par jour. { -nothing-changed }

admin-budget-above-plan-month = Ce serveur peut dépenser au plus { $dollars } par mois. { -nothing-changed }

admin-budget-share-above-plan = Sur ce serveur, les modèles plus chers dessinent au plus jusqu’à ce qu’une part de { $share } du budget soit dépensée. { -nothing-changed }
