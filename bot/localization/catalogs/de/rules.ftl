### A server's rules: why a request is not allowed.

rule-role-needed = Auf diesem Server können nur bestimmte Rollen Bilder anfordern; frag einen Moderator danach. { -nothing-charged }

rule-too-new = Auf diesem Server kannst du Bilder anfordern, sobald du seit { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
} Mitglied bist; komm in { $left ->
    [one] einem Tag
   *[other] { $left } Tagen
} wieder. { -nothing-charged }

rule-channel-off = In diesem Kanal erlaubt dieser Server keine Bildanfragen; versuch es bitte in einem anderen. { -nothing-charged }

rule-channel-moderators-only = In diesem Kanal können auf diesem Server nur Moderatoren Bilder anfordern; versuch es bitte in einem anderen. { -nothing-charged }

rule-model = In diesem Kanal erlaubt dieser Server { $model } nicht; verwenden kannst du { $able }. { -nothing-charged }

rule-model-nor-another = In diesem Kanal erlaubt dieser Server { $model } nicht; versuch es bitte in einem anderen, oder frag die Moderatoren. { -nothing-charged }

time-zone-unknown = Diese Zeitzone gibt es nicht; bitte wähle eine aus der Liste, zum Beispiel Europe/Berlin.

rule-member-unknown = Discord sagt nicht, wer anfragt, deshalb lassen sich die Einstellungen dieses Servers nicht prüfen. { -nothing-charged }

rule-servers-only = Easel zeichnet nur auf Servern; bitte verwende es im Kanal eines Servers. { -nothing-charged }

rule-no-consent = Das Mitglied, von dem dieses Bild stammt, lässt es nicht von anderen bearbeiten; nimm bitte ein anderes als Ausgangsbild. { -nothing-charged }

rule-consent-required = Auf diesem Server können andere ein Bild nur bearbeiten, wenn das Mitglied, von dem es stammt, das in /settings erlaubt, und dieses erlaubt es nicht; nimm bitte ein anderes als Ausgangsbild. { -nothing-charged }

rule-prompt-words = Einige dieser Wörter erlaubt dieser Server nicht; bitte formuliere deine Anfrage um. { -nothing-charged }

rule-description-words = Einige dieser Wörter erlaubt dieser Server nicht; bitte formuliere die Beschreibung um. { -nothing-charged }

rule-automod-not-permitted = Auf diesem Server gelten die Wörter von AutoMod auch für Bilder, aber Easel darf sie nicht lesen; bitte einen Admin, /admin check auszuführen. { -nothing-charged }

rule-automod-unreachable = Discord sendet die AutoMod-Wörter dieses Servers gerade nicht, deshalb lässt sich dein Prompt nicht prüfen; versuch es bitte in einer Minute noch einmal. { -nothing-charged }
