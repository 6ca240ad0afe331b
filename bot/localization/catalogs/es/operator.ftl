### What only Easel’s operator reads.

operator-block-yourself = No puedes bloquearte a ti mismo.

operator-block-own-server = Ese es el servidor donde decides; no puedes bloquearlo.

operator-reason-required = El motivo está vacío; escribe uno.

operator-not-blocked = No se levantó nada, porque no existe ese bloqueo; /operator blocks los muestra.

operator-not-stopped = Las solicitudes ya se aceptan; no había nada detenido.

## Sentences for members

cancelled-by-operator = El operador de Easel canceló esto; no se cobró nada.

cancelled-by-leaving = Se expulsó a Easel de este servidor; no se cobró nada.

cancelled-by-refusing = El operador de Easel cerró este servidor; no se cobró nada.

## Servers

operator-unknown-server = Easel nunca estuvo en un servidor con ese id; /operator servers los muestra.

operator-unknown-plan = No hay ningún plan con ese nombre en la configuración.

operator-always-admitted = La configuración siempre admite ese servidor, en discord.guilds o como el del operador; bloquéalo.

operator-has-left = Easel ya salió de ese servidor.

operator-leaving-failed = Discord no dejó que Easel saliera de ese servidor; prueba dentro de un minuto.

operator-not-listed = Con discord.admission = "listed", solo la configuración admite servidores: añade { $server } a discord.guilds y reinicia.

operator-decided-admitted = Eso ya se decidió: el servidor está admitido.

operator-decided-not-admitted = Eso ya se decidió: el servidor no está admitido.

## What the question about a server says once it is decided

decision-admitted-before = Admitido antes

decision-not-admitted = No admitido

# $decision is one of the two before.
server-decided-by = { $decision } por { $operator }

admission-no-plans = La configuración no tiene planes; pulsa Admitir.

operator-one-target = Indica una persona o un servidor, no ambos.

operator-only = Solo el operador de Easel puede hacer eso, en el servidor del operador.

operator-not-an-id-of-a-user = Ese no es el id de una persona; activa el modo de desarrollador en Discord y copia el id.

operator-not-an-id-of-a-server = Ese no es el id de un servidor; elige uno de la lista.

admission-left-by = { $operator } sacó a Easel

admission-admitted-by = Admitido por { $operator }

admission-admitted-with-plan-by = Admitido con el plan { $plan } por { $operator }

operator-leave-alone = La opción de salir va sola, sin otras.

operator-budget-below-zero = Un presupuesto es de 0 dólares o más; -1 significa lo que permita el plan.

# Members read it in place of a reason.
operator-no-reason = no se dio motivo

## The question about a new server

button-admission-admit = Admitir

button-admission-plan = Admitir con un plan…

button-admission-leave = Salir

button-admission-left = Sí, salir

button-admission-stay = No, quedarse

admission-question = 🚪 **Un servidor te espera**

admission-until-then = Nadie puede pedir imágenes allí hasta que lo admitas.

admission-leave-question = 🚪 **¿Salir de este servidor?**

admission-leave-consequences = Las solicitudes que esperan allí se cancelan y no se cobran. Lo que configuraron tú y quienes lo gestionan se guarda, y vuelve a valer si invitan otra vez a Easel.

admission-stays = No se cambió nada: Easel se queda en { $server }.

admission-choose-plan = ¿Qué plan puede usar este servidor?

placeholder-plan = Elige un plan

server-size-unknown = tamaño desconocido

server-owner-unknown = propietario desconocido

server-owner = propietario { $owner }

# $shown is the number with separators.
server-members = { $count ->
    [one] { $shown } miembro
   *[other] { $shown } miembros
}

server-id = Id del servidor `{ $server }`

server-without-name = el servidor `{ $server }`

## What a plan sets, in the list to choose from. $span is day or month.

plan-any-pictures = cualquier número de imágenes al día por miembro

plan-pictures = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
} al día por miembro

plan-budget = { $span ->
    [day] { $budget } al día
   *[month] { $budget } al mes
}

plan-no-budget = { $span ->
    [day] sin presupuesto al día
   *[month] sin presupuesto al mes
}

plan-models = modelos: { $models }

plan-no-models = modelos: ninguno

plan-general-limits = los límites generales

## /operator block, unblock, blocks, stop, resume. $end is block-forever or block-until.

operator-blocked-user = ⛔ { $target } está bloqueado en todas partes, { $end }.

operator-blocked-server = ⛔ Todos en el { $target } están bloqueados allí, { $end }.

operator-block-replaces = Esto reemplaza el bloqueo { $end }.

operator-block-cancelled = { $count ->
    [one] { $count } solicitud en espera se canceló y no se cobró.
   *[other] { $count } solicitudes en espera se cancelaron y no se cobraron.
}

operator-block-reason = Leen este motivo: { $reason }

operator-unblocked-user = ✅ Se levantó el bloqueo de { $target }.

operator-unblocked-server = ✅ Se levantó el bloqueo del { $target }.

operator-blocks-none = Nadie está bloqueado.

operator-blocks-title = ⛔ **Bloqueados en todas partes**

operator-block-server = servidor { $server }

operator-stopped-answer = ⛔ No se acepta ninguna solicitud nueva en ningún sitio, hasta /operator resume.

operator-nothing-runs = No hay nada en espera ni dibujándose.

# $work lists the next three.
operator-finishes = Lo que se pidió antes se termina: { $work }.

operator-waiting = { $count ->
    [one] { $count } solicitud en espera
   *[other] { $count } solicitudes en espera
}

operator-running = { $count } dibujándose o entregándose

operator-held = { $count } a la espera de los moderadores

operator-resumed = ✅ Se vuelven a aceptar solicitudes; estaban detenidas desde { $since }.

operator-stop-in-force = Las solicitudes nuevas están detenidas en todas partes desde { $since }, por { $operator }: { $reason }

## /operator servers

servers-title = 🗄️ **{ $count ->
    [one] { $count } servidor
   *[other] { $count } servidores
}**

servers-sort-spent = los que más gastan primero

servers-sort-pictures = los de más imágenes primero

servers-sort-joined = los más nuevos primero

servers-page = página { $page } de { $pages }

servers-waiting = 🚪 { $count ->
    [one] { $count } servidor espera tu decisión. /operator server lo ofrece primero.
   *[other] { $count } servidores esperan tu decisión. /operator server los ofrece primero.
}

servers-note = Dólares e imágenes de los últimos 30 días; las solicitudes sin terminar cuentan con su precio.

servers-none = Easel aún no está en ningún servidor.

servers-pictures = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}

servers-plan = plan { $plan }

server-joined = entró { $when }

server-no-name = sin nombre

server-state-left = salió

server-state-waits = espera

server-state-not-admitted = no admitido

## /operator server. $span is day or month.

server-present = Entró { $joined }

server-absent = Entró { $joined }, salió { $left }

server-admission = Admisión: { $state }

admission-state-admitted = admitido

admission-state-configured = admitido por la configuración

admission-state-waits = espera tu decisión

admission-state-not-admitted = no admitido

server-blocked = ⛔ Bloqueado { $end }: { $reason }

server-plan = Plan: { $plan }

server-plan-none = ninguno; valen los límites generales

server-plan-bought = { $plan } (comprado en Discord)

server-plan-chosen = { $plan } (elegido por ti)

server-plan-default = { $plan } (el plan de los servidores que no tienen otro)

# $plan is one of the four before.
chosen-plan-replaced = { $plan }; elegiste { $chosen }, y este lo reemplaza

chosen-plan-missing = { $plan }; elegiste { $chosen }, que falta en la configuración

server-budget = { $span ->
    [day] Presupuesto del día: { $spent } de { $budget } gastados
   *[month] Presupuesto del mes: { $spent } de { $budget } gastados
}

server-no-budget = { $span ->
    [day] Presupuesto del día: ninguno
   *[month] Presupuesto del mes: ninguno
}

server-pictures = Imágenes al día por miembro: { $count }

server-any-pictures = Imágenes al día por miembro: sin límite

server-totals = Últimos 30 días: { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}, { $spent }

server-plan-changed = Se cambió el plan.

server-budgets-changed = Se cambiaron los presupuestos.

server-is-admitted = El servidor está admitido.

server-is-not-admitted = El servidor no está admitido.
