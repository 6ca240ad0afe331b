### /admin stats y /operator stats: totales, gráficos y su descripción.

stats-too-many = Easel ya está dibujando gráficos; inténtalo de nuevo en un minuto.

stats-no-charts = Esta vez no se pudieron dibujar los gráficos; todos los números están aquí y en el archivo.

stats-what-is-counted = -# Qué se cuenta: imágenes y dólares en el día en que se pidieron. Una solicitud sin terminar cuenta con las imágenes que reservó y a su precio, hasta que termina y se anotan los números reales. Los rechazos son los de comandos, botones y formularios; se cuentan por días en UTC.

stats-pictures =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } imagen
       *[other] { NUMBER($count, useGrouping: 1) } imágenes
    }

stats-members =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } miembro
       *[other] { NUMBER($count, useGrouping: 1) } miembros
    }

stats-named-count = { $name } { NUMBER($count, useGrouping: 1) }

stats-seconds =
    { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }

stats-seconds-precise =
    { $seconds ->
        [one] { NUMBER($seconds, minimumFractionDigits: 1) } segundos
       *[other] { NUMBER($seconds, minimumFractionDigits: 1) } segundos
    }

stats-other-models = Otros modelos

stats-direct-messages = Mensajes directos

stats-server = Servidor { $id }

stats-all-servers = Todos los servidores

stats-title = **{ $title }** desde el { $since }, 00:00 ({ $zone })

stats-totals = **{ $pictures }** para { $members }, **{ $dollars }**

stats-by-model = Por modelo: { $models }

stats-no-pictures = No se dibujó ninguna imagen.

stats-requests =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } solicitud aceptada, { NUMBER($refused, useGrouping: 1) } rechazadas ({ $reasons })
       *[other] { NUMBER($count, useGrouping: 1) } solicitudes aceptadas, { NUMBER($refused, useGrouping: 1) } rechazadas ({ $reasons })
    }

stats-requests-none-refused =
    { $count ->
        [one] { NUMBER($count, useGrouping: 1) } solicitud aceptada, ninguna rechazada
       *[other] { NUMBER($count, useGrouping: 1) } solicitudes aceptadas, ninguna rechazada
    }

stats-waits = La mitad de las solicitudes se respondieron en { NUMBER($median, minimumFractionDigits: 1) } segundos, nueve de cada diez en { NUMBER($ninetieth, minimumFractionDigits: 1) }.

stats-dearest = Dónde se gastó más:

stats-csv-total =
    { $days ->
        [one] { $days } día ({ $zone })
       *[other] { $days } días ({ $zone })
    }

stats-refusal-already-decided = Ya decidido

stats-refusal-bad-picture = Imagen inservible

stats-refusal-bad-reference = Imagen inservible

stats-refusal-blocked = Miembro bloqueado

stats-refusal-blocked-words = Palabras bloqueadas

stats-refusal-closed = Easel no estaba listo

stats-refusal-declined = Control del proveedor

stats-refusal-flagged = Imágenes marcadas

stats-refusal-forbidden = No permitido aquí

stats-refusal-gone = Ya no existe

stats-refusal-invalid = Solicitud imposible

stats-refusal-not-approved = No aprobado

stats-refusal-not-yours = De otra persona

stats-refusal-over-budget = Presupuesto agotado

stats-refusal-over-quota = Cuota del día agotada

stats-refusal-paused = Pausa tras rechazos

stats-refusal-refused = Otros motivos

stats-refusal-too-many = Demasiadas a la vez

stats-refusal-too-soon = Demasiado pronto

alt-stats-title =
    { $days ->
        [one] Gráficos de { $title } desde el { $first }, { $days } día hasta el { $last }.
       *[other] Gráficos de { $title } desde el { $first }, { $days } días hasta el { $last }.
    }

alt-stats-cost = { $pictures } para { $members } costaron { $dollars }.

alt-stats-no-pictures = Ninguna imagen en estos días; se gastaron { $dollars }.

alt-stats-busiest-day = El día más activo fue el { $day } con { $pictures } y { $members }.

alt-stats-waits = La mitad de las solicitudes se respondieron en { $median }, nueve de cada diez en { $ninetieth }.

alt-stats-models = Imágenes por modelo: { $models }.

alt-stats-servers = Los servidores que más costaron: { $servers }.

alt-stats-refusals = Solicitudes rechazadas: { $refusals }.

alt-stats-no-refusals = No se rechazó ninguna solicitud.

chart-subtitle =
    { $days ->
        [one] Desde el { $since } · { $days } día, hoy incluido · { $zone }
       *[other] Desde el { $since } · { $days } días, hoy incluido · { $zone }
    }

chart-pictures =
    { $count ->
        [one] imagen
       *[other] imágenes
    }

chart-spent = gastados

chart-members =
    { $count ->
        [one] miembro
       *[other] miembros
    }

chart-median-wait = espera mediana

chart-seconds = { $seconds } s

chart-pictures-a-day = Imágenes al día

chart-no-pictures = Ninguna imagen estos días

chart-dollars-a-day = Dólares al día

chart-nothing-spent = No se gastó nada estos días

chart-members-a-day = Miembros al día

chart-no-members = Nadie recibió imágenes

chart-waits = Segundos de espera

chart-half-within = la mitad en

chart-ninetieth-within = 9 de 10 en

chart-no-waits = Nadie esperó una imagen

chart-models = Imágenes por modelo

chart-refusals = Solicitudes rechazadas

chart-no-refusals = No se rechazó nada

chart-servers = Servidores más caros

chart-others = Todos los demás

chart-server-pictures =
    { $count ->
        [one] { $number } imagen
       *[other] { $number } imágenes
    }
