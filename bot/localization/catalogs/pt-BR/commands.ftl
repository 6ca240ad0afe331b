### Os comandos dos membros e suas opções, como o Discord os lista.

command-imagine = Desenhe uma imagem a partir da sua descrição

option-imagine-prompt = O que desenhar; flags como --ar 16:9 --pro --count 4 também funcionam

option-imagine-image = Uma imagem de partida; o prompt então diz o que mudar

option-aspect-ratio = O formato da imagem

option-model = O modelo que desenha a imagem

option-resolution = O tamanho: 1K ou 2K (2K precisa do Pro)

option-count = Quantas imagens desenhar

option-style = Um estilo que este servidor oferece

option-format = O formato do arquivo

option-quality = Quanto detalhe o arquivo mantém; 95 por padrão

option-private = Mostrar as imagens só para você

option-spoiler = Esconder as imagens até que alguém clique nelas

command-edit = Edite uma imagem como você descrever

option-edit-image = A imagem a editar: PNG, JPG ou WEBP

option-edit-prompt = O que mudar; flags como --pro --count 4 também funcionam

command-help = Mostre o que o Easel sabe fazer e como usar

command-quota = Mostre quantas imagens você ainda tem e quanto as suas custaram

command-queue = Mostre seus pedidos pendentes e o movimento do Easel

command-cancel = Cancele um pedido que não terminou

option-cancel-id = O pedido; por padrão, o mais recente

command-history = Mostre suas imagens e favoritos, os mais novos primeiro

command-show = Mostre uma imagem de novo e de que ela foi feita

option-show-id = O id curto embaixo da imagem, como k3f-9x2

command-settings = Escolha seus padrões e quem pode editar suas imagens

## Formatos de imagem, largura por altura

choice-ratio-square = 1:1 quadrada

choice-ratio-wide-16-9 = 16:9 larga

choice-ratio-tall-9-16 = 9:16 alta

choice-ratio-wide-4-3 = 4:3 larga

choice-ratio-tall-3-4 = 3:4 alta

choice-ratio-wide-3-2 = 3:2 larga

choice-ratio-tall-2-3 = 2:3 alta

choice-ratio-wide-2-1 = 2:1 larga

choice-ratio-tall-1-2 = 1:2 alta

choice-ratio-wide-19-9 = 19.5:9 larga

choice-ratio-tall-9-19 = 9:19.5 alta

choice-ratio-wide-20-9 = 20:9 larga

choice-ratio-tall-9-20 = 9:20 alta
