### As mensagens dos pedidos nos canais: em espera, sendo desenhado, as imagens, e como um pedido terminou.

job-waiting = ⏳ **Na fila: { $position } de { $total }**

job-drawing = 🎨 **Desenhando…**

job-drawing-usually = 🎨 **Desenhando…** normalmente { $estimate }

job-others = { $count ->
    [one] e mais 1 pedido, na própria mensagem
   *[other] e mais { $count } pedidos, cada um na própria mensagem
}

job-held = **Um moderador verifica as imagens primeiro.** Elas aparecem aqui assim que forem aprovadas.

job-prompt-hidden = -# O AutoMod do servidor não permite o prompt nesta mensagem.

job-ended = Este pedido terminou sem imagens; nada foi cobrado.

job-removed = Um moderador removeu estas imagens.

job-removed-because = Um moderador removeu estas imagens: { $reason }.

job-moved-to-dm = A resposta ao pedido de { $member } foi enviada por mensagem direta.

job-moved = A resposta a este pedido está em [outra mensagem]({ $url }).

job-overflow-numbers = { $first } a { $count } de { $count }

## As letras pequenas embaixo das imagens

size-as-reference = no formato da imagem

job-model-replaced = A Runware não oferece mais { $former }, então { $model } desenha isto.

job-seconds = { $seconds } s

job-images-left = restam { $count }

job-shrunk = Alguns arquivos foram reduzidos para caber na mensagem.

job-other-format = A Runware enviou arquivos { $formats }, e não { $requested } como pedido.

job-spoilers = { $count ->
    [one] A verificação de segurança da Runware sinalizou uma imagem, então ela está atrás de um spoiler.
   *[other] A verificação de segurança da Runware sinalizou { $count } imagens, então elas estão atrás de um spoiler.
}

alt-text-hidden = Uma imagem feita por IA

job-source-reroll = { $whose ->
    [own] 🎲 Gerado de novo por { $author } a partir { $count ->
        [one] da própria { $open }imagem{ $close }
       *[other] das próprias { $open }imagens{ $close }
    }
   *[member] 🎲 Gerado de novo por { $author } a partir { $count ->
        [one] da { $open }imagem{ $close }
       *[other] das { $open }imagens{ $close }
    } de { $owner }
}

job-source-edit = { $whose ->
    [own] ✏️ Edição de { $author } a partir { $count ->
        [one] da própria { $open }imagem{ $close }
       *[other] das próprias { $open }imagens{ $close }
    }
   *[member] ✏️ Edição de { $author } a partir { $count ->
        [one] da { $open }imagem{ $close }
       *[other] das { $open }imagens{ $close }
    } de { $owner }
}

job-source-vary = { $whose ->
    [own] 🪄 Variação de { $author } a partir { $count ->
        [one] da própria { $open }imagem{ $close }
       *[other] das próprias { $open }imagens{ $close }
    }
   *[member] 🪄 Variação de { $author } a partir { $count ->
        [one] da { $open }imagem{ $close }
       *[other] das { $open }imagens{ $close }
    } de { $owner }
}

job-source-asked = { $whose ->
    [own] 🎲 Feito por { $author } a partir { $count ->
        [one] da própria { $open }imagem{ $close }
       *[other] das próprias { $open }imagens{ $close }
    }
   *[member] 🎲 Feito por { $author } a partir { $count ->
        [one] da { $open }imagem{ $close }
       *[other] das { $open }imagens{ $close }
    } de { $owner }
}

## Chegaram menos imagens do que o pedido

job-missing-refused = Chegaram { $shown } de { $requested }; a verificação de segurança do provedor recusou o resto.

job-missing-failed = Chegaram { $shown } de { $requested }; o resto não pôde ser desenhado.

job-missing-withheld-none = Chegaram { $shown } de { $requested }; a verificação de segurança da Runware sinalizou { $withheld ->
    [one] uma
   *[other] { $withheld }
}, e este servidor não mostra imagens sinalizadas aqui.

job-missing-withheld-refused = Chegaram { $shown } de { $requested }; a verificação de segurança da Runware sinalizou { $withheld ->
    [one] uma
   *[other] { $withheld }
}, e este servidor não mostra imagens sinalizadas aqui; a verificação de segurança do provedor recusou o resto.

job-missing-withheld-failed = Chegaram { $shown } de { $requested }; a verificação de segurança da Runware sinalizou { $withheld ->
    [one] uma
   *[other] { $withheld }
}, e este servidor não mostra imagens sinalizadas aqui; o resto não pôde ser desenhado.

job-missing-charged = Só essas são cobradas.

## O que /queue e /cancel mostram

queue-own = **Os seus**

queue-empty = Você não tem pedidos pendentes.

queue-total = Todos os membros: { $waiting } na fila, { $drawing } sendo desenhados

queue-nothing-to-cancel = Você não tem nenhum pedido que possa ser cancelado.

queue-unknown = Esse pedido não existe; escolha um dos que são oferecidos.

job-state-reserved = acabou de chegar

job-state-waiting = na fila

job-state-submitted = sendo desenhado

job-state-ready = a caminho de você

job-state-held = esperando um moderador

## O preço de pedidos caros, antes de serem desenhados

price-edits = { $count ->
    [one] 1 × edição { $model } = { $price }
   *[other] { $count } × edição { $model } = { $price }
}

price-pictures-of-model = { $count ->
    [one] 1 × imagem { $model } = { $price }
   *[other] { $count } × imagem { $model } = { $price }
}

price-pictures = { $count ->
    [one] 1 imagem = { $price }
   *[other] { $count } imagens = { $price }
}

price-of-left = { $cost }, usa { $count } das suas { $left } restantes

price-hint = Nada é cobrado antes de você apertar o botão.

price-as-typed = Ou desenhe o texto como você digitou, com as chaves: { $cost }.

price-variants-error = { $error } Em vez disso, você pode desenhar o texto como digitou:

price-discarded = Nada é desenhado, e nada foi cobrado.

price-model-replaced = A Runware não oferece mais { $former }, então { $model } desenha.

price-fact-edit = edição { $model }

price-fact-picture = imagem { $model }

price-fact-quality = qualidade { $quality }

price-fact-private = privado

price-fact-spoiler = spoiler

## Por que imagens prontas não puderam ser enviadas

job-undeliverable = O Easel não conseguiu entregar isto: o Discord não aceitou nem neste canal nem como mensagem direta. { -nothing-charged }

job-undeliverable-flagged = O Easel não conseguiu entregar isto: o Discord não aceitou neste canal, e imagens sinalizadas nunca são enviadas por mensagem direta. { -nothing-charged }

job-too-large = As imagens são grandes demais para este canal, mesmo depois de reduzidas; nada foi cobrado.

## Quanto tempo um pedido costuma levar

estimate-about-seconds = cerca de { $time } s

estimate-range-of-seconds = de { $low } a { $high } s

estimate-about-minutes = cerca de { $time } minutos

estimate-range-of-minutes = de { $low } a { $high } minutos

estimate-seconds-to-minutes = de { $low } s a { $high } minutos

sentence-of-other-version = Não dá para mostrar o motivo: outra versão do Easel o escreveu.
