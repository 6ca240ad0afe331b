### What went wrong at Runware, or with a picture.

provider-quota = A conta do bot na Runware está sem créditos; só o operador do bot pode resolver isso. { -nothing-charged }

provider-auth = A Runware não aceita a chave de API do bot; só o operador do bot pode resolver isso. { -nothing-charged }

provider-safety = A verificação de segurança da Runware não permitiu isso; reformule seu pedido. { -nothing-charged }

provider-rate-limit = A Runware está sobrecarregada no momento; tente de novo em alguns minutos. { -nothing-charged }

provider-timeout = A Runware demorou demais; tente de novo em alguns minutos. { -nothing-charged }

provider-runware = A Runware está com um problema no momento; tente de novo em alguns minutos. { -nothing-charged }

provider-upstream = O modelo não conseguiu terminar esta imagem; tente de novo em alguns minutos. { -nothing-charged }

provider-connection = Não é possível se conectar à Runware no momento; tente de novo em alguns minutos. { -nothing-charged }

provider-model = A Runware não oferece este modelo no momento; escolha outro. { -nothing-charged }

provider-reference = A Runware não consegue usar a imagem de partida; anexe-a de novo. { -nothing-charged }

provider-not-found = A Runware não conhece mais este pedido; tente de novo. { -nothing-charged }

provider-validation = A Runware não aceitou este pedido; mude o prompt ou as opções. { -nothing-charged }

provider-unknown = A Runware recusou este pedido sem dizer o motivo; mude-o ou tente mais tarde. { -nothing-charged }

## Finished pictures

result-not-a-picture = A Runware enviou algo que não é uma imagem; nada foi cobrado.

result-missing = A Runware não tem a imagem; nada foi cobrado.

result-unreachable = Não é possível baixar a imagem pronta da Runware no momento; nada foi cobrado.

result-host-not-trusted = A Runware enviou uma imagem de um host que não é confiável; nada foi cobrado.

result-private-address = A rede do Easel manda as imagens da Runware para um endereço que não está na internet; peça ao operador que faça a verificação. { -nothing-charged }

result-unreadable = A Runware enviou uma imagem que não pode ser lida; nada foi cobrado.

# $limit is in MiB.
result-too-large = A imagem tem mais de { $limit } MiB, então não foi lida nem cobrada.

## Pictures that members attach

# $limit is in MiB.
upload-too-large = Essa imagem tem mais de { $limit } MiB, então anexe uma menor; nada foi cobrado.

upload-empty = Esse arquivo está vazio, então anexe-o de novo; nada foi cobrado.

upload-link-expired = O link dessa imagem expirou ou a imagem foi excluída, então anexe-a de novo; nada foi cobrado.

upload-broken = Essa imagem está corrompida ou incompleta, então salve-a de novo e anexe essa cópia; nada foi cobrado.

upload-discord-down = O Discord não está entregando essa imagem, então tente de novo em um minuto; nada foi cobrado.

upload-not-at-discord = Só imagens do Discord são lidas, então anexe a própria imagem; nada foi cobrado.

upload-private-address = A rede do Easel manda as imagens do Discord para um endereço que não está na internet, então peça ao operador que faça a verificação; nada foi cobrado.

upload-not-a-picture = Esse arquivo não é PNG, JPG nem WEBP, então anexe um que seja; nada foi cobrado.

upload-heic-or-avif = Esse arquivo é HEIC ou AVIF, e não PNG, JPG nem WEBP, então salve-o em um desses formatos e anexe; nada foi cobrado.

upload-animated = Essa imagem é animada, então anexe uma estática, como uma captura de tela dela; nada foi cobrado.

upload-takes-too-much = Ler essa imagem exige tempo ou memória demais, então anexe uma menor ou um JPG; nada foi cobrado.

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels } pixels

upload-too-many-pixels = Essa imagem tem { $size }, e o máximo é { $limit }, então anexe uma menor; nada foi cobrado.

upload-too-small = Essa imagem tem { $size }, e cada lado precisa de { $limit }, então anexe uma maior; nada foi cobrado.

upload-too-narrow = Essa imagem tem { $size }, e o lado maior pode ter no máximo { $limit } vezes o comprimento do menor, então recorte-a e anexe o resultado; nada foi cobrado.
