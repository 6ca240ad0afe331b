### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = Deine Anfragen der letzten 24 Stunden haben so viel gekostet, wie ein einzelnes Mitglied kosten darf, weil Bilder gezeichnet wurden, die nicht bei dir angekommen sind. { -nothing-charged }

budget-member-used-up-for-moderators = Die Anfragen dieses Mitglieds in den letzten 24 Stunden haben so viel gekostet, wie ein einzelnes Mitglied kosten darf, egal was aus den Bildern wurde; gib dem Einspruch später statt oder lehne ihn ab.

budget-cheapest-model-only = Auf diesem Server zeichnet nur das günstigste Modell; bitte wähle dieses. { -nothing-charged }

budget-dearer-models-cost-too-much = Das würde { $price } kosten, und teurere Modelle dürfen { $most } { $window ->
    [guild_day] vom Tagesbudget dieses Servers
    [guild_month] vom Monatsbudget dieses Servers
   *[bot_day] vom Tagesbudget des ganzen Bots
} verbrauchen; bitte wähle das günstigste Modell oder weniger Bilder. { -nothing-charged }

budget-dearer-models-closed = Teurere Modelle dürfen { $share } { $window ->
    [guild_day] vom Tagesbudget dieses Servers
    [guild_month] vom Monatsbudget dieses Servers
   *[bot_day] vom Tagesbudget des ganzen Bots
} verbrauchen, und davon ist zu wenig übrig; bitte wähle das günstigste Modell. { -nothing-charged }

budget-zero = { $window ->
    [guild_day] Das Tagesbudget dieses Servers ist 0, deshalb wird nichts gezeichnet, bis ein Verwalter dieses Servers oder der Betreiber von Easel das ändert.
    [guild_month] Das Monatsbudget dieses Servers ist 0, deshalb wird nichts gezeichnet, bis ein Verwalter dieses Servers oder der Betreiber von Easel das ändert.
   *[bot_day] Das Tagesbudget des ganzen Bots ist 0, deshalb wird nichts gezeichnet, bis der Betreiber von Easel das ändert.
} { -nothing-charged }

budget-smaller-than-price = Das würde { $price } kosten, und { $window ->
    [guild_day] das Tagesbudget dieses Servers
    [guild_month] das Monatsbudget dieses Servers
   *[bot_day] das Tagesbudget des ganzen Bots
} beträgt { $budget }; bitte fordere weniger Bilder an. { -nothing-charged }

budget-smaller-than-one-picture = Das würde { $price } kosten, und { $window ->
    [guild_day] das Tagesbudget dieses Servers
    [guild_month] das Monatsbudget dieses Servers
   *[bot_day] das Tagesbudget des ganzen Bots
} beträgt { $budget }. { -nothing-charged }

budget-used-up = { $window ->
    [guild_day] Das Tagesbudget dieses Servers ist aufgebraucht. Ein Verwalter dieses Servers kann es sich mit /admin budget show ansehen.
    [guild_month] Das Monatsbudget dieses Servers ist aufgebraucht. Ein Verwalter dieses Servers kann es sich mit /admin budget show ansehen.
   *[bot_day] Das Tagesbudget des ganzen Bots ist aufgebraucht. Alle Server teilen es sich, und nur der Betreiber von Easel kann es erhöhen.
} { -nothing-charged }

budget-rest-too-small = Was { $window ->
    [guild_day] vom Tagesbudget dieses Servers
    [guild_month] vom Monatsbudget dieses Servers
   *[bot_day] vom Tagesbudget des ganzen Bots
} noch übrig ist, reicht dafür nicht; bitte fordere weniger Bilder an. { -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = Du kannst hier keine Bilder anfordern: Dein Limit ist 0. Ein Verwalter dieses Servers oder der Betreiber von Easel kann das ändern. { -nothing-charged }

quota-free-pictures-used-up = Das wären { $count } kostenlose Bilder für dieses Mitglied innerhalb von 24 Stunden, und sein Limit ist { $limit } am Tag; gib dem Einspruch später statt oder lehne ihn ab.

quota-smaller-than-request = Du hast { $requested } Bilder angefordert, und dein Limit ist { $limit } am Tag; bitte fordere weniger an. { -nothing-charged }

quota-smaller-than-request-with-grants = Du hast { $requested } Bilder angefordert, und dein Limit ist { $limit } am Tag, dazu { $granted }, die dir Verwalter zusätzlich gegeben haben; bitte fordere weniger an. { -nothing-charged }

quota-rest = Du hast noch { $left } von deinen { $limit } Bildern { $day ->
    [calendar] für heute
    [all_servers] der letzten 24 Stunden auf allen Servern zusammen
   *[rolling] der letzten 24 Stunden
} und hast { $requested } angefordert. { -nothing-charged }

quota-rest-with-grants = Du hast noch { $left } von deinen { $limit } Bildern { $day ->
    [calendar] für heute
    [all_servers] der letzten 24 Stunden auf allen Servern zusammen
   *[rolling] der letzten 24 Stunden
}, dazu { $granted }, die dir Verwalter gegeben haben, hast aber { $requested } angefordert. { -nothing-charged }

quota-used-up = { $day ->
    [calendar] { $limit ->
        [one] Dein eines Bild für heute ist verbraucht.
       *[other] Du hast noch 0 von deinen { $limit } Bildern für heute.
    }
    [all_servers] { $limit ->
        [one] Dein eines Bild der letzten 24 Stunden auf allen Servern zusammen ist verbraucht.
       *[other] Du hast noch 0 von deinen { $limit } Bildern der letzten 24 Stunden auf allen Servern zusammen.
    }
   *[rolling] { $limit ->
        [one] Dein eines Bild der letzten 24 Stunden ist verbraucht.
       *[other] Du hast noch 0 von deinen { $limit } Bildern der letzten 24 Stunden.
    }
} { -nothing-charged }

channel-quota-zero = Die Verwalter dieses Servers erlauben in diesem Kanal keine Bilder; versuch es bitte in einem anderen. { -nothing-charged }

channel-quota-smaller-than-request = Du hast { $requested } Bilder angefordert, und für diesen Kanal gibt es { $limit } am Tag; bitte fordere weniger an. { -nothing-charged }

channel-quota-rest = Dieser Kanal hat noch { $left } von seinen { $limit } Bildern für diesen Tag, und du hast { $requested } angefordert. { -nothing-charged }

channel-quota-used-up = { $limit ->
    [one] Das eine Bild, das es in diesem Kanal am Tag gibt, ist verbraucht, von allen Mitgliedern zusammen; versuch es bitte in einem anderen Kanal.
   *[other] Die { $limit } Bilder, die es in diesem Kanal am Tag gibt, sind verbraucht, von allen Mitgliedern zusammen; versuch es bitte in einem anderen Kanal.
} { -nothing-charged }

plan-quota-rest = Der Plan dieses Servers erlaubt einem Mitglied { $limit ->
    [one] ein Bild am Tag
   *[other] { $limit } Bilder am Tag
}, egal was die Verwalter geben; du hast noch { $left } und hast { $requested } angefordert. { -nothing-charged }

plan-quota-used-up = Der Plan dieses Servers erlaubt einem Mitglied { $limit ->
    [0] keine Bilder
    [one] ein Bild am Tag
   *[other] { $limit } Bilder am Tag
}, egal was die Verwalter geben; du hast keins mehr übrig. { -nothing-charged }

## Other limits

limit-resolution = Die Verwalter dieses Servers erlauben hier Bilder in { $most }, nicht in { $requested }; bitte wähle { $most }. { -nothing-charged }

limit-count = Du hast { $requested } Bilder auf einmal angefordert, und die Verwalter dieses Servers erlauben hier { $most ->
    [one] ein Bild
   *[other] höchstens { $most } Bilder
} pro Anfrage; bitte fordere weniger an. { -nothing-charged }

limit-model = Der Plan dieses Servers enthält das Modell { $model } nicht; bitte wähle { $able }. { -nothing-charged }

limit-model-nor-another = Der Plan dieses Servers enthält das Modell { $model } nicht, und auch kein anderes. { -nothing-charged }

limit-running = Bei dir { $running ->
    [one] läuft schon eine Anfrage
   *[other] laufen schon { $running } Anfragen
}, und dein Limit ist { $limit } gleichzeitig; warte, bis eine fertig ist, oder brich mit /cancel eine ab, die noch in der Warteschlange ist. { -nothing-charged }

limit-cooldown = Dein Limit ist { $seconds ->
    [one] eine Anfrage pro Sekunde
   *[other] eine Anfrage alle { $seconds } Sekunden
}; es wurde nichts berechnet.
