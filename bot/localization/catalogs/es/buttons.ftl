### Botones de las solicitudes e imágenes, y los formularios que abren. Discord muestra un emoji delante de muchos de ellos.

button-job-cancel = Cancelar

button-cancel-drawing = Cancelar – ya se está dibujando, cuenta igual

button-cancel-drawn = Cancelar – ya dibujada, cuenta igual

button-job-reroll = Otra vez

button-job-edit = Editar

button-job-vary = Variar

button-job-details = Detalles

button-job-favourite = Favorito

button-job-dm = Por MD

button-job-delete = Borrar

button-job-confirm = Dibujar

button-job-typed = Dibujar tal cual

button-job-aside = Ahora no

button-job-describe = Texto alternativo

button-job-show = Mostrar

button-job-report = Denunciar

button-job-appeal = Apelar

button-job-undo = Deshacer

button-job-case = Caso

## Botones entre una imagen y las que se hicieron a partir de ella

button-trail-previous = ◀ Anterior

button-trail-next = Siguiente ▶

button-trail-next-of-several = Siguiente { $number } ▶

## Botones del historial

button-history-all = Todas

button-history-favourites = Favoritos

## Formularios

modal-edit = Editar una imagen

modal-vary = Variar una imagen

modal-describe = Describir una imagen

field-edit-prompt = Qué cambiar, o en qué convertirla

hint-edit-price = Una edición cuesta unos { $price } por imagen

field-description = Lo que oye quien no puede ver la imagen

field-which-picture = Qué imagen

placeholder-which-picture = Elige una

item-picture = Imagen { $number }
