### Requests for pictures: what is impossible, and how they ended.

cancelled = Cancelado; nada foi cobrado.

cancelled-while-drawing = Cancelado. Já estava sendo desenhado, então conta mesmo assim: { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}.

cancelled-after-drawing = Cancelado. Já estava desenhado, então conta mesmo assim: { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}.

## The same with a few words of the prompt

named-cancelled = “{ $name }” foi cancelado; nada foi cobrado.

named-cancelled-while-drawing = “{ $name }” foi cancelado. Já estava sendo desenhado, então conta mesmo assim: { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}.

named-cancelled-after-drawing = “{ $name }” foi cancelado. Já estava desenhado, então conta mesmo assim: { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}.

## Models. $model is the model's label, $able lists what is possible.

model-unknown = Não existe um modelo “{ $model }”. Você pode usar { $able }.

model-not-offered = A Runware não oferece { $model } no momento; você pode usar { $able }.

model-not-offered-nor-another = A Runware não oferece { $model } no momento; o operador do bot foi avisado, tente de novo mais tarde.

model-suspended = O Easel não desenha com { $model } no momento, porque a Runware cobra por ele muito acima do preço; o operador do Easel foi avisado, e você pode usar { $able }.

model-suspended-nor-another = O Easel não desenha com { $model } no momento, porque a Runware cobra por ele muito acima do preço; o operador do Easel foi avisado; tente de novo mais tarde.

model-resolutions = { $model } desenha em { $able }, não em { $resolution }.

model-ratios = Em { $resolution }, { $model } desenha { $able }, não { $ratio }.

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } não pode ser desenhado: você pode usar { $able }.

flag-ratio-nearest = { $flag } não pode ser desenhado: o mais próximo é { $nearest }, e você pode usar { $able }.

flag-number = { $flag } não pode ser usado: escreva um número de { $minimum } a { $maximum }.

flag-format = { $flag } não pode ser usado: escreva { $able }.

flag-needs-value = { $flag } precisa de um valor depois, como { $example }.

flag-needs-name = { $flag } precisa de um valor depois, ou seja, { $flag } seguido do nome.

flag-takes-no-value = { $flag } não aceita valor: escreva só { $flag }, ou deixe de fora.

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
    [one] { $flags } não é usado aqui
   *[other] { $flags } não são usados aqui
}; você pode usar { $able }. Para manter uma palavra como texto, ponha um espaço depois dos hifens: “{ $as_text }”.

# The last item of a list of flags.
flags-more = mais { $count }

flag-with-reason = { $flag } ({ $reason })

## Why a flag of another bot does not exist here

foreign-flag-seed = nenhum modelo daqui aceita seed

foreign-flag-negative-prompt = nenhum modelo daqui aceita prompt negativo, então diga o que você quer ver

foreign-flag-model = o modelo é escolhido com --model

foreign-flag-strength-of-style = nenhum modelo daqui aceita intensidade de estilo, então descreva com palavras

foreign-flag-surprise = nenhum modelo daqui aceita um grau de surpresa

foreign-flag-quality = a qualidade é --quality de 20 a 99

foreign-flag-tiles = nenhum modelo daqui faz padrões que se repetem

foreign-flag-address = nenhum modelo daqui aceita uma imagem pelo endereço

foreign-flag-speed = só existe uma velocidade

foreign-flag-size = o tamanho vem de --ar e --2k

foreign-flag-nothing-like-it = nenhum modelo daqui aceita isso

foreign-flag-visibility = quem vê a imagem é escolhido com --private

## Why Easel cannot draw now

spending-stopped = O Easel não pode desenhar no momento, e o operador do bot foi avisado. Ele volta sozinho assim que a conta na Runware funcionar de novo. Nada foi cobrado; tente de novo mais tarde.

## Options

prompt-empty = O prompt está vazio; escreva o que desenhar.

prompt-too-long = O prompt tem { $length } caracteres; o limite é { $limit }.

prompt-too-long-with-style = Com o estilo “{ $style }”, o prompt passa de { $limit } caracteres; encurte-o.

count-out-of-range = Você pode pedir de 1 a { $most } imagens de uma vez, não { $count }.

quality-out-of-range = A qualidade tem que ser de { $least } a { $most }, não { $quality }.

model-lacks-resolution = { $model } não desenha em { $resolution }; use { $able } para isso.

model-takes-no-references = { $model } não parte de imagens.

model-takes-no-references-but-others = { $model } não parte de imagens; use { $able } para isso.

model-too-many-references = { $model } pode partir de no máximo { $most ->
    [one] { $most } imagem
   *[other] { $most } imagens
}, não { $count }.

model-too-many-references-but-others = { $model } pode partir de no máximo { $most ->
    [one] { $most } imagem
   *[other] { $most } imagens
}, não { $count }; use { $able } para isso.

## Why a request has no pictures

absent-deleted = Essa imagem foi excluída.

absent-not-made = Estas imagens ainda não foram feitas; tente de novo quando estiverem aqui.

absent-on-the-way = Estas imagens estão a caminho; tente de novo quando estiverem aqui.

absent-held = Um moderador verifica estas imagens primeiro; tente de novo quando forem aprovadas.

absent-refused = Esse pedido foi recusado, então não tem imagens.

absent-failed = Esse pedido falhou, então não tem imagens.

absent-cancelled = Esse pedido foi cancelado, então não tem imagens.

# $reason is one of the sentences above.
source-absent = { $reason } { -nothing-charged }

## Styles and choices in braces

style-unknown = Não existe um estilo “{ $style }” aqui; você pode usar { $able }.

style-unknown-similar = Não existe um estilo “{ $style }” aqui; você quis dizer { $similar }?

style-unknown-and-none-there = Não existe um estilo “{ $style }” aqui, nem nenhum outro; deixe o estilo de fora.

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = um dos outros { $count }

variants-too-many = As escolhas entre chaves dão { $count } prompts, e o máximo é { $most }; tire algumas.

variants-far-too-many = As escolhas entre chaves dão mais de { $shown } prompts, e o máximo é { $most }; tire algumas.

restarting = O Easel está reiniciando; tente de novo em um minuto. { -nothing-charged }

storage-unavailable = O Easel não consegue gravar no disco no momento, então nada foi alterado e nada foi cobrado. O operador foi avisado; tente de novo em alguns minutos.

discord-down = O Discord não está respondendo no momento.

## Cancelling and deleting

ack-failed = O Discord não esperou pela resposta; nada foi cobrado.

cancelled-by-moderator = Um moderador cancelou isto; nada foi cobrado.

cancel-too-late = É tarde demais para cancelar esse pedido: ele já terminou.

cancel-too-late-but-deletable = É tarde demais para cancelar esse pedido: as imagens estão a caminho. Você pode excluí-las.

delete-too-early = Isto ainda não terminou; use Cancelar.

cancel-not-yours = Só o membro que fez este pedido, ou um moderador, pode cancelá-lo.

delete-not-yours = Só o membro que fez este pedido, ou um moderador, pode excluí-lo.

request-unknown = Esse pedido não existe mais.

request-without-picture = Esse pedido não tem uma imagem de onde partir; nada foi cobrado.

## Why a request failed

download-failed = As imagens foram desenhadas, mas não puderam ser baixadas. Nada foi cobrado; tente de novo.

discord-unreachable = As imagens foram desenhadas, mas o Discord não as aceitou durante uma hora, então não puderam ser entregues. { -nothing-charged }

bot-restarted = O bot reiniciou antes de conseguir responder; nada foi cobrado.

internal-error = Algo deu errado dentro do bot; nada foi cobrado. O operador do bot pode ver o que aconteceu.

reference-gone = A imagem de partida não está mais disponível na Runware nem no Discord; anexe-a de novo. { -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = Este pedido foi feito para outro modelo, não para { $model }.

task-size = { $model } não desenha em { $size }.

task-references = { $model } aceita no máximo { $most ->
    [one] { $most } imagem de referência
   *[other] { $most } imagens de referência
}, não { $count }.

timed-out = A imagem demorou demais. Nada foi cobrado; tente de novo.

flagged-not-shown = A verificação de segurança da Runware sinalizou o resultado, e este servidor não mostra imagens sinalizadas aqui; peça outra coisa. { -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason } { -nothing-charged }

model-lost-with-successor = A Runware não oferece mais { $model }; agora { $successor } desenha no lugar dele. Nada foi cobrado; tente de novo.

model-closed = Não foi possível ler as últimas imagens de { $model } enviadas pela Runware, então ele está fechado por enquanto e será testado de novo { $when }. { -nothing-charged }

model-closed-but-another-draws = Não foi possível ler as últimas imagens de { $model } enviadas pela Runware, então ele está fechado por enquanto e será testado de novo { $when }. Enquanto isso, { $other } (`{ $key }`) desenha. { -nothing-charged }
