### El panel de /admin check: qué funciona en un servidor, qué no, y cómo arreglarlo.

check-title = ## 🩺 Easel en este servidor

button-check = Comprobar

button-check-fix = Arreglar lo que Easel pueda

check-provider-usable = Runware acepta solicitudes: la clave funciona y hay crédito.

check-provider-unusable = No se dibuja nada: Runware rechaza la clave, o no hay crédito. Solo el operador del bot puede arreglarlo.

check-nothing-charged = { -nothing-charged }

check-block-ends = El bloqueo termina { $end }.

check-no-budget = No hay presupuesto fijado para este servidor.

check-budget-day = Presupuesto del día: { $spent } de { $budget } gastados.

check-budget-month = Presupuesto del mes: { $spent } de { $budget } gastados.

check-budget-spent-day = Presupuesto del día: { $spent } de { $budget } gastados, así que no se dibuja nada; espera, o pídele más al operador.

check-budget-spent-month = Presupuesto del mes: { $spent } de { $budget } gastados, así que no se dibuja nada; espera, o pídele más al operador.

check-budget-zero-day = El presupuesto del día es 0, así que no se dibuja nada; el operador de Easel puede cambiarlo.

check-budget-zero-month = El presupuesto del mes es 0, así que no se dibuja nada; el operador de Easel puede cambiarlo.

check-bot-budget-zero = El presupuesto de todo el bot es 0, así que no se dibuja nada; el operador de Easel puede cambiarlo.

check-bot-budget-spent = El presupuesto del día de todo el bot está agotado. El operador de Easel puede aumentarlo.

check-bot-budget-spent-until = El presupuesto del día de todo el bot está agotado; volverá a haber espacio { $end }. El operador de Easel puede aumentarlo.

check-mod-channel = Los moderadores deciden en { $channel }.

check-log-reports = { $problem }, así que nadie ve las denuncias: { $remedy }, con /admin log o /admin setup.

check-log-approval = { $problem }, y hay imágenes que esperan aprobación donde nadie puede verlas: { $remedy }, con /admin log o /admin setup.

check-log-hold = { $problem }, y hay imágenes marcadas que esperan donde nadie puede verlas: { $remedy }, con /admin log o /admin setup.

check-log-approval-and-hold = { $problem }, y hay imágenes por aprobar e imágenes marcadas que esperan donde nadie puede verlas: { $remedy }, con /admin log o /admin setup.

check-cases-waiting =
    { $count ->
        [one] { $count } caso espera la decisión de un moderador; mira /mod cases.
       *[other] { $count } casos esperan la decisión de un moderador; mira /mod cases.
    }

check-no-cases = Ningún caso espera una decisión.

check-language-chosen = Los mensajes para todos están en este idioma: { $language }, como se eligió con /admin setup.

check-language-at-discord = Los mensajes para todos están en este idioma: { $language }, por los ajustes del servidor en Discord; con /admin setup se puede cambiar.

check-safety-on = El control de seguridad de Runware mira cada imagen.

check-safety-off = El control de seguridad está desactivado, así que nunca se marca ninguna imagen; /admin setup lo activa.

check-automod-readable = Las palabras de AutoMod se aplican, y Easel puede leerlas.

check-automod-forbidden = Las palabras de AutoMod se aplican pero Easel no puede leerlas, así que se rechaza cada solicitud: dale al rol de Easel el permiso «Gestionar servidor», o desactívalo con /admin setup.

check-automod-unanswered = Las palabras de AutoMod se aplican, pero Discord no las envía; comprueba de nuevo en un minuto.

check-words-unreadable =
    { $count ->
        [one] Una palabra o un patrón no se comprueba, porque Easel no puede leerlo; /mod words list muestra cuál.
       *[other] { $count } palabras o patrones no se comprueban, porque Easel no puede leerlos; /mod words list muestra cuáles.
    }

check-words-without-re2 =
    { $count ->
        [one] Una palabra o un patrón no se comprueba, porque el operador del bot no ha instalado RE2, que lee los patrones; /mod words list muestra cuál.
       *[other] { $count } palabras o patrones no se comprueban, porque el operador del bot no ha instalado RE2, que lee los patrones; /mod words list muestra cuáles.
    }

check-flagged-shown = Las imágenes marcadas se muestran en { $channels } (con restricción de edad).

check-flagged-refused = Las imágenes marcadas se rechazan en { $channels }: sin restricción de edad.

check-flagged-nowhere = Las imágenes marcadas solo se muestran en canales con restricción de edad, pero ninguno de los canales para imágenes la tiene: ponle una a alguno en sus ajustes, o elige otro canal u otra regla con /admin setup.

check-stale-members = Los únicos roles que pueden pedir imágenes ya no existen, así que nadie puede; elige otros con /admin role.

check-stale-channels =
    { $count ->
        [one] Los ajustes nombran un canal que ya no existe; el botón de abajo lo limpia.
       *[other] Los ajustes nombran { $count } canales que ya no existen; el botón de abajo los limpia.
    }

check-stale-roles =
    { $count ->
        [one] Los ajustes nombran un rol que ya no existe; el botón de abajo lo limpia.
       *[other] Los ajustes nombran { $count } roles que ya no existen; el botón de abajo los limpia.
    }

check-stale-tiers = Algunos roles tienen niveles que el operador ya no ofrece: { $tiers }. Tienen los límites habituales.

check-closed-everywhere = Nadie puede pedir imágenes en ninguna parte; elige canales con /admin setup.

check-channel-lacks = { $channel }: permite { $permissions } a Easel en sus permisos.

check-more-channels-lack =
    { $count ->
        [one] A Easel le faltan permisos en { $count } canal más.
       *[other] A Easel le faltan permisos en { $count } canales más.
    }

check-permissions-complete = Easel tiene todos los permisos que necesita donde los miembros pueden pedir imágenes.

check-nothing-to-fix = 🔧 No hay nada que Easel pueda arreglar por sí mismo.

check-fixed-permissions = Easel tiene ahora { $permissions } en #{ $channel }

check-fixed-stale =
    { $what ->
        [channels] Ajustes quitados porque ya no existen (canales): { $count }
        [members] Ajustes quitados porque ya no existen (roles que pueden pedir imágenes): { $count }
        [moderators] Ajustes quitados porque ya no existen (roles que moderan): { $count }
        [tiers] Ajustes quitados porque ya no existen (niveles): { $count }
       *[log] Ajustes quitados porque ya no existe (el canal de moderadores): { $count }
    }

check-discord-reason = Pedido con /admin check

check-fix-action = Arreglado

check-fixes = { $before }; { $last }
