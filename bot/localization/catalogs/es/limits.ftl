### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = Tus solicitudes de las últimas 24 horas costaron tanto como pueden costar las de un miembro, porque se dibujaron imágenes que no te llegaron. { -nothing-charged }

budget-member-used-up-for-moderators = Las solicitudes de este miembro de las últimas 24 horas costaron tanto como pueden costar las de un miembro, sea lo que sea de las imágenes; acepta la apelación más tarde, o deniégala.

budget-cheapest-model-only = En este servidor solo dibuja el modelo más barato; elígelo. { -nothing-charged }

budget-dearer-models-cost-too-much = Eso costaría { $price }, y los modelos más caros pueden usar { $most } { $window ->
    [guild_day] del presupuesto de imágenes de este servidor para el día
    [guild_month] del presupuesto de imágenes de este servidor para el mes
   *[bot_day] del presupuesto de imágenes del bot para el día
}; elige el modelo más barato o menos imágenes. { -nothing-charged }

budget-dearer-models-closed = Los modelos más caros pueden usar { $share } { $window ->
    [guild_day] del presupuesto de imágenes de este servidor para el día
    [guild_month] del presupuesto de imágenes de este servidor para el mes
   *[bot_day] del presupuesto de imágenes del bot para el día
}, y queda demasiado poco; elige el modelo más barato. { -nothing-charged }

budget-zero = { $window ->
    [guild_day] El presupuesto de imágenes de este servidor para el día es 0, así que no se dibuja nada hasta que lo cambien quienes gestionan este servidor o el operador de Easel.
    [guild_month] El presupuesto de imágenes de este servidor para el mes es 0, así que no se dibuja nada hasta que lo cambien quienes gestionan este servidor o el operador de Easel.
   *[bot_day] El presupuesto de imágenes del bot para el día es 0, así que no se dibuja nada hasta que lo cambie el operador de Easel.
} { -nothing-charged }

budget-smaller-than-price = Eso costaría { $price }, y { $window ->
    [guild_day] el presupuesto de imágenes de este servidor para el día
    [guild_month] el presupuesto de imágenes de este servidor para el mes
   *[bot_day] el presupuesto de imágenes del bot para el día
} es { $budget }; pide menos imágenes. { -nothing-charged }

budget-smaller-than-one-picture = Eso costaría { $price }, y { $window ->
    [guild_day] el presupuesto de imágenes de este servidor para el día
    [guild_month] el presupuesto de imágenes de este servidor para el mes
   *[bot_day] el presupuesto de imágenes del bot para el día
} es { $budget }. { -nothing-charged }

budget-used-up = { $window ->
    [guild_day] El presupuesto de imágenes de este servidor para el día está agotado. Quienes gestionan este servidor pueden verlo con /admin budget show.
    [guild_month] El presupuesto de imágenes de este servidor para el mes está agotado. Quienes gestionan este servidor pueden verlo con /admin budget show.
   *[bot_day] El presupuesto de imágenes del bot para el día está agotado. Lo comparten todos los servidores, y solo el operador de Easel puede aumentarlo.
} { -nothing-charged }

budget-rest-too-small = Lo que queda { $window ->
    [guild_day] del presupuesto de imágenes de este servidor para el día
    [guild_month] del presupuesto de imágenes de este servidor para el mes
   *[bot_day] del presupuesto de imágenes del bot para el día
} no alcanza para esto; pide menos imágenes. { -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = No puedes pedir imágenes aquí: tu límite es 0. Quienes gestionan este servidor o el operador de Easel pueden cambiarlo. { -nothing-charged }

quota-free-pictures-used-up = Serían { $count } imágenes gratis para este miembro en 24 horas, y su límite es { $limit } al día; acepta la apelación más tarde, o deniégala.

quota-smaller-than-request = Pediste { $requested } imágenes, y tu límite es { $limit } al día; pide menos. { -nothing-charged }

quota-smaller-than-request-with-grants = Pediste { $requested } imágenes, y tu límite es { $limit } al día, más { $granted } que te dieron quienes gestionan este servidor; pide menos. { -nothing-charged }

quota-rest = Te quedan { $left } de tus { $limit } imágenes { $day ->
    [calendar] de hoy
    [all_servers] de las últimas 24 horas en todos los servidores juntos
   *[rolling] de las últimas 24 horas
}, y pediste { $requested }. { -nothing-charged }

quota-rest-with-grants = Te quedan { $left } de tus { $limit } imágenes { $day ->
    [calendar] de hoy
    [all_servers] de las últimas 24 horas en todos los servidores juntos
   *[rolling] de las últimas 24 horas
}, y { $granted } que te dieron quienes gestionan este servidor, pero pediste { $requested }. { -nothing-charged }

quota-used-up = { $day ->
    [calendar] { $limit ->
        [one] Ya usaste tu única imagen de hoy.
       *[other] Te quedan 0 de tus { $limit } imágenes de hoy.
    }
    [all_servers] { $limit ->
        [one] Ya usaste tu única imagen de las últimas 24 horas en todos los servidores juntos.
       *[other] Te quedan 0 de tus { $limit } imágenes de las últimas 24 horas en todos los servidores juntos.
    }
   *[rolling] { $limit ->
        [one] Ya usaste tu única imagen de las últimas 24 horas.
       *[other] Te quedan 0 de tus { $limit } imágenes de las últimas 24 horas.
    }
} { -nothing-charged }

channel-quota-zero = Quienes gestionan este servidor no permiten imágenes en este canal; prueba otro. { -nothing-charged }

channel-quota-smaller-than-request = Pediste { $requested } imágenes, y este canal tiene { $limit } al día; pide menos. { -nothing-charged }

channel-quota-rest = A este canal le quedan { $left } de sus { $limit } imágenes del día, y pediste { $requested }. { -nothing-charged }

channel-quota-used-up = { $limit ->
    [one] La imagen del día de este canal ya se usó, entre todos los miembros; prueba otro canal.
   *[other] Las { $limit } imágenes del día de este canal ya se usaron, entre todos los miembros; prueba otro canal.
} { -nothing-charged }

plan-quota-rest = El plan de este servidor permite a un miembro { $limit ->
    [one] una imagen al día
   *[other] { $limit } imágenes al día
}, den lo que den quienes lo gestionan; te quedan { $left } y pediste { $requested }. { -nothing-charged }

plan-quota-used-up = { $limit ->
    [0] El plan de este servidor no permite imágenes a los miembros
    [one] El plan de este servidor permite a un miembro una imagen al día
   *[other] El plan de este servidor permite a un miembro { $limit } imágenes al día
}, den lo que den quienes lo gestionan; no te queda ninguna. { -nothing-charged }

## Other limits

limit-resolution = Quienes gestionan este servidor permiten aquí imágenes en { $most }, no en { $requested }; elige { $most }. { -nothing-charged }

limit-count = Pediste { $requested } imágenes a la vez, y quienes gestionan este servidor permiten aquí { $most ->
    [one] una imagen
   *[other] { $most } imágenes como máximo
} por solicitud; pide menos. { -nothing-charged }

limit-model = El plan de este servidor no incluye el modelo { $model }; elige { $able }. { -nothing-charged }

limit-model-nor-another = El plan de este servidor no incluye el modelo { $model }, ni ningún otro. { -nothing-charged }

limit-running = Ya tienes { $running ->
    [one] una solicitud
   *[other] { $running } solicitudes
} en marcha, y tu límite es { $limit } a la vez; espera a que termine una, o cancela una que aún esté en cola con /cancel. { -nothing-charged }

limit-cooldown = Tu límite es una solicitud { $seconds ->
    [one] por segundo
   *[other] cada { $seconds } segundos
}; no se cobró nada.
