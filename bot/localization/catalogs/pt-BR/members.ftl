### O que os membros leem em respostas que só eles veem: ajuda, cota, histórico, detalhes, ajustes, cópias.

## /help

help-title = ## O Easel desenha imagens com as suas palavras

help-imagine = { $imagine } com algumas palavras é tudo de que você precisa. As imagens aparecem na mesma mensagem, com botões para gerar de novo, editar, variar, salvar ou excluir.

help-edits-title = **Imagens a partir de imagens**

help-edits = { $edit } muda uma imagem como você descrever. ✏️ embaixo de qualquer imagem do Easel e **Apps › Editar imagem** em qualquer mensagem com uma imagem fazem o mesmo. Você pode editar o resultado de novo.

help-models-title = **Modelos**

help-model-prices = { $price } por imagem, { $edit } por edição

help-model-unavailable = não oferecido pela Runware no momento

help-model-default = o padrão

help-flags-title = **Flags no prompt** funcionam como as opções; se as duas forem dadas, vale a opção:

help-flags = `--ar 16:9` `--pro` `--2k` `--count 4` (até { $most }) `--format png` `--quality 80` `--private` `--spoiler` `--style nome`

help-variants = `{"{"}vermelho, verde{"}"} {"{"}raposa, coruja{"}"}` dá quatro prompts; você vê o preço antes.

help-quota = { $quota } quantas imagens você ainda tem, quando vêm mais, e quanto as suas custaram

help-queue = { $queue } seus pedidos pendentes, e o movimento do Easel

help-cancel = { $cancel } cancela um pedido; o que já está sendo desenhado conta mesmo assim

help-history = { $history } suas imagens e favoritos

help-show = { $show } uma imagem pelo id curto, e de que ela foi feita

help-settings = { $settings } seus padrões

help-rules-title = **Regras**

help-rules = Os moderadores de um servidor decidem o que pode ser pedido e mostrado lá. 🚩 embaixo de uma imagem a denuncia a eles, e só a eles; ⚖️ embaixo de uma recusa pede que olhem de novo. Escolha em { $settings } se outras pessoas podem editar suas imagens.

help-managers = Quem gerencia o servidor decide quantas imagens você pode ter; peça a eles se precisar de mais.

help-charges = Imagens que não chegam não são cobradas, a não ser que você cancele o que já está sendo desenhado. Só você e os moderadores podem cancelar ou excluir seus pedidos.

## Os detalhes de um pedido

details-requested = **Pedido por** { $member } { $time }

details-source-reroll = **Gerado de novo de** `{ $id }` de { $author }

details-source-edit = **Edição de** `{ $id }` de { $author }

details-source-vary = **Variação de** `{ $id }` de { $author }

details-source-asked = **Feito a partir de** `{ $id }` de { $author }

## O mesmo para uma imagem que não é do Easel, ou que quem lê não pode ver

details-from-picture-reroll = **Gerado de novo de** uma imagem

details-from-picture-edit = **Edição de** uma imagem

details-from-picture-vary = **Variação de** uma imagem

details-from-picture-asked = **Feito a partir de** uma imagem

details-drawn = **Desenhado como** { $facts }

details-cost = **Custo** { $price }

details-seeds = { $count ->
    [one] **Seed** { $seeds } (nenhum modelo aceita seed, então esta imagem não pode ser desenhada de novo)
   *[other] **Seeds** { $seeds } (nenhum modelo aceita seed, então esta imagem não pode ser desenhada de novo)
}

details-style = **Estilo** `{ $name }`

details-model = **Modelo** `{ $model }`

details-model-replaced = **Modelo** `{ $model }`, no lugar de { $former }

details-short-id = **Id curto** `{ $id }`

details-number = **Número** `{ $number }`

details-repeat = **Para pedir de novo**

details-repeat-with-picture = **Para pedir de novo**, com a imagem anexada

## /quota

quota-unlimited = { $whose ->
    [you] Você pode pedir quantas imagens quiser; você teve { $count }
   *[member] Este membro pode pedir quantas imagens quiser; teve { $count }
} { $day ->
    [rolling] nas últimas 24 horas
   *[calendar] hoje, desde { $since }
}.

quota-unlimited-here = { $whose ->
    [you] Você pode pedir quantas imagens quiser, aqui no máximo mais { $left }; você teve { $count }
   *[member] Este membro pode pedir quantas imagens quiser, aqui no máximo mais { $left }; teve { $count }
} { $day ->
    [rolling] nas últimas 24 horas
   *[calendar] hoje, desde { $since }
}.

quota-left = { $whose ->
    [you] Restam para você **{ $left } de { $limit }** imagens.
   *[member] Restam para este membro **{ $left } de { $limit }** imagens.
}

quota-had = { $whose ->
    [you] Você teve { $count }
   *[member] Teve { $count }
} { $day ->
    [rolling] nas últimas 24 horas
   *[calendar] hoje, desde { $since }
}.

quota-all-servers = { $whose ->
    [you] Em todos os servidores juntos, você teve { $used } de { $limit }.
   *[member] Em todos os servidores juntos, teve { $used } de { $limit }.
}

quota-plan-most = O plano deste servidor permite { $most } por dia a cada membro, não importa o que quem o gerencia dê; { $used } já foram usadas.

quota-next = Cada uma volta a ficar disponível depois de 24 horas, a próxima { $time }.

quota-next-day = Haverá mais { $time }.

quota-channel = Este canal ainda tem **{ $left } de { $limit }** imagens por dia, para todos os membros juntos.

quota-grant = { $whose ->
    [you] Quem gerencia este servidor deu a você mais **{ $left }**, até que sejam usadas.
   *[member] Quem gerencia este servidor deu a este membro mais **{ $left }**, até que sejam usadas.
}

quota-grant-until = { $whose ->
    [you] Quem gerencia este servidor deu a você mais **{ $left }**, até { $end }.
   *[member] Quem gerencia este servidor deu a este membro mais **{ $left }**, até { $end }.
}

quota-purchase-of-plan = Este servidor tem o plano **{ $name }**, comprado no Discord, enquanto a compra durar.

quota-purchase-until-of-plan = Este servidor tem o plano **{ $name }**, comprado no Discord, até { $end }.

quota-purchase-of-tier = Você tem o nível **{ $name }**, comprado no Discord, enquanto a compra durar.

quota-purchase-until-of-tier = Você tem o nível **{ $name }**, comprado no Discord, até { $end }.

quota-cost = { $place ->
    [direct] Suas imagens em mensagens diretas custaram **{ $price }**
   *[server] Suas imagens neste servidor custaram **{ $price }**
} { $month ->
    [rolling] nos últimos 30 dias
   *[calendar] este mês, desde { $since }
}.

quota-source-plan = { $whose ->
    [you] Seu limite é o que todos têm aqui.
   *[member] O limite deste membro é o que todos têm aqui.
}

quota-source-server = { $whose ->
    [you] Seu limite foi definido por quem gerencia este servidor para todos os membros.
   *[member] O limite deste membro foi definido por quem gerencia este servidor para todos os membros.
}

quota-source-role = { $whose ->
    [you] Seu limite foi definido por quem gerencia este servidor para { $role }.
   *[member] O limite deste membro foi definido por quem gerencia este servidor para { $role }.
}

quota-source-tier = { $whose ->
    [you] Seu limite é o do nível “{ $tier }”, que { $role } tem.
   *[member] O limite deste membro é o do nível “{ $tier }”, que { $role } tem.
}

quota-source-member = { $whose ->
    [you] Seu limite foi definido por quem gerencia este servidor para você.
   *[member] O limite deste membro foi definido por quem gerencia este servidor só para ele.
}

quota-source-purchase = { $whose ->
    [you] Seu limite é o do nível “{ $tier }”, que você comprou.
   *[member] O limite deste membro é o do nível “{ $tier }”, que ele comprou.
}

## As letras pequenas de /quota

quota-unfinished = { $jobs } de { $limit } pedidos pendentes

quota-unfinished-above-limit = { $jobs } pedidos pendentes (limite: { $limit })

quota-cooldown = { $seconds ->
    [one] um pedido por segundo
   *[other] um pedido a cada { $seconds } segundos
}

quota-max-count = { $count ->
    [one] até { $count } imagem por pedido
   *[other] até { $count } imagens por pedido
}

quota-max-resolution = até { $resolution }

## Textos alternativos: o que os leitores de tela dizem

alt-text-position = ({ $number } de { $total })

alt-text-before = Antes: { $description }

## /history

history-pictures = 🖼️ **Suas imagens**

history-favourites = ⭐ **Seus favoritos**

history-page = { $page } de { $pages }

history-no-pictures = Ainda não há nada aqui; { $imagine } desenha sua primeira imagem.

history-no-favourites = Ainda não há nada aqui; aperte ⭐ embaixo de uma imagem de que você goste.

history-hidden = { $count } desta página não podem mais ser mostradas a você.

history-picture-count = { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}

history-message-deleted = a mensagem foi excluída

history-not-available = não pode mais ser mostrada aqui

history-restricted = mostrada só em canais com restrição de idade

## Uma imagem do histórico, e de que ela foi feita

trail-original = { $count ->
    [one] **A original** · { $count } passo depois
   *[other] **A original** · { $count } passos depois
}

trail-step-reroll = **🎲 Gerada de novo { $position } de { $total }**

trail-step-edit = **✏️ Edição { $position } de { $total }**

trail-step-asked = **✏️ Edição { $position } de { $total }**

trail-step-vary = **🪄 Variação { $position } de { $total }**

trail-source = feita a partir de `{ $id }` de { $author }

trail-source-shown = feita a partir de `{ $id }` de { $author }, a primeira aqui

trail-source-hidden = a origem não pode ser mostrada

picture-all-restricted = A verificação de segurança da Runware sinalizou todas estas imagens; elas só são mostradas em canais com restrição de idade.

picture-some-restricted = A verificação de segurança da Runware sinalizou { $count } destas { $total } imagens; elas só são mostradas em canais com restrição de idade.

picture-message-deleted = A mensagem com as imagens foi excluída, então elas não podem ser mostradas; o prompt foi mantido.

picture-not-available = As imagens não podem mais ser mostradas aqui; procure a mensagem em que vieram.

picture-some-shown = { $count } de { $total } imagens podem ser mostradas aqui.

picture-message-link = [a mensagem]({ $url })

picture-not-found-by-id = Não existe uma imagem assim que você possa ver; o id curto, como k3f-9x2, fica embaixo de cada imagem.

## Favoritos e descrições

favourite-added = Adicionada aos seus favoritos; { $history } mostra todos.

favourite-removed = Removida dos seus favoritos.

description-not-author = Só o membro que pediu esta imagem pode descrevê-la.

description-empty = A descrição está vazia; escreva o que a imagem mostra.

description-too-long = Uma descrição pode ter no máximo { $limit } caracteres, não { $length }.

description-saved = Salvo: agora a imagem tem esta descrição.

description-saved-private = Salvo para o seu histórico e para cópias; a mensagem em si fica como está, porque só você pode vê-la.

description-saved-elsewhere = Salvo para o histórico e para cópias; a mensagem em si não pôde ser alterada.

## /settings

settings-title = ⚙️ **Seus padrões**

settings-explanation = Usados nos seus próximos pedidos. As opções de um pedido têm preferência; padrões que não servem são ignorados.

settings-edits-explanation = Escolha se outras pessoas podem editar suas imagens. Isso vale para todas as suas imagens, antigas e novas.

settings-field-model = Modelo: { $choice }

settings-field-ratio = Formato: { $choice }

settings-field-resolution = Resolução: { $choice }

settings-field-count = Imagens: { $choice }

settings-field-style = Estilo: { $choice }

settings-field-format = Arquivo: { $choice }

settings-field-quality = Qualidade: { $choice }

settings-field-edits = Outras pessoas podem editar minhas imagens: { $choice }

settings-default = padrão ({ $choice })

settings-not-offered = { $choice } (não oferecido aqui)

settings-no-style = nenhum

settings-edits-by-server = como cada servidor decidir

settings-edits-yes = sim

settings-edits-no = não

button-settings-private-on = Privado: sim

button-settings-private-off = Privado: não

button-settings-spoiler-on = Spoiler: sim

button-settings-spoiler-off = Spoiler: não

button-settings-reset = Redefinir

settings-choice-outdated = Essa opção não está mais disponível; abra /settings de novo para ver quais há.

## Os estilos de um servidor

styles-title = 🎨 **Estilos deste servidor**

styles-none = Este servidor ainda não tem estilos próprios.

styles-everywhere = Disponíveis em todos os servidores: { $names }

style-added = Agora todos aqui podem escolher o estilo “{ $name }”.

style-removed = O estilo “{ $name }” foi removido.

## Respostas quando algo deu errado

reply-internal-error = Algo deu errado dentro do bot; nada foi cobrado. O operador do bot pode ver o que aconteceu.

reply-discord-down = O Discord não respondeu ao Easel, então tente de novo em um minuto; nada foi cobrado.

reply-too-slow = O Easel está lento agora; tente de novo em instantes. { -nothing-charged }

reply-form-outdated = Esse formulário não funciona mais; abra-o de novo. { -nothing-charged }

reply-command-changed = Este comando mudou; recarregue o Discord (Ctrl-R) e tente de novo.

reply-value-not-usable = “{ $value }” não pode ser usado aí.

reply-no-channel = O Discord não disse qual é este canal, então nada pode ser mostrado aqui; nada foi cobrado.

reply-no-easel-picture-details = Essa mensagem não tem nenhuma imagem do Easel, então não há detalhes para mostrar.

reply-no-easel-picture-report = Essa mensagem não tem nenhuma imagem do Easel; você pode avisar um moderador ou denunciá-la ao Discord.

reply-nothing-charged = { -nothing-charged }

## A frase depois de uma recusa, com o momento a partir do qual o pedido é possível

retry-again = Você pode tentar de novo { $time }.

retry-room-for-it = Haverá espaço para ele de novo { $time }.

retry-quota = { $missing ->
    [one] A próxima fica livre { $time }.
   *[other] O suficiente para este pedido fica livre de novo { $time }.
}

retry-quota-or-manager = { $missing ->
    [one] A próxima fica livre { $time }, ou quem gerencia este servidor permite mais.
   *[other] O suficiente para este pedido fica livre de novo { $time }, ou quem gerencia este servidor permite mais.
}

retry-after-refusals = Muitos dos seus pedidos foram recusados: você pode tentar de novo { $time }.

retry-blocked-forever = O bloqueio não tem fim, a não ser que o retirem; nada foi cobrado.

retry-blocked = O bloqueio termina { $time }; nada foi cobrado.

## O mesmo em /quota, que não recusa nada

obstacle-room = Haverá espaço de novo { $time }.

obstacle-blocked-forever = O bloqueio não tem fim, a não ser que o retirem.

obstacle-blocked = O bloqueio termina { $time }.

## Cópias por mensagem direta (o botão “Por DM”)

copies-dm-closed = O Discord não deixa o Easel escrever para você. Permita mensagens diretas deste servidor nas configurações de privacidade dele e aperte de novo em um minuto; nada foi cobrado.

copies-unreadable = Estas imagens não podem mais ser lidas. Aperte o botão embaixo da mensagem que as mostra; nada foi cobrado.

copies-restricted = A verificação de segurança da Runware sinalizou estas imagens, e este servidor só mostra imagens sinalizadas em canais com restrição de idade, então elas não podem ser enviadas a você; nada foi cobrado.

copies-discord-down = O Discord não aceitou uma mensagem para você agora. Aperte de novo em um minuto; nada foi cobrado.

copies-too-large = Essas imagens são grandes demais para uma mensagem direta; nada foi cobrado.

copies-sent-recently = Você pediu cópias destas imagens há menos de um minuto; nada foi cobrado.

copies-still-sending = As cópias de outras { $limit } mensagens ainda estão a caminho; aperte de novo quando chegarem. { -nothing-charged }

copies-busy = Muitas cópias estão sendo enviadas agora; aperte de novo em um minuto. { -nothing-charged }

copies-sent = Enviado para as suas mensagens diretas.

copies-partly-sent = { $count } de { $total } imagens enviadas para as suas mensagens diretas; as outras estão em outra mensagem, não puderam ser lidas ou são grandes demais.

copies-partly-sent-restricted = { $count } de { $total } imagens enviadas para as suas mensagens diretas; as outras foram sinalizadas (mostradas só em canais com restrição de idade), não puderam ser lidas ou são grandes demais.

copies-origin = [onde foi feita]({ $url })

## A imagem de que parte uma edição

source-no-picture = Não há nenhuma imagem de partida nessa mensagem; nada foi cobrado.

source-message-deleted = Essa mensagem foi excluída, então a imagem dela não pode ser usada; nada foi cobrado.

source-no-access = O Easel não consegue ver essa mensagem; anexe a imagem a `/edit`. { -nothing-charged }

source-not-found = O Easel não encontra mais essa imagem; escolha “Editar imagem” de novo na mensagem dela. { -nothing-charged }

source-discord-down = O Discord não conseguiu carregar essa mensagem; tente de novo em um minuto. { -nothing-charged }

## Mensagens diretas sobre um bloqueio ou um recurso

dm-block-ended = Seu bloqueio em “{ $server }” terminou; você já pode pedir imagens lá de novo.

dm-block-lifted = Um moderador de “{ $server }” retirou seu bloqueio; você já pode pedir imagens lá de novo.

dm-appeal-accepted = Os moderadores de “{ $server }” aceitaram seu recurso: seu pedido está sendo desenhado agora, de graça.

dm-appeal-rejected = Os moderadores de “{ $server }” rejeitaram seu recurso; nada foi cobrado.

dm-appeal-expired = Nenhum moderador de “{ $server }” decidiu sobre seu recurso a tempo; nada foi cobrado.

dm-reason-of-appeal = O motivo: { $reason }.

## O lugar de uma imagem na galeria da mensagem

place-in-second-message = segunda mensagem

place-large = a grande

place-top-right = em cima à direita

place-bottom-right = embaixo à direita

place-left = à esquerda

place-right = à direita

place-top-left = em cima à esquerda

place-bottom-left = embaixo à esquerda

place-bottom-middle = embaixo no meio

place-top-middle = em cima no meio

place-top-row = fileira de cima

place-middle-row-left = fileira do meio, à esquerda

place-middle-row-middle = fileira do meio, no meio

place-middle-row-right = fileira do meio, à direita

place-bottom-row-left = fileira de baixo, à esquerda

place-bottom-row-middle = fileira de baixo, no meio

place-bottom-row-right = fileira de baixo, à direita

place-top-row-left = fileira de cima, à esquerda

place-top-row-right = fileira de cima, à direita

place-top-row-middle = fileira de cima, no meio

place-first-row = primeira fileira

place-second-row-left = segunda fileira, à esquerda

place-second-row-middle = segunda fileira, no meio

place-second-row-right = segunda fileira, à direita

place-third-row-left = terceira fileira, à esquerda

place-third-row-middle = terceira fileira, no meio

place-third-row-right = terceira fileira, à direita

place-last-row-left = última fileira, à esquerda

place-last-row-middle = última fileira, no meio

place-last-row-right = última fileira, à direita
