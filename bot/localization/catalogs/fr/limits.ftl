### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = Tes demandes des dernières 24 heures ont coûté autant que peuvent coûter celles d’un membre, parce que des images ont été dessinées sans te parvenir. { -nothing-charged }

budget-member-used-up-for-moderators = Les demandes de ce membre ont coûté, ces dernières 24 heures, autant que peuvent coûter celles d’un membre, quoi qu’il soit advenu des images ; accepte la contestation plus tard, ou rejette-la.

budget-cheapest-model-only = Sur ce serveur, seul le modèle le moins cher dessine ; choisis-le. { -nothing-charged }

budget-dearer-models-cost-too-much = Cela coûterait { $price }, et les modèles plus chers peuvent utiliser { $most } { $window ->
    [guild_day] du budget d’images de ce serveur pour la journée
    [guild_month] du budget d’images de ce serveur pour le mois
   *[bot_day] du budget d’images du bot pour la journée
} ; choisis le modèle le moins cher ou moins d’images. { -nothing-charged }

budget-dearer-models-closed = Les modèles plus chers peuvent utiliser { $share } { $window ->
    [guild_day] du budget d’images de ce serveur pour la journée
    [guild_month] du budget d’images de ce serveur pour le mois
   *[bot_day] du budget d’images du bot pour la journée
}, et il en reste trop peu ; choisis le modèle le moins cher. { -nothing-charged }

budget-zero = { $window ->
    [guild_day] Le budget d’images de ce serveur pour la journée est de 0, donc rien n’est dessiné tant qu’un gérant de ce serveur ou l’opérateur d’Easel ne le change pas.
    [guild_month] Le budget d’images de ce serveur pour le mois est de 0, donc rien n’est dessiné tant qu’un gérant de ce serveur ou l’opérateur d’Easel ne le change pas.
   *[bot_day] Le budget d’images du bot pour la journée est de 0, donc rien n’est dessiné tant que l’opérateur d’Easel ne le change pas.
} { -nothing-charged }

budget-smaller-than-price = Cela coûterait { $price }, et { $window ->
    [guild_day] le budget d’images de ce serveur pour la journée
    [guild_month] le budget d’images de ce serveur pour le mois
   *[bot_day] le budget d’images du bot pour la journée
} est de { $budget } ; demande moins d’images. { -nothing-charged }

budget-smaller-than-one-picture = Cela coûterait { $price }, et { $window ->
    [guild_day] le budget d’images de ce serveur pour la journée
    [guild_month] le budget d’images de ce serveur pour le mois
   *[bot_day] le budget d’images du bot pour la journée
} est de { $budget }. { -nothing-charged }

budget-used-up = { $window ->
    [guild_day] Le budget d’images de ce serveur pour la journée est épuisé. Un gérant de ce serveur peut le consulter avec /admin budget show.
    [guild_month] Le budget d’images de ce serveur pour le mois est épuisé. Un gérant de ce serveur peut le consulter avec /admin budget show.
   *[bot_day] Le budget d’images du bot pour la journée est épuisé. Tous les serveurs se le partagent, et seul l’opérateur d’Easel peut l’augmenter.
} { -nothing-charged }

budget-rest-too-small = Ce qu’il reste { $window ->
    [guild_day] du budget d’images de ce serveur pour la journée
    [guild_month] du budget d’images de ce serveur pour le mois
   *[bot_day] du budget d’images du bot pour la journée
} ne suffit pas pour cette demande ; demande moins d’images. { -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = Tu ne peux pas demander d’images ici : ta limite est de 0. Un gérant de ce serveur ou l’opérateur d’Easel peut la changer. { -nothing-charged }

quota-free-pictures-used-up = Cela ferait { $count } images gratuites pour ce membre en 24 heures, et sa limite est de { $limit } par jour ; accepte la contestation plus tard, ou rejette-la.

quota-smaller-than-request = Tu as demandé { $requested } images, et ta limite est de { $limit } par jour ; demandes-en moins. { -nothing-charged }

quota-smaller-than-request-with-grants = Tu as demandé { $requested } images, et ta limite est de { $limit } par jour, plus { $granted } que les gérants t’ont données ; demandes-en moins. { -nothing-charged }

quota-rest = Il te reste { $left } de tes { $limit } images { $day ->
    [calendar] d’aujourd’hui
    [all_servers] des dernières 24 heures sur tous les serveurs réunis
   *[rolling] des dernières 24 heures
}, et tu en as demandé { $requested }. { -nothing-charged }

quota-rest-with-grants = Il te reste { $left } de tes { $limit } images { $day ->
    [calendar] d’aujourd’hui
    [all_servers] des dernières 24 heures sur tous les serveurs réunis
   *[rolling] des dernières 24 heures
}, plus { $granted } que les gérants t’ont données, mais tu en as demandé { $requested }. { -nothing-charged }

quota-used-up = { $day ->
    [calendar] { $limit ->
        [one] Ta seule image d’aujourd’hui est utilisée.
       *[other] Il ne te reste aucune de tes { $limit } images d’aujourd’hui.
    }
    [all_servers] { $limit ->
        [one] Ta seule image des dernières 24 heures sur tous les serveurs réunis est utilisée.
       *[other] Il ne te reste aucune de tes { $limit } images des dernières 24 heures sur tous les serveurs réunis.
    }
   *[rolling] { $limit ->
        [one] Ta seule image des dernières 24 heures est utilisée.
       *[other] Il ne te reste aucune de tes { $limit } images des dernières 24 heures.
    }
} { -nothing-charged }

channel-quota-zero = Les gérants de ce serveur n’autorisent aucune image dans ce salon ; essaies-en un autre. { -nothing-charged }

channel-quota-smaller-than-request = Tu as demandé { $requested } images, et ce salon en a { $limit } par jour ; demandes-en moins. { -nothing-charged }

channel-quota-rest = Il reste à ce salon { $left } de ses { $limit } images de la journée, et tu en as demandé { $requested }. { -nothing-charged }

channel-quota-used-up = { $limit ->
    [one] L’image de la journée de ce salon est utilisée, pour tous les membres réunis ; essaie un autre salon.
   *[other] Les { $limit } images de la journée de ce salon sont utilisées, par tous les membres réunis ; essaie un autre salon.
} { -nothing-charged }

plan-quota-rest = La formule de ce serveur accorde à un membre { $limit ->
    [one] une image par jour
   *[other] { $limit } images par jour
}, quoi que donnent les gérants ; il t’en reste { $left } et tu en as demandé { $requested }. { -nothing-charged }

plan-quota-used-up = La formule de ce serveur { $limit ->
    [0] n’accorde aucune image à un membre
    [one] accorde à un membre une image par jour
   *[other] accorde à un membre { $limit } images par jour
}, quoi que donnent les gérants ; il ne t’en reste aucune. { -nothing-charged }

## Other limits

limit-resolution = Les gérants de ce serveur autorisent ici les images en { $most }, pas en { $requested } ; choisis { $most }. { -nothing-charged }

limit-count = Tu as demandé { $requested } images à la fois, et les gérants de ce serveur autorisent ici { $most ->
    [one] une image
   *[other] au plus { $most } images
} par demande ; demandes-en moins. { -nothing-charged }

limit-model = La formule de ce serveur ne comprend pas le modèle { $model } ; choisis { $able }. { -nothing-charged }

limit-model-nor-another = La formule de ce serveur ne comprend pas le modèle { $model } ; elle ne comprend aucun modèle. { -nothing-charged }

limit-running = Tu as déjà { $running ->
    [one] une demande
   *[other] { $running } demandes
} en cours, et ta limite est de { $limit } à la fois ; attends que l’une se termine, ou annules-en une qui est encore dans la file avec /cancel. { -nothing-charged }

limit-cooldown = Ta limite est d’une demande { $seconds ->
    [one] par seconde
   *[other] toutes les { $seconds } secondes
} ; rien n’a été débité.
