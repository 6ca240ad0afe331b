### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = Seus pedidos das últimas 24 horas já custaram o máximo permitido a um membro, porque foram desenhadas imagens que não chegaram a você. { -nothing-charged }

budget-member-used-up-for-moderators = Os pedidos deste membro nas últimas 24 horas já custaram o máximo permitido a um membro, seja qual for o destino das imagens; aceite mais tarde, ou rejeite.

budget-cheapest-model-only = Neste servidor só o modelo mais barato desenha; escolha esse. { -nothing-charged }

budget-dearer-models-cost-too-much = Isso custaria { $price }, e modelos mais caros podem usar { $most } { $window ->
    [guild_day] do orçamento de imagens deste servidor para o dia
    [guild_month] do orçamento de imagens deste servidor para o mês
   *[bot_day] do orçamento de imagens do bot para o dia
}; escolha o modelo mais barato ou menos imagens. { -nothing-charged }

budget-dearer-models-closed = Modelos mais caros podem usar { $share } { $window ->
    [guild_day] do orçamento de imagens deste servidor para o dia
    [guild_month] do orçamento de imagens deste servidor para o mês
   *[bot_day] do orçamento de imagens do bot para o dia
}, e disso resta muito pouco; escolha o modelo mais barato. { -nothing-charged }

budget-zero = { $window ->
    [guild_day] O orçamento de imagens deste servidor para o dia é 0, então nada é desenhado até que quem gerencia este servidor ou o operador do Easel mude isso.
    [guild_month] O orçamento de imagens deste servidor para o mês é 0, então nada é desenhado até que quem gerencia este servidor ou o operador do Easel mude isso.
   *[bot_day] O orçamento de imagens do bot para o dia é 0, então nada é desenhado até que o operador do Easel mude isso.
} { -nothing-charged }

budget-smaller-than-price = Isso custaria { $price }, e { $window ->
    [guild_day] o orçamento de imagens deste servidor para o dia
    [guild_month] o orçamento de imagens deste servidor para o mês
   *[bot_day] o orçamento de imagens do bot para o dia
} é de { $budget }; peça menos imagens. { -nothing-charged }

budget-smaller-than-one-picture = Isso custaria { $price }, e { $window ->
    [guild_day] o orçamento de imagens deste servidor para o dia
    [guild_month] o orçamento de imagens deste servidor para o mês
   *[bot_day] o orçamento de imagens do bot para o dia
} é de { $budget }. { -nothing-charged }

budget-used-up = { $window ->
    [guild_day] O orçamento de imagens deste servidor para o dia acabou. Quem gerencia este servidor pode vê-lo com /admin budget show.
    [guild_month] O orçamento de imagens deste servidor para o mês acabou. Quem gerencia este servidor pode vê-lo com /admin budget show.
   *[bot_day] O orçamento de imagens do bot para o dia acabou. Ele é comum a todos os servidores, e só o operador do Easel pode aumentá-lo.
} { -nothing-charged }

budget-rest-too-small = O que resta { $window ->
    [guild_day] do orçamento de imagens deste servidor para o dia
    [guild_month] do orçamento de imagens deste servidor para o mês
   *[bot_day] do orçamento de imagens do bot para o dia
} não dá para isso; peça menos imagens. { -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = Você não pode pedir imagens aqui: seu limite é 0. Quem gerencia este servidor ou o operador do Easel pode mudar isso. { -nothing-charged }

quota-free-pictures-used-up = Com isso seriam { $count } imagens de graça para este membro em 24 horas, e o limite dele é { $limit } por dia; aceite mais tarde, ou rejeite.

quota-smaller-than-request = Você pediu { $requested } imagens, e seu limite é { $limit } por dia; peça menos. { -nothing-charged }

quota-smaller-than-request-with-grants = Você pediu { $requested } imagens, e seu limite é { $limit } por dia, e mais { $granted } que quem gerencia o servidor deu a você; peça menos. { -nothing-charged }

quota-rest = Você ainda tem { $left } das suas { $limit } imagens { $day ->
    [calendar] de hoje
    [all_servers] das últimas 24 horas em todos os servidores juntos
   *[rolling] das últimas 24 horas
}, e pediu { $requested }. { -nothing-charged }

quota-rest-with-grants = Você ainda tem { $left } das suas { $limit } imagens { $day ->
    [calendar] de hoje
    [all_servers] das últimas 24 horas em todos os servidores juntos
   *[rolling] das últimas 24 horas
}, e mais { $granted } que quem gerencia o servidor deu a você, mas pediu { $requested }. { -nothing-charged }

quota-used-up = { $day ->
    [calendar] { $limit ->
        [one] Sua única imagem de hoje já foi usada.
       *[other] Restam 0 das suas { $limit } imagens de hoje.
    }
    [all_servers] { $limit ->
        [one] Sua única imagem das últimas 24 horas em todos os servidores juntos já foi usada.
       *[other] Restam 0 das suas { $limit } imagens das últimas 24 horas em todos os servidores juntos.
    }
   *[rolling] { $limit ->
        [one] Sua única imagem das últimas 24 horas já foi usada.
       *[other] Restam 0 das suas { $limit } imagens das últimas 24 horas.
    }
} { -nothing-charged }

channel-quota-zero = Quem gerencia este servidor não permite imagens neste canal; tente em outro. { -nothing-charged }

channel-quota-smaller-than-request = Você pediu { $requested } imagens, e este canal tem { $limit } por dia; peça menos. { -nothing-charged }

channel-quota-rest = Este canal ainda tem { $left } das suas { $limit } imagens do dia, e você pediu { $requested }. { -nothing-charged }

channel-quota-used-up = { $limit ->
    [one] A imagem do dia deste canal já foi usada, por todos os membros juntos; tente em outro canal.
   *[other] As { $limit } imagens do dia deste canal já foram usadas, por todos os membros juntos; tente em outro canal.
} { -nothing-charged }

plan-quota-rest = O plano deste servidor permite a um membro { $limit ->
    [one] { $limit } imagem por dia
   *[other] { $limit } imagens por dia
}, não importa o que quem o gerencia dê; você ainda tem { $left } e pediu { $requested }. { -nothing-charged }

plan-quota-used-up = { $limit ->
    [0] O plano deste servidor não permite imagens a um membro, não importa o que quem o gerencia dê; não resta nenhuma para você.
    [one] O plano deste servidor permite a um membro { $limit } imagem por dia, não importa o que quem o gerencia dê; não resta nenhuma para você.
   *[other] O plano deste servidor permite a um membro { $limit } imagens por dia, não importa o que quem o gerencia dê; não resta nenhuma para você.
} { -nothing-charged }

## Other limits

limit-resolution = Quem gerencia este servidor permite imagens em { $most } aqui, não em { $requested }; escolha { $most }. { -nothing-charged }

limit-count = Você pediu { $requested } imagens de uma vez, e quem gerencia este servidor permite aqui { $most ->
    [one] { $most } imagem por pedido
   *[other] no máximo { $most } imagens por pedido
}; peça menos. { -nothing-charged }

limit-model = O plano deste servidor não inclui o modelo { $model }; escolha { $able }. { -nothing-charged }

limit-model-nor-another = O plano deste servidor não inclui o modelo { $model }, nem nenhum outro. { -nothing-charged }

limit-running = Você já tem { $running ->
    [one] { $running } pedido
   *[other] { $running } pedidos
} em andamento, e seu limite é { $limit } ao mesmo tempo; espere um terminar, ou cancele com /cancel um que ainda esteja na fila. { -nothing-charged }

limit-cooldown = Seu limite é { $seconds ->
    [one] um pedido por segundo
   *[other] um pedido a cada { $seconds } segundos
}; nada foi cobrado.
