### Botões dos pedidos e imagens, e os formulários que eles abrem. O Discord mostra um emoji antes de muitos deles.

button-job-cancel = Cancelar

button-cancel-drawing = Cancelar – já está sendo desenhado, conta mesmo assim

button-cancel-drawn = Cancelar – já desenhado, conta mesmo assim

button-job-reroll = Gerar de novo

button-job-edit = Editar

button-job-vary = Variar

button-job-details = Detalhes

button-job-favourite = Favorito

button-job-dm = Por DM

button-job-delete = Excluir

button-job-confirm = Desenhar

button-job-typed = Desenhar como está

button-job-aside = Agora não

button-job-describe = Texto alternativo

button-job-show = Mostrar

button-job-report = Denunciar

button-job-appeal = Recorrer

button-job-undo = Desfazer

button-job-case = Caso

## Botões entre uma imagem e as que foram feitas a partir dela

button-trail-previous = ◀ Anterior

button-trail-next = Próxima ▶

button-trail-next-of-several = Próxima { $number } ▶

## Botões do histórico

button-history-all = Todas

button-history-favourites = Favoritos

## Formulários

modal-edit = Editar uma imagem

modal-vary = Variar uma imagem

modal-describe = Descrever uma imagem

field-edit-prompt = O que mudar, ou em que transformar

hint-edit-price = Uma edição custa cerca de { $price } por imagem

field-description = O que ouve quem não pode ver a imagem

field-which-picture = Qual imagem

placeholder-which-picture = Escolha uma

item-picture = Imagem { $number }
