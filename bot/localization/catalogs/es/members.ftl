### Lo que leen los miembros en respuestas que solo ellos ven: ayuda, cuota, historial, detalles, ajustes, copias.

## /help

help-title = ## Easel dibuja imágenes con tus palabras

help-imagine = { $imagine } con unas pocas palabras es todo lo que necesitas. Las imágenes aparecen en el mismo mensaje, con botones para repetir, editar, variar, guardar o borrar.

help-edits-title = **Imágenes a partir de imágenes**

help-edits = { $edit } cambia una imagen como la describas. Lo mismo hacen ✏️ bajo cualquier imagen de Easel y **Aplicaciones › Editar imagen** en cualquier mensaje con una imagen. Puedes volver a editar el resultado.

help-models-title = **Modelos**

help-model-prices = { $price } por imagen, { $edit } por edición

help-model-unavailable = Runware no lo ofrece ahora mismo

help-model-default = por defecto

help-flags-title = **Los flags en el prompt** funcionan como las opciones; si se dan ambos, gana la opción:

help-flags = `--ar 16:9` `--pro` `--2k` `--count 4` (hasta { $most }) `--format png` `--quality 80` `--private` `--spoiler` `--style nombre`

help-variants = `{"{"}rojo, verde{"}"} {"{"}zorro, búho{"}"}` da cuatro prompts; antes ves el precio.

help-quota = { $quota } cuántas imágenes te quedan, cuándo llegan más y cuánto costaron las tuyas

help-queue = { $queue } tus solicitudes pendientes y cuánto trabajo tiene Easel

help-cancel = { $cancel } cancela una solicitud; si ya se está dibujando, cuenta igual

help-history = { $history } tus imágenes y favoritos

help-show = { $show } una imagen por su id corto, y de qué se hizo

help-settings = { $settings } tus valores por defecto

help-rules-title = **Reglas**

help-rules = Los moderadores de un servidor deciden qué se puede solicitar y mostrar allí. 🚩 bajo una imagen se la denuncia a ellos, y solo a ellos; ⚖️ bajo un rechazo les pide que lo miren otra vez. Elige en { $settings } si otros pueden editar tus imágenes.

help-managers = Quienes gestionan el servidor deciden cuántas imágenes puedes tener; pídeles más si las necesitas.

help-charges = No se te cobran las imágenes que no llegan, salvo si cancelas lo que ya se está dibujando. Solo tú y los moderadores pueden cancelar o borrar tus solicitudes.

## Los detalles de una solicitud

details-requested = **Solicitada por** { $member } { $time }

details-source-reroll = **Otra vez de** `{ $id }` de { $author }

details-source-edit = **Edición de** `{ $id }` de { $author }

details-source-vary = **Variación de** `{ $id }` de { $author }

details-source-asked = **Hecha a partir de** `{ $id }` de { $author }

## Lo mismo para una imagen que no es de Easel, o que quien lee no puede ver

details-from-picture-reroll = **Otra vez de** una imagen

details-from-picture-edit = **Edición de** una imagen

details-from-picture-vary = **Variación de** una imagen

details-from-picture-asked = **Hecha a partir de** una imagen

details-drawn = **Dibujada como** { $facts }

details-cost = **Coste** { $price }

details-seeds = { $count ->
    [one] **Semilla** { $seeds } (ningún modelo acepta semillas, así que esta imagen no se puede volver a dibujar)
   *[other] **Semillas** { $seeds } (ningún modelo acepta semillas, así que esta imagen no se puede volver a dibujar)
}

details-style = **Estilo** `{ $name }`

details-model = **Modelo** `{ $model }`

details-model-replaced = **Modelo** `{ $model }`, en lugar de { $former }

details-short-id = **Id corto** `{ $id }`

details-number = **Número** `{ $number }`

details-repeat = **Para solicitarlo otra vez**

details-repeat-with-picture = **Para solicitarlo otra vez**, con su imagen adjunta

## /quota

quota-unlimited = { $whose ->
    [you] Puedes solicitar tantas imágenes como quieras; tuviste { $count }
   *[member] Este miembro puede solicitar tantas imágenes como quiera; tuvo { $count }
} { $day ->
    [rolling] en las últimas 24 horas
   *[calendar] hoy, desde { $since }
}.

quota-unlimited-here = { $whose ->
    [you] Puedes solicitar tantas imágenes como quieras, aquí como mucho { $left } más; tuviste { $count }
   *[member] Este miembro puede solicitar tantas imágenes como quiera, aquí como mucho { $left } más; tuvo { $count }
} { $day ->
    [rolling] en las últimas 24 horas
   *[calendar] hoy, desde { $since }
}.

quota-left = { $whose ->
    [you] Te quedan **{ $left } de { $limit }** imágenes.
   *[member] A este miembro le quedan **{ $left } de { $limit }** imágenes.
}

quota-had = { $whose ->
    [you] Tuviste { $count }
   *[member] Tuvo { $count }
} { $day ->
    [rolling] en las últimas 24 horas
   *[calendar] hoy, desde { $since }
}.

quota-all-servers = { $whose ->
    [you] En todos los servidores juntos tuviste { $used } de { $limit }.
   *[member] En todos los servidores juntos tuvo { $used } de { $limit }.
}

quota-plan-most = El plan de este servidor permite { $most } al día por miembro, den lo que den quienes lo gestionan; { $used } ya están usadas.

quota-next = Cada una vuelve a estar disponible tras 24 horas, la próxima { $time }.

quota-next-day = Habrá más { $time }.

quota-channel = A este canal le quedan hoy **{ $left } de { $limit }** imágenes, para todos los miembros juntos.

quota-grant = { $whose ->
    [you] Quienes gestionan este servidor te dieron **{ $left }** más, hasta que se usen.
   *[member] Quienes gestionan este servidor le dieron **{ $left }** más, hasta que se usen.
}

quota-grant-until = { $whose ->
    [you] Quienes gestionan este servidor te dieron **{ $left }** más, hasta { $end }.
   *[member] Quienes gestionan este servidor le dieron **{ $left }** más, hasta { $end }.
}

quota-purchase-of-plan = Este servidor tiene el plan **{ $name }**, comprado en Discord, mientras dure la compra.

quota-purchase-until-of-plan = Este servidor tiene el plan **{ $name }**, comprado en Discord, hasta { $end }.

quota-purchase-of-tier = Tienes el nivel **{ $name }**, comprado en Discord, mientras dure la compra.

quota-purchase-until-of-tier = Tienes el nivel **{ $name }**, comprado en Discord, hasta { $end }.

quota-cost = { $place ->
    [direct] Tus imágenes en mensajes directos costaron **{ $price }**
   *[server] Tus imágenes en este servidor costaron **{ $price }**
} { $month ->
    [rolling] en los últimos 30 días
   *[calendar] este mes, desde el { $since }
}.

quota-source-plan = { $whose ->
    [you] Tu límite es el que tienen todos aquí.
   *[member] Su límite es el que tienen todos aquí.
}

quota-source-server = { $whose ->
    [you] Tu límite lo fijaron quienes gestionan este servidor para todos los miembros.
   *[member] Su límite lo fijaron quienes gestionan este servidor para todos los miembros.
}

quota-source-role = { $whose ->
    [you] Tu límite lo fijaron quienes gestionan este servidor para { $role }.
   *[member] Su límite lo fijaron quienes gestionan este servidor para { $role }.
}

quota-source-tier = { $whose ->
    [you] Tu límite es el del nivel «{ $tier }», que tiene { $role }.
   *[member] Su límite es el del nivel «{ $tier }», que tiene { $role }.
}

quota-source-member = { $whose ->
    [you] Tu límite lo fijaron quienes gestionan este servidor para ti.
   *[member] Su límite lo fijaron quienes gestionan este servidor para este miembro.
}

quota-source-purchase = { $whose ->
    [you] Tu límite es el del nivel «{ $tier }», que compraste.
   *[member] Su límite es el del nivel «{ $tier }», que compró este miembro.
}

## La letra pequeña de /quota

quota-unfinished = { $jobs } de { $limit } solicitudes pendientes

quota-unfinished-above-limit = { $jobs } solicitudes pendientes (límite: { $limit })

quota-cooldown = { $seconds ->
    [one] una solicitud por segundo
   *[other] una solicitud cada { $seconds } segundos
}

quota-max-count = { $count ->
    [one] hasta { $count } imagen por solicitud
   *[other] hasta { $count } imágenes por solicitud
}

quota-max-resolution = hasta { $resolution }

## Textos alternativos: lo que dicen los lectores de pantalla

alt-text-position = ({ $number } de { $total })

alt-text-before = Antes: { $description }

## /history

history-pictures = 🖼️ **Tus imágenes**

history-favourites = ⭐ **Tus favoritos**

history-page = { $page } de { $pages }

history-no-pictures = Aquí todavía no hay nada; { $imagine } dibuja tu primera imagen.

history-no-favourites = Aquí todavía no hay nada; pulsa ⭐ bajo una imagen que te guste.

history-hidden = { $count } de esta página ya no se te pueden mostrar.

history-picture-count = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}

history-message-deleted = su mensaje se borró

history-not-available = ya no se puede mostrar aquí

history-restricted = solo se muestra en canales con restricción de edad

## Una imagen del historial, y de qué se hizo

trail-original = { $count ->
    [one] **La original** · { $count } paso después
   *[other] **La original** · { $count } pasos después
}

trail-step-reroll = **🎲 Otra vez { $position } de { $total }**

trail-step-edit = **✏️ Edición { $position } de { $total }**

trail-step-asked = **✏️ Edición { $position } de { $total }**

trail-step-vary = **🪄 Variación { $position } de { $total }**

trail-source = hecha a partir de `{ $id }` de { $author }

trail-source-shown = hecha a partir de `{ $id }` de { $author }, la primera aquí

trail-source-hidden = su origen no se puede mostrar

picture-all-restricted = El control de seguridad de Runware marcó todas estas imágenes; solo se muestran en canales con restricción de edad.

picture-some-restricted = El control de seguridad de Runware marcó { $count } de estas { $total } imágenes; solo se muestran en canales con restricción de edad.

picture-message-deleted = El mensaje con las imágenes se borró, así que no se pueden mostrar; el prompt se conserva.

picture-not-available = Las imágenes ya no se pueden mostrar aquí; busca el mensaje en el que llegaron.

picture-some-shown = Aquí se pueden mostrar { $count } de { $total } imágenes.

picture-message-link = [su mensaje]({ $url })

picture-not-found-by-id = No hay ninguna imagen así que puedas ver; el id corto, como k3f-9x2, está bajo cada imagen.

## Favoritos y descripciones

favourite-added = Añadida a tus favoritos; { $history } los muestra.

favourite-removed = Quitada de tus favoritos.

description-not-author = Solo el miembro que solicitó esta imagen puede describirla.

description-empty = La descripción está vacía; escribe lo que muestra la imagen.

description-too-long = Una descripción puede tener como mucho { $limit } caracteres, no { $length }.

description-saved = Guardado: la imagen tiene ahora esta descripción.

description-saved-private = Guardado para tu historial y para copias; el mensaje en sí queda como está, porque solo tú puedes verlo.

description-saved-elsewhere = Guardado para el historial y para copias; el mensaje en sí no se pudo cambiar.

## /settings

settings-title = ⚙️ **Tus valores por defecto**

settings-explanation = Se usan en tus próximas solicitudes. Las opciones de una solicitud tienen preferencia; los valores que no encajan se ignoran.

settings-edits-explanation = Elige si otros pueden editar tus imágenes. Vale para todas tus imágenes, antiguas y nuevas.

settings-field-model = Modelo: { $choice }

settings-field-ratio = Forma: { $choice }

settings-field-resolution = Resolución: { $choice }

settings-field-count = Imágenes: { $choice }

settings-field-style = Estilo: { $choice }

settings-field-format = Formato: { $choice }

settings-field-quality = Calidad: { $choice }

settings-field-edits = Otros pueden editar mis imágenes: { $choice }

settings-default = por defecto ({ $choice })

settings-not-offered = { $choice } (no se ofrece aquí)

settings-no-style = ninguno

settings-edits-by-server = como decida cada servidor

settings-edits-yes = sí

settings-edits-no = no

button-settings-private-on = Privado: sí

button-settings-private-off = Privado: no

button-settings-spoiler-on = Spoiler: sí

button-settings-spoiler-off = Spoiler: no

button-settings-reset = Restablecer

settings-choice-outdated = Esa opción ya no está disponible; abre /settings otra vez para ver las que hay.

## Los estilos de un servidor

styles-title = 🎨 **Estilos de este servidor**

styles-none = Este servidor todavía no tiene estilos propios.

styles-everywhere = Disponibles en todos los servidores: { $names }

style-added = Ahora todos aquí pueden elegir el estilo «{ $name }».

style-removed = Se quitó el estilo «{ $name }».

## Respuestas cuando algo salió mal

reply-internal-error = Algo salió mal dentro del bot; no se cobró nada. El operador del bot puede ver qué pasó.

reply-discord-down = Discord no le respondió a Easel, así que inténtalo otra vez en un minuto; no se cobró nada.

reply-too-slow = Easel va lento ahora mismo; inténtalo otra vez en un momento. { -nothing-charged }

reply-form-outdated = Ese formulario ya no funciona; ábrelo otra vez. { -nothing-charged }

reply-command-changed = Este comando ha cambiado; recarga Discord (Ctrl-R) e inténtalo otra vez.

reply-value-not-usable = «{ $value }» no se puede usar ahí.

reply-no-channel = Discord no dijo qué canal es este, así que aquí no se puede mostrar nada; no se cobró nada.

reply-no-easel-picture-details = Ese mensaje no tiene ninguna imagen de Easel, así que no hay detalles que mostrar.

reply-no-easel-picture-report = Ese mensaje no tiene ninguna imagen de Easel; puedes avisar a un moderador o denunciarlo a Discord.

reply-nothing-charged = { -nothing-charged }

## La frase tras un rechazo, con el momento a partir del cual la solicitud es posible

retry-again = Puedes intentarlo otra vez { $time }.

retry-room-for-it = Volverá a haber sitio para ella { $time }.

retry-quota = { $missing ->
    [one] La próxima queda libre { $time }.
   *[other] Suficientes para esta solicitud quedan libres { $time }.
}

retry-quota-or-manager = { $missing ->
    [one] La próxima queda libre { $time }, o quien gestiona este servidor permite más.
   *[other] Suficientes para esta solicitud quedan libres { $time }, o quien gestiona este servidor permite más.
}

retry-after-refusals = Se rechazaron demasiadas de tus solicitudes: puedes intentarlo otra vez { $time }.

retry-blocked-forever = El bloqueo no tiene fin a menos que lo levanten; no se cobró nada.

retry-blocked = El bloqueo termina { $time }; no se cobró nada.

## Lo mismo en /quota, que no rechaza nada

obstacle-room = Volverá a haber sitio { $time }.

obstacle-blocked-forever = El bloqueo no tiene fin a menos que lo levanten.

obstacle-blocked = El bloqueo termina { $time }.

## Copias por mensaje directo (el botón «Por MD»)

copies-dm-closed = Discord no deja que Easel te escriba. Permite los mensajes directos de este servidor en sus ajustes de privacidad y pulsa otra vez en un minuto; no se cobró nada.

copies-unreadable = Estas imágenes ya no se pueden leer. Pulsa el botón bajo el mensaje que las muestra; no se cobró nada.

copies-restricted = El control de seguridad de Runware marcó estas imágenes, y este servidor solo muestra imágenes marcadas en canales con restricción de edad, así que no se te pueden enviar; no se cobró nada.

copies-discord-down = Discord no aceptó ahora mismo un mensaje para ti. Pulsa otra vez en un minuto; no se cobró nada.

copies-too-large = Esas imágenes son demasiado grandes para un mensaje directo; no se cobró nada.

copies-sent-recently = Pediste copias de estas imágenes hace menos de un minuto; no se cobró nada.

copies-still-sending = Las copias de otros { $limit } mensajes aún están en camino; pulsa otra vez cuando hayan llegado. { -nothing-charged }

copies-busy = Se están enviando muchas copias ahora mismo; pulsa otra vez en un minuto. { -nothing-charged }

copies-sent = Enviado a tus mensajes directos.

copies-partly-sent = Se enviaron { $count } de { $total } imágenes a tus mensajes directos; las demás están en otro mensaje, no se pudieron leer o son demasiado grandes.

copies-partly-sent-restricted = Se enviaron { $count } de { $total } imágenes a tus mensajes directos; las demás fueron marcadas (solo se muestran en canales con restricción de edad), no se pudieron leer o son demasiado grandes.

copies-origin = [dónde se hizo]({ $url })

## La imagen de la que parte una edición

source-no-picture = En ese mensaje no hay ninguna imagen de la que partir; no se cobró nada.

source-message-deleted = Ese mensaje se borró, así que su imagen no se puede usar; no se cobró nada.

source-no-access = Easel no puede ver ese mensaje; adjunta la imagen a `/edit`. { -nothing-charged }

source-not-found = Easel ya no encuentra esa imagen; elige otra vez «Editar imagen» en su mensaje. { -nothing-charged }

source-discord-down = Discord no pudo cargar ese mensaje; inténtalo otra vez en un minuto. { -nothing-charged }

## Mensajes directos sobre un bloqueo o una apelación

dm-block-ended = Tu bloqueo en «{ $server }» ha terminado; ya puedes volver a solicitar imágenes allí.

dm-block-lifted = Un moderador de «{ $server }» levantó tu bloqueo; ya puedes volver a solicitar imágenes allí.

dm-appeal-accepted = Los moderadores de «{ $server }» aceptaron tu apelación: tu solicitud se está dibujando ahora, gratis.

dm-appeal-rejected = Los moderadores de «{ $server }» rechazaron tu apelación; no se cobró nada.

dm-appeal-expired = Ningún moderador de «{ $server }» decidió sobre tu apelación a tiempo; no se cobró nada.

dm-reason-of-appeal = Su motivo: { $reason }.

## El lugar de una imagen en la galería de su mensaje

place-in-second-message = segundo mensaje

place-large = la grande

place-top-right = arriba a la derecha

place-bottom-right = abajo a la derecha

place-left = a la izquierda

place-right = a la derecha

place-top-left = arriba a la izquierda

place-bottom-left = abajo a la izquierda

place-bottom-middle = abajo en el centro

place-top-middle = arriba en el centro

place-top-row = fila de arriba

place-middle-row-left = fila central, izquierda

place-middle-row-middle = fila central, centro

place-middle-row-right = fila central, derecha

place-bottom-row-left = fila de abajo, izquierda

place-bottom-row-middle = fila de abajo, centro

place-bottom-row-right = fila de abajo, derecha

place-top-row-left = fila de arriba, izquierda

place-top-row-right = fila de arriba, derecha

place-top-row-middle = fila de arriba, centro

place-first-row = primera fila

place-second-row-left = segunda fila, izquierda

place-second-row-middle = segunda fila, centro

place-second-row-right = segunda fila, derecha

place-third-row-left = tercera fila, izquierda

place-third-row-middle = tercera fila, centro

place-third-row-right = tercera fila, derecha

place-last-row-left = última fila, izquierda

place-last-row-middle = última fila, centro

place-last-row-right = última fila, derecha
