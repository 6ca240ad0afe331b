### Why a request or an action is not possible.

draft-gone = Esa oferta ya se respondió o es demasiado antigua; envía la solicitud otra vez si aún la quieres. { -nothing-charged }

not-draft-author = Solo puede responder quien hizo esta solicitud.

source-deleted = Esa imagen se borró, así que no se puede hacer nada con ella; parte de otra. { -nothing-charged }

source-removed = Los moderadores de este servidor quitaron la imagen original, así que no se puede hacer nada con ella; parte de otra. { -nothing-charged }

blocked-by-moderators = Los moderadores de este servidor te bloquearon, así que no puedes pedir imágenes: { $reason }.

blocked-by-operator = El operador de Easel te bloqueó, así que no puedes pedir imágenes en ninguna parte: { $reason }.

server-blocked-by-operator = El operador de Easel bloqueó este servidor, así que aquí no se pueden pedir imágenes: { $reason }.

server-waiting = Este servidor espera al operador de Easel, que debe admitirlo antes de que se puedan pedir imágenes aquí. { -nothing-charged }

server-not-admitted = El operador de Easel no deja que este servidor use Easel. { -nothing-charged }

operator-stopped = El operador de Easel detuvo las solicitudes nuevas en todas partes: { $reason }. Lo que se pidió antes se sigue dibujando. { -nothing-charged }

paused-after-refusals = Varias de tus solicitudes en este servidor fueron rechazadas, así que tienes que hacer una pausa (también cuentan las que cancelas cuando ya se están dibujando). { -nothing-charged }

refusal-too-old = Ese rechazo tiene más de un día y ya no se puede apelar; envía la solicitud otra vez.

not-refused-member = Solo puede apelar quien hizo esta solicitud.

appeal-too-long = Eso supera los { $limit } caracteres que se pueden mostrar a los moderadores, así que no se puede apelar; envía una solicitud más corta.

case-not-found = No existe ese caso en este servidor; /mod cases los muestra todos.

case-already-decided = Esto ya se decidió: { $verdict }.

case-already-decided-by = Esto ya lo decidió { $moderator }: { $verdict }.

already-reported = Ya denunciaste esto; los moderadores lo saben.

report-already-decided = Los moderadores ya miraron esta imagen y decidieron conservarla.

reported-picture-gone = Esa imagen ya no está; no queda nada que denunciar.

too-many-reports = Denunciaste { $count } imágenes en una hora; avisa a un moderador, o vuelve más tarde.

picture-not-found = No existe esa imagen en este servidor.

picture-deleted = Esa imagen ya se borró.

picture-already-removed = { $moderator } ya quitó esa imagen.

removal-not-undoable = Esa imagen no se puede restaurar: no la quitaron los moderadores, o la quitaron hace más de un día.

too-many-styles = Este servidor ya tiene { $limit } estilos, el máximo; quita uno primero.

too-many-words = Un servidor puede tener { $limit } palabras como máximo, y con estas serían { $count }; quita algunas primero.

too-many-patterns = Un servidor puede tener { $limit } patrones como máximo, y con este serían { $count }; quita algunos primero.

## How a case was decided, inside "This was already decided: …"

verdict-open = abierto

verdict-approved = aprobado

verdict-declined = rechazado

verdict-kept = conservado

verdict-dismissed = descartado

verdict-removed = quitado

verdict-accepted = aceptado

verdict-rejected = denegado

verdict-withdrawn = retirado

verdict-expired = caducado

too-many-grants = A este miembro se le dieron { $limit } veces imágenes que aún no ha gastado; primero tiene que usar algunas. No se cambió nada.

case-verdict-impossible = Un caso de este tipo no puede quedar { $verdict }.
