
### Decisions of moderators.

pictures-expired = Nenhum moderador decidiu sobre estas imagens a tempo. Nada foi cobrado; você pode enviar o pedido de novo.

block-yourself = Você não pode bloquear a si mesmo; outro moderador pode.

approve-source-removed = A imagem a partir da qual isto foi feito foi removida, então não dá para mostrar; recuse, por favor.

approve-too-late = Estas imagens não esperam mais aprovação.

pictures-declined = Os moderadores deste servidor recusaram estas imagens: { $reason }. { -nothing-charged }

appeal-already-accepted = Os moderadores já aceitaram seu recurso; seu pedido é desenhado de graça.

appeal-already-rejected = Os moderadores já rejeitaram seu recurso; peça outra coisa.

appeal-already-expired = Nenhum moderador decidiu sobre seu recurso a tempo; fale com um moderador daqui.

own-case = Você não pode decidir sobre a própria imagem ou o próprio pedido; outro moderador pode.

reason-required = O motivo está vazio; escreva um.

block-duration-required = Escolha a duração do bloqueio: 1 dia, 7 dias ou para sempre.

report-own-picture = Esta imagem é sua; exclua com 🗑️ Excluir.

report-without-moderators = Não há moderadores aqui; só dá para denunciar imagens em um servidor.

not-blocked = { $member } não tem bloqueio neste servidor; /mod blocks mostra quem tem.

## Blocks. $end is block-forever or block-until.

block-forever = para sempre

block-until = até { $when }

blocked = { $member } não pode pedir imagens neste servidor (bloqueio { $end }).

block-replaces = Isto substitui o bloqueio feito por { $moderator } ({ $end }).

block-cancelled-requests = Os pedidos não terminados deste membro foram cancelados e não foram cobrados.

unblocked = { $member } pode pedir imagens neste servidor de novo; o bloqueio feito por { $moderator } ({ $end }) foi retirado.

blocks-none = Ninguém tem bloqueio neste servidor.

blocks-title = ⛔ **Bloqueios neste servidor**

# After a title, where a list does not show all.
list-part = { $count ->
    [one] o primeiro de { $total }
   *[other] os primeiros { $count } de { $total }
}

blocks-entry = { $member } · { $end } · por { $moderator }

## Who can do what

moderators-only = Só os moderadores deste servidor podem fazer isso.

block-bot = Bots não podem pedir imagens, então não há o que bloquear.

block-moderator = Não é possível bloquear moderadores; primeiro tire a função de moderador deles.

member-lookup-failed = O Discord não conseguiu encontrar esse membro, então ninguém foi bloqueado; tente de novo em um minuto.

no-picture-to-remove = Essa mensagem não tem nenhuma imagem do Easel; para ela, use o “Excluir mensagem” do próprio Discord.
