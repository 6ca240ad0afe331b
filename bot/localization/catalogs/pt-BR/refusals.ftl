### Why a request or an action is not possible.

draft-gone = Essa oferta já foi respondida ou é antiga demais; envie o pedido de novo se ainda quiser. { -nothing-charged }

not-draft-author = Só o membro que fez este pedido pode responder.

source-deleted = Essa imagem foi excluída, então nada pode ser feito a partir dela; comece com outra. { -nothing-charged }

source-removed = Os moderadores deste servidor removeram a imagem original, então nada pode ser feito a partir dela; comece com outra. { -nothing-charged }

blocked-by-moderators = Os moderadores deste servidor bloquearam seus pedidos de imagens: { $reason }.

blocked-by-operator = O operador do Easel bloqueou seus pedidos de imagens em todos os lugares: { $reason }.

server-blocked-by-operator = O operador do Easel bloqueou os pedidos de imagens deste servidor: { $reason }.

server-waiting = Este servidor está esperando o operador do Easel, que precisa admiti-lo antes que imagens possam ser pedidas aqui. { -nothing-charged }

server-not-admitted = O operador do Easel não deixa este servidor usar o Easel. { -nothing-charged }

operator-stopped = O operador do Easel parou os novos pedidos em todos os lugares: { $reason }. O que foi pedido antes ainda está sendo desenhado. { -nothing-charged }

paused-after-refusals = Vários dos seus pedidos neste servidor foram recusados, então você precisa fazer uma pausa (pedidos que você cancela depois que o desenho começou também contam). { -nothing-charged }

refusal-too-old = Essa recusa tem mais de um dia e não cabe mais recurso; envie o pedido de novo.

not-refused-member = Só o membro que fez este pedido pode recorrer.

appeal-too-long = Isso passa dos { $limit } caracteres que podem ser mostrados aos moderadores, então não cabe recurso; envie um pedido mais curto.

case-not-found = Esse caso não existe neste servidor; /mod cases mostra todos.

case-already-decided = Isso já foi decidido: { $verdict }.

case-already-decided-by = Isso já foi decidido por { $moderator }: { $verdict }.

already-reported = Você já denunciou isso; os moderadores estão sabendo.

report-already-decided = Os moderadores já olharam esta imagem e decidiram mantê-la.

reported-picture-gone = Essa imagem já não existe mais; não há nada para denunciar.

too-many-reports = Você denunciou { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} em uma hora; avise um moderador, ou volte mais tarde.

picture-not-found = Essa imagem não existe neste servidor.

picture-deleted = Essa imagem já foi excluída.

picture-already-removed = { $moderator } já removeu essa imagem.

removal-not-undoable = Essa imagem não pode ser restaurada: não foi removida por moderadores, ou foi removida há mais de um dia.

too-many-styles = Este servidor já tem { $limit } estilos, o máximo; remova um primeiro.

too-many-words = Um servidor pode ter no máximo { $limit } palavras, e com estas seriam { $count }; remova algumas primeiro.

too-many-patterns = Um servidor pode ter no máximo { $limit } padrões, e com este seriam { $count }; remova alguns primeiro.

## How a case was decided, inside "This was already decided: …"

verdict-open = em aberto

verdict-approved = aprovado

verdict-declined = recusado

verdict-kept = mantido

verdict-dismissed = descartado

verdict-removed = removido

verdict-accepted = aceito

verdict-rejected = rejeitado

verdict-withdrawn = retirado

verdict-expired = expirado

too-many-grants = Este membro já recebeu { $limit } concessões de imagens que ainda não foram usadas; ele precisa usar algumas primeiro. Nada foi alterado.

case-verdict-impossible = Um caso deste tipo não pode terminar como “{ $verdict }”.
