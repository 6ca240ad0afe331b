### Die Übersicht von /admin check: was auf einem Server funktioniert, was nicht, und was zu tun ist.

check-title = ## 🩺 Easel auf diesem Server

button-check = Prüfen

button-check-fix = Beheben, was Easel kann

check-provider-usable = Runware nimmt Anfragen an: Der Schlüssel funktioniert, und es ist Guthaben da.

check-provider-unusable = Es wird nichts gezeichnet: Runware lehnt den Schlüssel ab, oder es ist kein Guthaben da. Nur der Betreiber des Bots kann das beheben.

check-nothing-charged = { -nothing-charged }

check-block-ends = Die Sperre endet { $end }.

check-no-budget = Für diesen Server ist kein Budget festgelegt.

check-budget-day = Tagesbudget: { $spent } von { $budget } ausgegeben.

check-budget-month = Monatsbudget: { $spent } von { $budget } ausgegeben.

check-budget-spent-day = Tagesbudget: { $spent } von { $budget } ausgegeben, deshalb wird nichts gezeichnet; warte, oder bitte den Betreiber um mehr.

check-budget-spent-month = Monatsbudget: { $spent } von { $budget } ausgegeben, deshalb wird nichts gezeichnet; warte, oder bitte den Betreiber um mehr.

check-budget-zero-day = Das Tagesbudget ist 0, deshalb wird nichts gezeichnet; der Betreiber von Easel kann es ändern.

check-budget-zero-month = Das Monatsbudget ist 0, deshalb wird nichts gezeichnet; der Betreiber von Easel kann es ändern.

check-bot-budget-zero = Das Budget des ganzen Bots ist 0, deshalb wird nichts gezeichnet; der Betreiber von Easel kann es ändern.

check-bot-budget-spent = Das Tagesbudget des ganzen Bots ist aufgebraucht. Der Betreiber von Easel kann es erhöhen.

check-bot-budget-spent-until = Das Tagesbudget des ganzen Bots ist aufgebraucht; { $end } ist wieder Platz. Der Betreiber von Easel kann es erhöhen.

check-mod-channel = Moderatoren entscheiden in { $channel }.

check-log-reports = { $problem }, deshalb sieht niemand Meldungen. { $remedy }, mit /admin log oder /admin setup.

check-log-approval = { $problem }, und Bilder warten auf Freigabe, wo niemand sie sehen kann. { $remedy }, mit /admin log oder /admin setup.

check-log-hold = { $problem }, und markierte Bilder warten, wo niemand sie sehen kann. { $remedy }, mit /admin log oder /admin setup.

check-log-approval-and-hold = { $problem }, und Bilder, die auf Freigabe warten, und markierte Bilder sind dort, wo niemand sie sehen kann. { $remedy }, mit /admin log oder /admin setup.

check-cases-waiting =
    { $count ->
        [one] { $count } Fall wartet auf die Entscheidung eines Moderators; siehe /mod cases.
       *[other] { $count } Fälle warten auf die Entscheidung eines Moderators; siehe /mod cases.
    }

check-no-cases = Kein Fall wartet auf eine Entscheidung.

check-language-chosen = Nachrichten für alle sind in dieser Sprache: { $language }, wie mit /admin setup gewählt.

check-language-at-discord = Nachrichten für alle sind in dieser Sprache: { $language }, wegen der Einstellungen des Servers bei Discord; mit /admin setup lässt sich das ändern.

check-safety-on = Die Sicherheitsprüfung von Runware sieht sich jedes Bild an.

check-safety-off = Die Sicherheitsprüfung ist aus, deshalb wird kein Bild je markiert; /admin setup schaltet sie ein.

check-automod-readable = Die Wörter von AutoMod gelten, und Easel kann sie lesen.

check-automod-forbidden = Die Wörter von AutoMod gelten, aber Easel darf sie nicht lesen, deshalb wird jede Anfrage abgelehnt: Gib der Rolle von Easel die Berechtigung „Server verwalten“, oder schalte das mit /admin setup aus.

check-automod-unanswered = Die Wörter von AutoMod gelten, aber Discord sendet sie nicht; prüfe es in einer Minute noch einmal.

check-words-unreadable =
    { $count ->
        [one] Ein Wort oder Muster wird nicht geprüft, weil Easel es nicht lesen kann; /mod words list zeigt, welches.
       *[other] { $count } Wörter oder Muster werden nicht geprüft, weil Easel sie nicht lesen kann; /mod words list zeigt, welche.
    }

check-words-without-re2 =
    { $count ->
        [one] Ein Wort oder Muster wird nicht geprüft, weil der Betreiber des Bots RE2 nicht installiert hat, das Muster liest; /mod words list zeigt, welches.
       *[other] { $count } Wörter oder Muster werden nicht geprüft, weil der Betreiber des Bots RE2 nicht installiert hat, das Muster liest; /mod words list zeigt, welche.
    }

check-flagged-shown = Markierte Bilder werden in { $channels } gezeigt (mit Altersbeschränkung).

check-flagged-refused = Markierte Bilder werden in { $channels } abgelehnt, weil die Altersbeschränkung fehlt.

check-flagged-nowhere = Markierte Bilder werden nur in Kanälen mit Altersbeschränkung gezeigt, aber keiner der Kanäle für Bilder hat eine: Gib einem in seinen Einstellungen eine Altersbeschränkung, oder wähle mit /admin setup einen anderen Kanal oder eine andere Regel.

check-stale-members = Die einzigen Rollen, die Bilder anfordern können, gibt es nicht mehr, deshalb kann es niemand; wähle mit /admin role andere.

check-stale-channels =
    { $count ->
        [one] Die Einstellungen nennen einen Kanal, den es nicht mehr gibt; der Knopf unten räumt das auf.
       *[other] Die Einstellungen nennen { $count } Kanäle, die es nicht mehr gibt; der Knopf unten räumt das auf.
    }

check-stale-roles =
    { $count ->
        [one] Die Einstellungen nennen eine Rolle, die es nicht mehr gibt; der Knopf unten räumt das auf.
       *[other] Die Einstellungen nennen { $count } Rollen, die es nicht mehr gibt; der Knopf unten räumt das auf.
    }

check-stale-tiers = Manche Rollen haben Stufen, die der Betreiber nicht mehr anbietet: { $tiers }. Für sie gelten die üblichen Limits.

check-closed-everywhere = Nirgends kann jemand Bilder anfordern; wähle Kanäle mit /admin setup.

check-channel-lacks = { $channel }: Gib Easel in den Kanalberechtigungen { $permissions }.

check-more-channels-lack =
    { $count ->
        [one] In { $count } weiteren Kanal fehlen Easel Berechtigungen.
       *[other] In { $count } weiteren Kanälen fehlen Easel Berechtigungen.
    }

check-permissions-complete = Easel hat überall, wo Mitglieder Bilder anfordern können, alle nötigen Berechtigungen.

check-nothing-to-fix = 🔧 Es gibt nichts, was Easel selbst beheben kann.

check-fixed-permissions = Easel hat jetzt { $permissions } in #{ $channel }

check-fixed-stale =
    { $what ->
        [channels] Einstellungen für Kanäle entfernt, die es nicht mehr gibt: { $count }
        [members] Einstellungen für Rollen (Bilder anfordern) entfernt, die es nicht mehr gibt: { $count }
        [moderators] Einstellungen für Rollen (moderieren) entfernt, die es nicht mehr gibt: { $count }
        [tiers] Einstellungen für Stufen entfernt, die es nicht mehr gibt: { $count }
       *[log] Einstellung entfernt, weil es den Moderatorenkanal nicht mehr gibt: { $count }
    }

check-discord-reason = Mit /admin check angefordert

check-fix-action = Behoben

check-fixes = { $before }; { $last }
