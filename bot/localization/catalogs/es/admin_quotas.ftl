### Las respuestas de /admin quota, y las cuotas en palabras.

-nothing-changed = No se cambió nada.

admin-quota-none = nada propio

admin-pictures =
    { $count ->
        [-1] cualquier número de imágenes
        [one] una imagen
       *[other] { $count } imágenes
    }

admin-pictures-a-day =
    { $count ->
        [-1] cualquier número de imágenes al día
        [one] una imagen al día
       *[other] { $count } imágenes al día
    }

admin-pictures-a-day-if-set =
    { $count ->
        [-1] si lo fijan quienes gestionan el servidor, cualquier número de imágenes al día
        [one] si lo fijan quienes gestionan el servidor, una imagen al día
       *[other] si lo fijan quienes gestionan el servidor, { $count } imágenes al día
    }

admin-pictures-as-plan = tantas imágenes al día como permita el plan

admin-pictures-a-request =
    { $count ->
        [one] como máximo una imagen por solicitud
       *[other] como máximo { $count } imágenes por solicitud
    }

admin-resolution-at-most = como máximo { $resolution }

admin-requests-at-once =
    { $count ->
        [-1] cualquier número de solicitudes a la vez
        [one] una solicitud a la vez
       *[other] { $count } solicitudes a la vez
    }

admin-cooldown =
    { $seconds ->
        [0] sin espera
        [one] una espera de { $seconds } segundo
       *[other] una espera de { $seconds } segundos
    }

admin-quota-day-rolling = 24 horas cualesquiera

admin-quota-day-of-calendar = el día natural en { $zone }

admin-quota-of-server = todo el servidor

admin-quota-target-server = Todo el servidor

admin-quota-target =
    { $kind ->
        [roles] Rol { $name }
        [members] Miembro { $name }
       *[channels] Canal { $name }
    }

admin-quota-title = **Imágenes en este servidor**

admin-quota-page = { $page } de { $pages }

admin-quota-day-line-rolling = - un día son 24 horas cualesquiera

admin-quota-day-line-calendar = - un día es el día natural en { $zone } (elegido { $since }; 24 horas cualesquiera hasta el primer día que empiece más de 24 horas después)

admin-quota-plan-line = - sin ajuste, como dice el plan: { $plan }

admin-quota-line = { $target }: { $quota }

admin-quota-line-channel = { $target }: { $quota }, todos los miembros juntos

admin-quota-line-above-plan = { $target }: { $quota } (el plan permite { $most })

admin-quota-note = -# El ajuste propio de un miembro va antes que los de los roles; de varios roles cuenta el que tiene más imágenes. Lo que un ajuste no dice es como para todo el servidor. Cámbialos con `/admin quota set`, y mira a un miembro con `/admin quota show member:`.

placeholder-admin-quota-remove = Quitar un ajuste

admin-quota-saved = Guardado para { $target }: { $quota } (antes: { $before }).

admin-quota-plan-most =
    { $count ->
        [-1] El plan permite cualquier número de imágenes al día.
        [one] El plan permite una imagen al día.
       *[other] El plan permite { $count } imágenes al día.
    }

admin-quota-day-changed = Un día es ahora: { $day_after } (antes: { $day_before }).

admin-quota-day-changes = Un día es ahora: { $day_after } (antes: { $day_before }). Todavía cuentan 24 horas cualesquiera hasta el primer día que empiece más de 24 horas después.

admin-quota-removed = Quitado para { $target }: { $quota }.

admin-quota-already-removed = Ese ajuste ya se había quitado.

admin-quota-grant-origin = (de { $manager }: { $reason })

admin-quota-granted = { $member } puede tener **{ $pictures }** más, aparte de su día, hasta que se usen.

admin-quota-granted-until = { $member } puede tener **{ $pictures }** más, aparte de su día, hasta { $end }.

admin-quota-granted-most =
    { $count ->
        [one] Aun así recibe como máximo una imagen en un día, porque lo dice el plan de este servidor.
       *[other] Aun así recibe como máximo { $count } imágenes en un día, porque lo dice el plan de este servidor.
    }

admin-quota-reset-pictures =
    { $count ->
        [one] Una imagen de { $member } ya no cuenta.
       *[other] { $count } imágenes de { $member } ya no cuentan.
    }

admin-quota-reset-nothing = No había nada que restablecer: hoy no cuenta ninguna imagen terminada de { $member }.

admin-quota-reset-running = -# Las solicitudes que siguen en marcha continúan contando.

admin-quota-changed = Cuota cambiada

admin-quota-change = { $target }: { $before } → { $after }

admin-quota-change-with-day = { $change }; un día: { $day_before } → { $day_after }

admin-quota-grant-action = Imágenes regaladas

admin-quota-grant-detail = { $pictures } más: { $reason }

admin-quota-grant-detail-days =
    { $days ->
        [one] { $pictures } más durante { $days } día: { $reason }
       *[other] { $pictures } más durante { $days } días: { $reason }
    }

admin-quota-reset-action = Cuota restablecida

admin-quota-reset-detail = { $pictures } → ninguna imagen: { $reason }

admin-quota-no-reason = sin motivo

admin-quota-panel-outdated = Este panel ya no funciona; /admin quota show abre uno nuevo.

admin-quota-one-target = Elige un miembro, un rol o un canal, no varios de ellos. { -nothing-changed }

admin-quota-day-of-server = Lo que cuenta como un día vale para todo el servidor; elígelo sin miembro, rol ni canal. { -nothing-changed }

admin-quota-bot = Los bots no pueden pedir imágenes, así que no necesitan cuota. { -nothing-changed }

admin-quota-channel-has-no-pace = Un canal no tiene solicitudes a la vez ni espera propias; fíjalas para miembros, roles o todo el servidor. { -nothing-changed }

admin-quota-pictures-above-plan =
    { $count ->
        [one] El plan de este servidor permite a un miembro como máximo una imagen al día. { -nothing-changed }
       *[other] El plan de este servidor permite a un miembro como máximo { $count } imágenes al día. { -nothing-changed }
    }

admin-quota-requests-above-plan =
    { $count ->
        [one] El plan de este servidor permite a un miembro como máximo una solicitud a la vez. { -nothing-changed }
       *[other] El plan de este servidor permite a un miembro como máximo { $count } solicitudes a la vez. { -nothing-changed }
    }

admin-quota-cooldown-below-plan =
    { $seconds ->
        [one] El plan de este servidor exige una espera de al menos { $seconds } segundo. { -nothing-changed }
       *[other] El plan de este servidor exige una espera de al menos { $seconds } segundos. { -nothing-changed }
    }

too-many-quotas =
    { $kind ->
        [roles] Como máximo { $limit } roles pueden tener cuotas propias; quita una primero.
        [members] Como máximo { $limit } miembros pueden tener cuotas propias; quita una primero.
       *[channels] Como máximo { $limit } canales pueden tener cuotas propias; quita una primero.
    }

too-many-roles = Un servidor puede tener como máximo { $limit } roles para eso; quita uno primero.
