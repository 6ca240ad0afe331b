### Los mensajes de las solicitudes en los canales: en espera, dibujándose, las imágenes y cómo terminó una solicitud.

job-waiting = ⏳ **En la cola: { $position } de { $total }**

job-drawing = 🎨 **Dibujando…**

job-drawing-usually = 🎨 **Dibujando…** normalmente { $estimate }

job-others = { $count ->
    [one] y 1 solicitud más, en su propio mensaje
   *[other] y { $count } solicitudes más, cada una en su propio mensaje
}

job-held = **Un moderador revisa antes las imágenes.** Aparecerán aquí en cuanto las apruebe.

job-prompt-hidden = -# El AutoMod del servidor no permite el prompt en este mensaje.

job-ended = Esta solicitud terminó sin imágenes; no se cobró nada.

job-removed = Un moderador quitó estas imágenes.

job-removed-because = Un moderador quitó estas imágenes: { $reason }.

job-moved-to-dm = La respuesta a la solicitud de { $member } se envió por mensaje directo.

job-moved = La respuesta a esta solicitud está en [otro mensaje]({ $url }).

job-overflow-numbers = { $first } a { $count } de { $count }

## La letra pequeña bajo las imágenes

size-as-reference = con la forma de la imagen

job-model-replaced = Runware ya no ofrece { $former }, así que esto lo dibuja { $model }.

job-seconds = { $seconds } s

job-images-left = quedan { $count }

job-shrunk = Algunos archivos se redujeron para que cupieran en el mensaje.

job-other-format = Runware envió archivos { $formats }, no { $requested } como se pidió.

job-spoilers = { $count ->
    [one] El control de seguridad de Runware marcó una imagen, así que está tras un spoiler.
   *[other] El control de seguridad de Runware marcó { $count } imágenes, así que están tras un spoiler.
}

alt-text-hidden = Una imagen hecha con IA

job-source-reroll = { $whose ->
    [own] 🎲 Otra vez, por { $author }, de { $count ->
        [one] su propia { $open }imagen{ $close }
       *[other] sus propias { $open }imágenes{ $close }
    }
   *[member] 🎲 Otra vez, por { $author }, de { $count ->
        [one] la { $open }imagen{ $close }
       *[other] las { $open }imágenes{ $close }
    } de { $owner }
}

job-source-edit = { $whose ->
    [own] ✏️ Edición de { $author } de { $count ->
        [one] su propia { $open }imagen{ $close }
       *[other] sus propias { $open }imágenes{ $close }
    }
   *[member] ✏️ Edición de { $author } de { $count ->
        [one] la { $open }imagen{ $close }
       *[other] las { $open }imágenes{ $close }
    } de { $owner }
}

job-source-vary = { $whose ->
    [own] 🪄 Variación de { $author } de { $count ->
        [one] su propia { $open }imagen{ $close }
       *[other] sus propias { $open }imágenes{ $close }
    }
   *[member] 🪄 Variación de { $author } de { $count ->
        [one] la { $open }imagen{ $close }
       *[other] las { $open }imágenes{ $close }
    } de { $owner }
}

job-source-asked = { $whose ->
    [own] 🎲 Hecho por { $author } a partir de { $count ->
        [one] su propia { $open }imagen{ $close }
       *[other] sus propias { $open }imágenes{ $close }
    }
   *[member] 🎲 Hecho por { $author } a partir de { $count ->
        [one] la { $open }imagen{ $close }
       *[other] las { $open }imágenes{ $close }
    } de { $owner }
}

## Llegaron menos imágenes de las solicitadas

job-missing-refused = Llegaron { $shown } de { $requested }; el control de seguridad del proveedor rechazó el resto.

job-missing-failed = Llegaron { $shown } de { $requested }; el resto no se pudo dibujar.

job-missing-withheld-none = Llegaron { $shown } de { $requested }; el control de seguridad de Runware marcó { $withheld ->
    [one] una
   *[other] { $withheld }
}, y este servidor no muestra aquí imágenes marcadas.

job-missing-withheld-refused = Llegaron { $shown } de { $requested }; el control de seguridad de Runware marcó { $withheld ->
    [one] una
   *[other] { $withheld }
}, y este servidor no muestra aquí imágenes marcadas; el control de seguridad del proveedor rechazó el resto.

job-missing-withheld-failed = Llegaron { $shown } de { $requested }; el control de seguridad de Runware marcó { $withheld ->
    [one] una
   *[other] { $withheld }
}, y este servidor no muestra aquí imágenes marcadas; el resto no se pudo dibujar.

job-missing-charged = Solo se te cobran esas.

## Lo que muestran /queue y /cancel

queue-own = **Las tuyas**

queue-empty = No tienes solicitudes pendientes.

queue-total = Todos los miembros: { $waiting } en la cola, { $drawing } dibujándose

queue-nothing-to-cancel = No tienes ninguna solicitud que se pueda cancelar.

queue-unknown = No existe esa solicitud; elige una de las que se ofrecen.

job-state-reserved = recién recibida

job-state-waiting = en la cola

job-state-submitted = dibujándose

job-state-ready = en camino hacia ti

job-state-held = a la espera de un moderador

## El precio de las solicitudes caras, antes de dibujarlas

price-edits = { $count ->
    [one] 1 × edición { $model } = { $price }
   *[other] { $count } × edición { $model } = { $price }
}

price-pictures-of-model = { $count ->
    [one] 1 × imagen { $model } = { $price }
   *[other] { $count } × imagen { $model } = { $price }
}

price-pictures = { $count ->
    [one] 1 imagen = { $price }
   *[other] { $count } imágenes = { $price }
}

price-of-left = { $cost }, usa { $count } de las { $left } que te quedan

price-hint = No se cobra nada antes de que pulses el botón.

price-as-typed = O dibuja el texto tal como lo escribiste, con sus llaves: { $cost }.

price-variants-error = { $error } En su lugar puedes dibujar el texto tal como lo escribiste:

price-discarded = No se dibuja nada y no se cobró nada.

price-model-replaced = Runware ya no ofrece { $former }, así que dibuja { $model }.

price-fact-edit = edición { $model }

price-fact-picture = imagen { $model }

price-fact-quality = calidad { $quality }

price-fact-private = privado

price-fact-spoiler = spoiler

## Por qué no se pudieron enviar imágenes terminadas

job-undeliverable = Easel no pudo entregar esto: Discord no lo aceptó ni en este canal ni como mensaje directo. { -nothing-charged }

job-undeliverable-flagged = Easel no pudo entregar esto: Discord no lo aceptó en este canal, y las imágenes marcadas nunca se envían por mensaje directo. { -nothing-charged }

job-too-large = Las imágenes son demasiado grandes para este canal, incluso después de reducirlas; no se cobró nada.

## Cuánto suele tardar una solicitud

estimate-about-seconds = unos { $time } s

estimate-range-of-seconds = de { $low } a { $high } s

estimate-about-minutes = unos { $time } minutos

estimate-range-of-minutes = de { $low } a { $high } minutos

estimate-seconds-to-minutes = de { $low } s a { $high } minutos

sentence-of-other-version = No se puede mostrar el motivo: lo escribió otra versión de Easel.
