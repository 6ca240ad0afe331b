### A server's rules: why a request is not allowed.

rule-role-needed = En este servidor solo algunos roles pueden pedir imágenes; pide uno a un moderador. { -nothing-charged }

rule-too-new = En este servidor puedes pedir imágenes cuando lleves { $days ->
    [one] un día
   *[other] { $days } días
} como miembro; vuelve en { $left ->
    [one] un día
   *[other] { $left } días
}. { -nothing-charged }

rule-channel-off = Este servidor no permite pedir imágenes en este canal; prueba otro. { -nothing-charged }

rule-channel-moderators-only = Este servidor solo deja a los moderadores pedir imágenes en este canal; prueba otro. { -nothing-charged }

rule-model = Este servidor no permite { $model } en este canal; puedes usar { $able }. { -nothing-charged }

rule-model-nor-another = Este servidor no permite { $model } en este canal; prueba otro, o pregunta a sus moderadores. { -nothing-charged }

time-zone-unknown = Esa zona horaria no existe; elige una de la lista, por ejemplo Europe/Berlin.

rule-member-unknown = Discord no dice quién pregunta, así que no se pueden comprobar los ajustes de este servidor. { -nothing-charged }

rule-servers-only = Easel solo dibuja en servidores; úsalo en un canal de servidor. { -nothing-charged }

rule-no-consent = El autor de esta imagen no deja que otros la editen; parte de otra. { -nothing-charged }

rule-consent-required = En este servidor, otros solo pueden editar una imagen si su autor lo permite en /settings, y este autor no lo permite; parte de otra. { -nothing-charged }

rule-prompt-words = Este servidor no permite algunas de estas palabras; reformula tu solicitud. { -nothing-charged }

rule-description-words = Este servidor no permite algunas de estas palabras; reformula la descripción. { -nothing-charged }

rule-automod-not-permitted = Este servidor aplica también las palabras de su AutoMod a las imágenes, pero Easel no puede leerlas; dile a un administrador que use /admin check. { -nothing-charged }

rule-automod-unreachable = Discord no envía las palabras del AutoMod de este servidor ahora mismo, así que no se puede comprobar tu prompt; prueba dentro de un minuto. { -nothing-charged }
