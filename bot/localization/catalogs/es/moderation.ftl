### Decisions of moderators.

pictures-expired = Ningún moderador decidió a tiempo sobre estas imágenes. No se cobró nada; puedes enviar la solicitud otra vez.

block-yourself = No puedes bloquearte a ti mismo; otro moderador sí puede.

approve-source-removed = La imagen de partida se quitó, así que no se puede mostrar; recházala.

approve-too-late = Estas imágenes ya no esperan aprobación.

pictures-declined = Los moderadores de este servidor rechazaron estas imágenes: { $reason }. { -nothing-charged }

appeal-already-accepted = Los moderadores ya aceptaron tu apelación; tu solicitud se dibuja gratis.

appeal-already-rejected = Los moderadores ya denegaron tu apelación; pide otra cosa.

appeal-already-expired = Ningún moderador decidió a tiempo sobre tu apelación; pregunta aquí a un moderador.

own-case = No puedes decidir sobre tu propia imagen o solicitud; otro moderador sí puede.

reason-required = El motivo está vacío; escribe uno.

block-duration-required = Elige cuánto dura el bloqueo: 1 día, 7 días o para siempre.

report-own-picture = Esta imagen es tuya; bórrala con 🗑️ Borrar.

report-without-moderators = Aquí no hay moderadores; las imágenes solo se pueden denunciar en un servidor.

not-blocked = { $member } no está bloqueado en este servidor; /mod blocks muestra quién lo está.

## Blocks. $end is block-forever or block-until.

block-forever = para siempre

block-until = hasta { $when }

blocked = { $member } no puede pedir imágenes en este servidor { $end }.

block-replaces = Esto reemplaza el bloqueo que puso { $moderator } ({ $end }).

block-cancelled-requests = Sus solicitudes pendientes se cancelaron y no se cobraron.

unblocked = { $member } puede volver a pedir imágenes en este servidor; se levantó el bloqueo que puso { $moderator } ({ $end }).

blocks-none = Nadie está bloqueado en este servidor.

blocks-title = ⛔ **Bloqueados en este servidor**

# After a title, where a list does not show all.
list-part = los primeros { $count } de { $total }

blocks-entry = { $member } · { $end } · por { $moderator }

## Who can do what

moderators-only = Solo los moderadores de este servidor pueden hacer eso.

block-bot = Los bots no pueden pedir imágenes, así que no hay nada que bloquear.

block-moderator = No se puede bloquear a los moderadores; quítales antes ese papel.

member-lookup-failed = Discord no pudo encontrar a ese miembro, así que no se bloqueó a nadie; prueba dentro de un minuto.

no-picture-to-remove = Ese mensaje no tiene ninguna imagen de Easel; para él, usa «Eliminar mensaje» del propio Discord.
