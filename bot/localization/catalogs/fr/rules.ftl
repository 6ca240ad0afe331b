### A server's rules: why a request is not allowed.

rule-role-needed = Sur ce serveur, seuls certains rôles peuvent demander des images ; demande un de ces rôles à un modérateur. { -nothing-charged }

rule-too-new = Sur ce serveur, tu peux demander des images une fois que tu en es membre depuis { $days ->
    [one] un jour
   *[other] { $days } jours
} ; reviens dans { $left ->
    [one] un jour
   *[other] { $left } jours
}. { -nothing-charged }

rule-channel-off = Ce serveur n’autorise pas les demandes d’images dans ce salon ; essaies-en un autre. { -nothing-charged }

rule-channel-moderators-only = Sur ce serveur, seuls les modérateurs peuvent demander des images dans ce salon ; essaies-en un autre. { -nothing-charged }

rule-model = Ce serveur n’autorise pas { $model } dans ce salon ; tu peux utiliser { $able }. { -nothing-charged }

rule-model-nor-another = Ce serveur n’autorise pas { $model } dans ce salon ; essaie un autre salon, ou demande à ses modérateurs. { -nothing-charged }

time-zone-unknown = Ce fuseau horaire n’existe pas ; choisis-en un dans la liste, par exemple Europe/Berlin.

rule-member-unknown = Discord ne dit pas qui fait la demande, les réglages de ce serveur ne peuvent donc pas être vérifiés. { -nothing-charged }

rule-servers-only = Easel ne dessine que sur des serveurs ; utilise-le dans un salon d’un serveur. { -nothing-charged }

rule-no-consent = L’auteur de cette image ne laisse pas les autres la modifier ; pars d’une autre image. { -nothing-charged }

rule-consent-required = Sur ce serveur, on ne peut modifier l’image de quelqu’un d’autre que si son auteur l’autorise dans /settings, et celui-ci ne l’autorise pas ; pars d’une autre image. { -nothing-charged }

rule-prompt-words = Ce serveur n’autorise pas certains de ces mots ; reformule ta demande. { -nothing-charged }

rule-description-words = Ce serveur n’autorise pas certains de ces mots ; reformule la description. { -nothing-charged }

rule-automod-not-permitted = Ce serveur applique aussi aux images les mots de son AutoMod, mais Easel n’a pas le droit de les lire ; dis à un administrateur de lancer /admin check. { -nothing-charged }

rule-automod-unreachable = Discord n’envoie pas les mots de l’AutoMod de ce serveur en ce moment, ton prompt ne peut donc pas être vérifié ; réessaie dans une minute. { -nothing-charged }
