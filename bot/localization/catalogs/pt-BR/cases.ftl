### Cases: cards in the moderators' channel, /mod cases, and the forms that decide.

## Buttons

button-case-approve = Aprovar

button-case-decline = Recusar

button-case-declineblock = Recusar e bloquear

button-case-keep = Manter

button-case-remove = Remover

button-case-removeblock = Remover e bloquear

button-case-dismiss = Descartar

button-case-accept = Aceitar: desenhar de graça

button-case-reject = Rejeitar

## Titles of forms

modal-case-decline = Recusar as imagens

modal-case-remove = Remover as imagens

modal-case-declineblock = Recusar e bloquear

modal-case-removeblock = Remover e bloquear

modal-case-reject = Rejeitar o recurso

## How a case was decided, on its card

case-label-approved = ✅ Aprovado

case-label-declined = ⛔ Recusado

case-label-kept = ✅ Mantido

case-label-dismissed = ✅ Descartado

case-label-removed = 🗑️ Removido

case-label-accepted = ✅ Aceito: desenhado de graça

case-label-rejected = ⛔ Rejeitado

case-label-withdrawn = ✖️ Retirado

case-label-expired = ⌛ Ninguém decidiu a tempo

## What that means, in the answer to the moderator

case-effect-approved = As imagens agora aparecem na mensagem do membro.

case-effect-declined = O membro vê o motivo na mensagem dele, e nada é cobrado dele.

case-effect-kept = A imagem fica e não pode ser denunciada de novo.

case-effect-dismissed = A imagem fica; ainda pode ser denunciada de novo.

case-effect-removed = A imagem foi removida, e nada pode ser feito a partir dela.

case-effect-accepted = Está sendo desenhado no canal onde foi pedido, e o membro recebe um aviso.

case-effect-rejected = O membro recebe um aviso.

## The card

case-title-approval = 🖼️ Imagens para aprovar

case-title-report = 🚩 Denúncia

case-title-appeal = ⚖️ Recurso

case-header = **{ $title }** · caso `{ $case }` · { $member }

case-review-approval = Neste canal, as imagens são mostradas depois de aprovadas

case-review-flagged = A verificação de segurança da Runware sinalizou estas imagens

case-keep-or-dismiss = Manter: a imagem fica e não pode ser denunciada de novo. Descartar: ela fica, mas pode ser denunciada de novo.

case-appeal-facts = Pedido em { $channel }; desenhar custaria { $cost }

case-made-from = Feito a partir de uma imagem de { $member }

case-made-from-attachment = Feito a partir de uma imagem anexada

case-reason-missing = sem motivo informado

case-pictures-in-next-message = { $count ->
    [one] As imagens depois da primeira estão na próxima mensagem.
   *[other] As imagens depois das primeiras { $count } estão na próxima mensagem.
}

case-pictures-omitted = ⚠️ { $count ->
    [one] Mais { $count } não coube aqui.
   *[other] Mais { $count } não couberam aqui.
}

# $command is /mod case with the number.
case-pictures-unreadable = ⚠️ { $count ->
    [one] Uma imagem não pôde ser lida; { $command } a mostra assim que der certo.
   *[other] { $count } imagens não puderam ser lidas; { $command } as mostra assim que der certo.
}

case-overflow = Caso `{ $case }`: imagens { $first } a { $last } de { $total }

case-message-removed = removida

case-message-link = a mensagem

# $label is one of the labels above, in bold; $when a time such as "2 hours ago".
case-decided = **{ $label }** por { $moderator } { $when }

case-decided-by-nobody = **{ $label }** { $when }

## /mod cases

cases-title = 🗂️ **Casos**

cases-none = Não há casos assim neste servidor.

# A page of a list: "2 of 7".
page-of = { $page } de { $pages }

button-case = Caso { $case }

button-cases-open = Mostrar casos abertos

button-cases-decided = Mostrar casos decididos

case-state-open = abertos

case-state-decided = decididos

case-state-all = todos

case-kind-approval = aprovação

case-kind-report = denúncia

case-kind-appeal = recurso

cases-decided = **{ $verdict }** por { $moderator }

cases-earlier-decisions = **Decisões anteriores**

# $title says what was done, $who did it.
cases-earlier-decision = { $title } por { $who }: { $detail }

## Forms

modal-report = Denunciar aos moderadores

field-why = Por quê

field-block-for = Duração do bloqueio

field-own-words = Com suas palavras

hint-only-moderators-read = Só os moderadores podem ler

hint-member-reads = O membro pode ler

item-reason-not-allowed = Mostra algo que este servidor não permite

item-reason-real-person = Mostra uma pessoa real sem o consentimento dela

item-reason-hurtful = É para magoar alguém

item-reason-wrong-channel = Não pertence a este canal

item-reason-own-words = Outra coisa (escreva abaixo)

## Answers

report-received = Obrigado, os moderadores vão dar uma olhada. Mais ninguém fica sabendo da sua denúncia.

appeal-received = Os moderadores vão dar uma olhada. Se concordarem, seu pedido é desenhado de graça; o Easel manda uma mensagem para você de qualquer jeito.

case-answer = Caso { $case }: { $verdict }. { $effect }

# $detail is the end of the block and the reason.
case-also-blocked = O bloqueio de { $member } vale { $detail }.

removal-undo-hint = Você pode desfazer isso por um dia.

removal-undone = A imagem voltou; a mensagem dela vai mostrá-la de novo daqui a pouco, se a mensagem ainda existir.

removal-undone-without-picture = A remoção foi desfeita, mas a Runware guarda as imagens só por 7 dias, então a mensagem continua vazia.
