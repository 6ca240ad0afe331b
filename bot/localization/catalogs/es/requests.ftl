### Requests for pictures: what is impossible, and how they ended.

cancelled = Cancelado; no se cobró nada.

cancelled-while-drawing = Cancelado. Ya se estaba dibujando, así que cuenta igualmente: { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}.

cancelled-after-drawing = Cancelado. Ya estaba dibujado, así que cuenta igualmente: { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}.

## The same with a few words of the prompt

named-cancelled = «{ $name }» cancelado; no se cobró nada.

named-cancelled-while-drawing = «{ $name }» cancelado. Ya se estaba dibujando, así que cuenta igualmente: { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}.

named-cancelled-after-drawing = «{ $name }» cancelado. Ya estaba dibujado, así que cuenta igualmente: { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}.

## Models. $model is the model's label, $able lists what is possible.

model-unknown = No existe el modelo «{ $model }». Puedes usar { $able }.

model-not-offered = Runware no ofrece { $model } ahora mismo; puedes usar { $able }.

model-not-offered-nor-another = Runware no ofrece { $model } ahora mismo; se avisó al operador del bot, prueba más tarde.

model-suspended = Easel no dibuja con { $model } ahora mismo, porque Runware lo factura muy por encima de su precio; se avisó a su operador, y puedes usar { $able }.

model-suspended-nor-another = Easel no dibuja con { $model } ahora mismo, porque Runware lo factura muy por encima de su precio; se avisó a su operador; prueba más tarde.

model-resolutions = { $model } dibuja en { $able }, no en { $resolution }.

model-ratios = { $model } dibuja { $able } en { $resolution }, no { $ratio }.

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } no se puede dibujar: puedes usar { $able }.

flag-ratio-nearest = { $flag } no se puede dibujar: lo más parecido es { $nearest }, y puedes usar { $able }.

flag-number = { $flag } no se puede usar: escribe un número de { $minimum } a { $maximum }.

flag-format = { $flag } no se puede usar: escribe { $able }.

flag-needs-value = { $flag } necesita un valor detrás, por ejemplo { $example }.

flag-needs-name = { $flag } necesita un valor detrás, por ejemplo { $flag } seguido de su nombre.

flag-takes-no-value = { $flag } no lleva valor: escribe solo { $flag }, o quítalo.

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
    [one] { $flags } no se usa aquí
   *[other] { $flags } no se usan aquí
}; puedes usar { $able }. Para que una palabra quede como texto, pon un espacio tras los guiones: «{ $as_text }».

# The last item of a list of flags.
flags-more = { $count } más

flag-with-reason = { $flag } ({ $reason })

## Why a flag of another bot does not exist here

foreign-flag-seed = ningún modelo de aquí usa semilla

foreign-flag-negative-prompt = ningún modelo de aquí usa un prompt negativo, así que di lo que sí quieres

foreign-flag-model = el modelo se elige con --model

foreign-flag-strength-of-style = ningún modelo de aquí usa una intensidad de estilo, así que descríbela con palabras

foreign-flag-surprise = ningún modelo de aquí usa un grado de sorpresa

foreign-flag-quality = la calidad es --quality de 20 a 99

foreign-flag-tiles = ningún modelo de aquí hace texturas repetibles

foreign-flag-address = ningún modelo de aquí toma una imagen por su dirección

foreign-flag-speed = solo hay una velocidad

foreign-flag-size = el tamaño sale de --ar y --2k

foreign-flag-nothing-like-it = ningún modelo de aquí lo usa

foreign-flag-visibility = quién la ve se elige con --private

## Why Easel cannot draw now

spending-stopped = Easel no puede dibujar ahora mismo, y se avisó al operador del bot. Seguirá por sí solo en cuanto su cuenta de Runware vuelva a funcionar. No se cobró nada; prueba más tarde.

## Options

prompt-empty = El prompt está vacío; escribe qué dibujar.

prompt-too-long = El prompt tiene { $length } caracteres; el límite es { $limit }.

prompt-too-long-with-style = Con el estilo «{ $style }» el prompt tiene más de { $limit } caracteres; acórtalo.

count-out-of-range = Puedes pedir de 1 a { $most } imágenes a la vez, no { $count }.

quality-out-of-range = La calidad debe estar entre { $least } y { $most }, no { $quality }.

model-lacks-resolution = { $model } no dibuja en { $resolution }; usa { $able } para eso.

model-takes-no-references = { $model } no parte de imágenes.

model-takes-no-references-but-others = { $model } no parte de imágenes; usa { $able } para eso.

model-too-many-references = { $model } puede partir de { $most ->
    [one] una imagen
   *[other] { $most } imágenes
} como máximo, no de { $count }.

model-too-many-references-but-others = { $model } puede partir de { $most ->
    [one] una imagen
   *[other] { $most } imágenes
} como máximo, no de { $count }; usa { $able } para eso.

## Why a request has no pictures

absent-deleted = Esa imagen se borró.

absent-not-made = Estas imágenes aún no están hechas; prueba cuando estén aquí.

absent-on-the-way = Estas imágenes están en camino; prueba cuando estén aquí.

absent-held = Un moderador mira primero estas imágenes; prueba cuando estén aprobadas.

absent-refused = Esa solicitud fue rechazada, así que no tiene imágenes.

absent-failed = Esa solicitud falló, así que no tiene imágenes.

absent-cancelled = Esa solicitud se canceló, así que no tiene imágenes.

# $reason is one of the sentences above.
source-absent = { $reason } { -nothing-charged }

## Styles and choices in braces

style-unknown = Aquí no existe el estilo «{ $style }»; puedes usar { $able }.

style-unknown-similar = Aquí no existe el estilo «{ $style }»; ¿querías decir { $similar }?

style-unknown-and-none-there = Aquí no existe el estilo «{ $style }», y no hay otros; quita el estilo.

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = uno de los otros { $count }

variants-too-many = Las opciones entre llaves dan { $count } prompts, y el máximo es { $most }; quita algunas.

variants-far-too-many = Las opciones entre llaves dan más de { $shown } prompts, y el máximo es { $most }; quita algunas.

restarting = Easel se está reiniciando; prueba dentro de un minuto. { -nothing-charged }

storage-unavailable = Easel no puede escribir en su disco ahora mismo, así que no se cambió ni se cobró nada. Se avisó a su operador; prueba dentro de unos minutos.

discord-down = Discord no responde ahora mismo.

## Cancelling and deleting

ack-failed = Discord no esperó la respuesta; no se cobró nada.

cancelled-by-moderator = Un moderador canceló esto; no se cobró nada.

cancel-too-late = Ya es tarde para cancelar esa solicitud: ya terminó.

cancel-too-late-but-deletable = Ya es tarde para cancelar esa solicitud: las imágenes están en camino. Puedes borrarlas.

delete-too-early = Esto todavía no ha terminado; usa «Cancelar».

cancel-not-yours = Solo puede cancelarla quien hizo esta solicitud, o un moderador.

delete-not-yours = Solo puede borrarla quien hizo esta solicitud, o un moderador.

request-unknown = Esa solicitud ya no existe.

request-without-picture = Esa solicitud no tiene imagen de la que partir; no se cobró nada.

## Why a request failed

download-failed = Las imágenes se dibujaron pero no se pudieron descargar. No se cobró nada; prueba otra vez.

discord-unreachable = Las imágenes se dibujaron, pero Discord no las aceptó durante una hora, así que no se pudieron entregar. { -nothing-charged }

bot-restarted = El bot se reinició antes de poder responder; no se cobró nada.

internal-error = Algo salió mal dentro del bot; no se cobró nada. El operador del bot puede ver qué pasó.

reference-gone = La imagen de partida ya no está disponible en Runware ni en Discord; adjúntala de nuevo. { -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = Esta solicitud se hizo para un modelo distinto de { $model }.

task-size = { $model } no dibuja en { $size }.

task-references = { $model } admite { $most } imágenes de referencia como máximo, no { $count }.

timed-out = La imagen tardó demasiado. No se cobró nada; prueba otra vez.

flagged-not-shown = El control de seguridad de Runware marcó el resultado, y este servidor no muestra aquí imágenes marcadas; pide otra cosa. { -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason } { -nothing-charged }

model-lost-with-successor = Runware ya no ofrece { $model }; ahora dibuja { $successor } en su lugar. No se cobró nada; prueba otra vez.

model-closed = Las últimas imágenes de { $model } no se pudieron leer de Runware, así que por ahora está cerrado y se volverá a probar { $when }. { -nothing-charged }

model-closed-but-another-draws = Las últimas imágenes de { $model } no se pudieron leer de Runware, así que por ahora está cerrado y se volverá a probar { $when }. Mientras tanto dibuja { $other } (`{ $key }`). { -nothing-charged }
