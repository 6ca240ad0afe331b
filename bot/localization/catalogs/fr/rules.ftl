### A server's rules: why a request is not allowed.

rule-role-needed = Sur ce serveur, seuls certains rôles peuvent demander des images ; demande-en un à un modérateur. { -nothing-charged }

rule-too-new = Sur ce serveur, tu peux demander des images quand tu es membre depuis { $days ->
    [one] un jour
   *[other] { $days } jours
} ; reviens dans { $left ->
    [one] un jour
   *[other] { $left } jours
}. { -nothing-charged }

rule-channel-off = Ce serveur n’autorise pas les demandes d’images dans ce salon ; essaies-en un autre. { -nothing-charged }

rule-channel-moderators-only = Ce serveur ne laisse que les modérateurs demander des images dans ce salon ; essaies-en un autre. { -nothing-charged }

rule-model = Ce serveur n’autorise pas { $model } dans ce salon ; tu peux utiliser { $able }. { -nothing-charged }

rule-model-nor-another = Ce serveur n’autorise pas { $model } dans ce salon ; essaies-en un autre, ou demande à ses modérateurs. { -nothing-charged }

time-zone-unknown = Ce fuseau horaire n’existe pas ; choisis-en un dans la liste, par exemple Europe/Berlin.

rule-member-unknown = Discord ne dit pas qui demande, les réglages de ce serveur ne peuvent donc pas être vérifiés. { -nothing-charged }

rule-servers-only = Easel ne dessine que sur des serveurs ; utilise-le dans un salon de serveur. { -nothing-charged }

rule-no-consent = L’auteur de cette image ne laisse pas les autres la modifier ; pars d’une autre. { -nothing-charged }

rule-consent-required = Sur ce serveur, les autres ne peuvent modifier une image que si son auteur l’autorise dans /settings, et cet auteur ne l’autorise pas ; pars d’une autre. { -nothing-charged }

rule-prompt-words = Ce serveur n’autorise pas certains de ces mots ; reformule ta demande. { -nothing-charged }

rule-description-words = Ce serveur n’autorise pas certains de ces mots ; reformule la description. { -nothing-charged }

rule-automod-not-permitted = Ce serveur applique aussi les mots de son AutoMod aux images, mais Easel n’a pas le droit de les lire ; dis à un admin de lancer /admin check. { -nothing-charged }

rule-automod-unreachable = Discord n’envoie pas les mots de l’AutoMod de ce serveur en ce moment, ton prompt ne peut donc pas être vérifié ; réessaie dans une minute. { -nothing-charged }
