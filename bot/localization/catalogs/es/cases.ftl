### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = Aprobar

button-case-decline = Rechazar

button-case-declineblock = Rechazar y bloquear

button-case-keep = Conservar

button-case-remove = Quitar

button-case-removeblock = Quitar y bloquear

button-case-dismiss = Descartar

button-case-accept = Aceptar: dibujar gratis

button-case-reject = Denegar

## Titles of forms

modal-case-decline = Rechazar las imágenes

modal-case-remove = Quitar las imágenes

modal-case-declineblock = Rechazar y bloquear

modal-case-removeblock = Quitar y bloquear

modal-case-reject = Denegar la apelación

## How a case was decided, on its card

case-label-approved = ✅ Aprobado

case-label-declined = ⛔ Rechazado

case-label-kept = ✅ Conservado

case-label-dismissed = ✅ Descartado

case-label-removed = 🗑️ Quitado

case-label-accepted = ✅ Aceptado: se dibuja gratis

case-label-rejected = ⛔ Denegado

case-label-withdrawn = ✖️ Retirado

case-label-expired = ⌛ Nadie decidió a tiempo

## What that means, in the answer to the moderator

case-effect-approved = Las imágenes aparecen ahora en el mensaje del miembro.

case-effect-declined = El miembro ve el motivo en su mensaje y no se le cobra.

case-effect-kept = La imagen se queda y no se puede volver a denunciar.

case-effect-dismissed = La imagen se queda; aún se puede volver a denunciar.

case-effect-removed = La imagen se quitó, y no se puede hacer nada con ella.

case-effect-accepted = Ya se está dibujando en el canal donde se pidió, y se avisa al miembro.

case-effect-rejected = Se avisa al miembro.

## The card

case-title-approval = 🖼️ Imágenes por aprobar

case-title-report = 🚩 Denunciada

case-title-appeal = ⚖️ Apelación

case-header = **{ $title }** · caso `{ $case }` · { $member }

case-review-approval = En este canal, las imágenes se muestran cuando se aprueban

case-review-flagged = El control de seguridad de Runware marcó estas imágenes

case-keep-or-dismiss = Conservar: la imagen se queda y no se puede volver a denunciar. Descartar: se queda, pero se puede volver a denunciar.

case-appeal-facts = Pedida en { $channel }; dibujarla costaría { $cost }

case-made-from = Hecha a partir de una imagen de { $member }

case-made-from-attachment = Hecha a partir de una imagen adjunta

case-reason-missing = no se dio motivo

case-pictures-in-next-message = Las imágenes después de las primeras { $count } están en el mensaje siguiente.

case-pictures-omitted = ⚠️ { $count } más no cupieron aquí.

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ { $count ->
    [one] Una imagen no se pudo leer; { $command } la muestra cuando sea posible.
   *[other] { $count } imágenes no se pudieron leer; { $command } las muestra cuando sea posible.
}

case-overflow = Caso `{ $case }`: imágenes { $first } a { $last } de { $total }

case-message-removed = quitado

case-message-link = su mensaje

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** por { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **Casos**

cases-none = No hay casos así en este servidor.

# A page of a list: "2 of 7".
page-of = { $page } de { $pages }

button-case = Caso { $case }

button-cases-open = Ver los casos abiertos

button-cases-decided = Ver los casos decididos

case-state-open = abiertos

case-state-decided = decididos

case-state-all = todos

case-kind-approval = aprobación

case-kind-report = denuncia

case-kind-appeal = apelación

cases-decided = **{ $verdict }** por { $moderator }

cases-earlier-decisions = **Decisiones anteriores**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } por { $who }: { $detail }

## Forms

modal-report = Denunciar a los moderadores

field-why = Por qué

field-block-for = Bloquear durante

field-own-words = Con tus palabras

hint-only-moderators-read = Solo los moderadores pueden leerlo

hint-member-reads = El miembro puede leerlo

item-reason-not-allowed = Muestra algo que este servidor no permite

item-reason-real-person = Muestra a una persona real sin su consentimiento

item-reason-hurtful = Busca hacer daño a alguien

item-reason-wrong-channel = No encaja en este canal

item-reason-own-words = Otra cosa (escríbelo abajo)

## Answers

report-received = Gracias, los moderadores lo mirarán. Nadie más se enterará de que la denunciaste.

appeal-received = Los moderadores lo mirarán. Si están de acuerdo, se dibuja gratis; Easel te escribe en cualquier caso.

case-answer = Caso { $case }: { $verdict }. { $effect }

# $detail is the end of the block and the reason.
case-also-blocked = { $member } está bloqueado { $detail }.

removal-undo-hint = Puedes deshacerlo durante un día.

removal-undone = La imagen ha vuelto; su mensaje la mostrará en un momento, si aún existe.

removal-undone-without-picture = La imagen ya no consta como quitada, pero Runware guarda las imágenes solo 7 días, así que el mensaje queda vacío.
