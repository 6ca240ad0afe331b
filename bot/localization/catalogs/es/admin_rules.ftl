### Las respuestas de /admin channel, /admin role, /admin log y /admin style.

managers-only = Eso solo lo pueden hacer los miembros que pueden gestionar este servidor.

server-unavailable = Discord no envía información sobre este servidor en este momento; inténtalo de nuevo en un minuto.

admin-mode-open = todos pueden pedir imágenes

admin-mode-approval = todos pueden pedir imágenes; los moderadores las revisan antes de mostrarlas

admin-mode-off = nadie puede pedir imágenes

admin-mode-moderators = solo los moderadores pueden pedir imágenes

admin-channel-only-models = solo con { $models }

admin-channel-private-only = las imágenes solo se muestran al miembro que las pide

admin-model-not-offered = { $model } (no se ofrece aquí)

admin-other-channels = canales sin ajustes propios

admin-channel-saved = Guardado para { $channel }: { $rules }.

admin-channel-cleared = Se borraron los ajustes de { $channel }. Lo que vale allí ahora: { $rules }.

admin-channels-title = **Dónde pueden pedir imágenes los miembros**

admin-channels-everywhere = - en todas partes: { $rules }

admin-channels-elsewhere = - en el resto: { $rules }

admin-channels-line = - { $channel }: { $rules }

admin-channels-more =
    { $count ->
        [one] - y { $count } canal más
       *[other] - y { $count } canales más
    }

admin-channels-note = -# Los hilos y las publicaciones siguen a su canal. Los ajustes del servidor no valen en los mensajes directos.

admin-channel-changed-action = Ajustes de un canal cambiados

admin-channel-cleared-action = Ajustes de un canal borrados

admin-channel-detail = { $channel }: { $rules }

admin-channel-or-elsewhere = Elige un canal o elsewhere, no ambos.

admin-channel-reset-not-combinable = «Como siempre» borra todos los ajustes de allí, así que no lo combines con model ni private_only.

admin-models-missing = Escribe los modelos separados por comas, o escribe { $all }.

admin-model-not-in-plan = El plan de este servidor no incluye el modelo { $model }; elige { $models }. { -nothing-changed }

admin-plan-without-models = El plan de este servidor no incluye el modelo { $model }; no incluye ningún modelo. { -nothing-changed }

admin-roles-title = **Quién puede pedir imágenes aquí**

admin-roles-requesters = - pueden pedir imágenes: { $requesters }

admin-requesters-everyone = todos

admin-requesters-with-roles = miembros con { $roles }

admin-requesters-since =
    { $days ->
        [one] { $requesters } que se unieron a este servidor hace al menos un día
       *[other] { $requesters } que se unieron a este servidor hace al menos { $days } días
    }

admin-roles-moderators = - cuentan como moderadores: miembros que pueden gestionar mensajes

admin-roles-moderators-or-roles = - cuentan como moderadores: miembros que pueden gestionar mensajes o tienen { $roles }

admin-roles-tier = - tienen los límites de «{ $tier }»: miembros con { $roles } ({ $limits })

admin-tier-not-offered = el operador ya no ofrece este nivel aquí: valen los límites habituales

admin-tier-pause =
    { $seconds ->
        [one] una cada { $seconds } segundo
       *[other] una cada { $seconds } segundos
    }

admin-tier-no-pause = sin pausa entre ellas

admin-roles-note = -# Los moderadores siempre pueden pedir imágenes, salvo donde están desactivadas.

admin-roles-tiers-note = -# Un miembro con varios niveles recibe el más generoso.

admin-role-changed-action = Ajustes de roles cambiados

admin-role-detail = { $role }: { $purpose }

admin-role-detail-removed = { $role }: ya no «{ $purpose }»

admin-role-purpose-with-tier = { $purpose } ({ $tier })

admin-role-every = cada rol

admin-role-detail-days = días en el servidor: { $days }

admin-role-and-purpose = Elige tanto un rol como para qué es.

admin-role-everyone = @everyone incluye a todos los miembros; elige un rol que solo tengan algunos.

admin-role-tier-alone = Un nivel solo se puede combinar con «tiene los límites de un nivel».

admin-role-no-tiers = El operador de Easel no ofrece niveles para este servidor (limits.tiers en la configuración, y los niveles de su plan).

admin-role-tier-missing = Elige también un nivel: { $tiers }.

admin-role-tier-unknown = No hay ningún nivel «{ $tier }»; elige { $tiers }.

admin-log-set = Las decisiones se publican ahora en { $channel }.

admin-log-set-public = Las decisiones se publican ahora en { $channel }, donde todos pueden leerlas. Las denuncias y las imágenes que esperan aprobación no se publican allí; para recibirlas, elige un canal que solo los moderadores puedan leer.

admin-log-current = Las decisiones se publican en { $channel }. Usa `off` para dejar de hacerlo.

admin-log-problem = { $problem }.

admin-log-none = Este servidor no tiene canal de moderadores; las decisiones se registran de todos modos. Elige uno con `channel`.

admin-log-off = Las decisiones ya no se publican en ningún canal; se siguen registrando.

admin-log-no-cards = Las imágenes siguen esperando aprobación; los moderadores solo las encuentran con /mod cases.

admin-log-changed-action = Canal de moderadores cambiado

admin-log-no-channel = ningún canal

admin-channel-or-off = Elige un canal u off, no ambos.

admin-log-not-writable = Easel no puede escribir en { $channel }. Permítele { $permissions } allí e inténtalo de nuevo.

admin-log-needed-approval = { $problem }, y sin un canal así nadie puede aprobar imágenes. Primero, { $remedy }, con /admin log o /admin setup. { -nothing-changed }

admin-log-needed-hold = { $problem }, y sin un canal así nadie puede decidir sobre las imágenes marcadas. Primero, { $remedy }, con /admin log o /admin setup. { -nothing-changed }

admin-log-needed-in-panel-approval = { $problem }, y sin un canal así nadie puede aprobar imágenes. Primero, { $remedy }, en la lista de abajo. { -nothing-changed }

admin-log-needed-in-panel-hold = { $problem }, y sin un canal así nadie puede decidir sobre las imágenes marcadas. Primero, { $remedy }, en la lista de abajo. { -nothing-changed }

## Qué pasa con el canal de moderadores: comienzos de frases, sin punto

mod-channel-missing = Este servidor no tiene canal de moderadores

mod-channel-gone = El canal de moderadores ya no existe

mod-channel-lacks = A Easel le falta { $permissions } en el canal de moderadores { $channel }

mod-channel-public = Todos pueden leer el canal de moderadores { $channel }

## Qué hacer: finales de frases, sin punto

mod-channel-choose = elige un canal que solo los moderadores puedan leer

mod-channel-allow = permítelo allí, o elige otro canal

mod-channel-hide = ocúltalo a @everyone, o elige otro canal

permission-view-channel = Ver canal

permission-send-messages = Enviar mensajes

permission-send-messages-in-threads = Enviar mensajes en hilos

permission-embed-links = Insertar enlaces

permission-attach-files = Adjuntar archivos

permission-read-message-history = Leer el historial de mensajes

admin-style-name-invalid = El nombre de un estilo tiene hasta { $limit } minúsculas, cifras, - y _, y empieza con una letra o una cifra.

admin-style-empty = El texto del estilo está vacío; escribe lo que el estilo añade a un prompt.

admin-style-too-long = El texto de un estilo puede tener como máximo { $limit } caracteres; acórtalo.

admin-style-reserved = «none» ya significa «ningún estilo»; elige otro nombre.

admin-style-unknown = Este servidor no tiene ningún estilo propio «{ $style }»; /admin style list muestra sus estilos.
