
### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = A Runware não oferece mais o modelo `{ $air }` (“{ $key }”). Não há sucessor configurado, então os pedidos para ele são recusados. Se ele tiver um sucessor lá, ponha o id dele em `models.{ $key }.air`, ou indique um dos seus outros modelos em `models.{ $key }.successor`, e reinicie o Easel.

alert-model-lost-with-successor = A Runware não oferece mais o modelo `{ $air }` (“{ $key }”). O sucessor “{ $successor }” desenha no lugar dele, com tamanhos e preços próprios. Se ele tiver um sucessor lá, ponha o id dele em `models.{ $key }.air`, ou indique um dos seus outros modelos em `models.{ $key }.successor`, e reinicie o Easel.

alert-cost-above-price = A Runware cobrou { $cost } pelo que custa { $price } segundo a configuração do Easel (modelo “{ $key }”). A cobrança inteira conta em todos os orçamentos. Corrija `models.{ $key }.price` e `edit_price`.

alert-refused-pictures-billed = A Runware cobrou { $cost } pelo que custa { $price } segundo a configuração do Easel (modelo “{ $key }”), porque cobrou imagens que recusou. A cobrança inteira conta em todos os orçamentos.

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert } Está tão acima do preço que o Easel não desenha mais com este modelo por um dia, ou até que você corrija o preço.

alert-model-closed = O Easel parou de desenhar com `{ $air }` (“{ $key }”): as últimas { $count } imagens que a Runware terminou e cobrou não puderam ser lidas. Os pedidos para este modelo são recusados com educação; depois de uma pausa, um é tentado de novo, então não é preciso reiniciar nada. O log tem o motivo de cada uma (evento `picture_unreadable`).

alert-cost-below-price = A Runware cobrou { $cost } pelo que custa { $price } segundo a configuração do Easel (modelo “{ $key }”). É a cobrança que conta em todos os orçamentos. Se o preço mudou, corrija `models.{ $key }.price` e `edit_price`.

alert-no-cost = A Runware não informou o custo de imagens do modelo “{ $key }”. Elas são lançadas pelo preço configurado até que informe; `python -m bot reconcile` mostra quais são.

alert-size = A Runware desenhou { $drawn } onde foi pedido { $wanted } (modelo “{ $key }”). As imagens foram entregues como são. Se isso acontecer de novo, compare `models.{ $key }.sizes` com a página do modelo na Runware.

alert-model = A Runware respondeu com o modelo `{ $answered }` onde foi pedido `{ $wanted }` (modelo “{ $key }”). Compare `models.{ $key }.air` e os preços com a página do modelo na Runware.

alert-spending-stopped = O Easel parou de gastar: a Runware respondeu `{ $code }`. Verifique os créditos da conta (modelos da xAI exigem uma fatura paga ou pelo menos US$ 5 em créditos) e a chave de API. Até lá, os pedidos são recusados com uma mensagem clara. O Easel tenta de novo sozinho; não é preciso reiniciar.

alert-balance-used-up = O Easel parou de gastar: a conta na Runware ainda tem { $balance }, e uma imagem pode custar { $price }. Os pedidos são recusados com uma mensagem clara. O Easel olha o saldo a cada meio minuto e volta sozinho assim que houver créditos; não é preciso reiniciar.

alert-balance-low = A conta do Easel na Runware ainda tem { $balance }, e as últimas 24 horas custaram { $spent }. Adicione créditos em https://my.runware.ai; quando restar menos do que custa uma imagem, o Easel para até haver mais.

# $reason says in English what the database answered.
alert-storage = O Easel não consegue gravar no banco de dados: { $reason } Libere espaço ou ponha o servidor de volta no ar. Até lá, os pedidos são recusados com educação e nada novo é gasto; as imagens já pagas são guardadas e entregues depois. Não é preciso reiniciar nada.

alert-budget-used-up = O orçamento do bot inteiro, { $budget } em 24 horas (`limits.dollars_per_day`), não tem espaço para mais um pedido. Para permitir mais, aumente o orçamento na configuração e reinicie o Easel.

alert-budget-used-up-until = O orçamento do bot inteiro, { $budget } em 24 horas (`limits.dollars_per_day`), não tem espaço para mais um pedido. Haverá espaço de novo { $when }. Para permitir mais, aumente o orçamento na configuração e reinicie o Easel.

alert-budget-nearly-used-up = { $share } do orçamento do bot inteiro já foram usados: { $spent } de { $budget } em 24 horas (`limits.dollars_per_day`).
