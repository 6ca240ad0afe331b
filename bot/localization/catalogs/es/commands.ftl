### Los comandos de los miembros y sus opciones, tal como los lista Discord.

command-imagine = Dibuja una imagen a partir de tu descripción

option-imagine-prompt = Qué dibujar; también funcionan flags como --ar 16:9 --pro --count 4

option-imagine-image = Una imagen de partida; el prompt dice entonces qué cambiar

option-aspect-ratio = La forma de la imagen

option-model = El modelo que dibuja la imagen

option-resolution = El tamaño: 1K o 2K (2K necesita Pro)

option-count = Cuántas imágenes dibujar

option-style = Un estilo que ofrece este servidor

option-format = El formato del archivo

option-quality = Cuánto detalle conserva el archivo; 95 por defecto

option-private = Mostrarte las imágenes solo a ti

option-spoiler = Ocultar las imágenes hasta que alguien haga clic en ellas

command-edit = Edita una imagen como la describas

option-edit-image = La imagen que quieres editar: PNG, JPG o WEBP

option-edit-prompt = Qué cambiar; también funcionan flags como --pro --count 4

command-help = Muestra qué sabe hacer Easel y cómo usarlo

command-quota = Muestra cuántas imágenes te quedan y cuánto costaron las tuyas

command-queue = Muestra tus solicitudes pendientes y cuánto trabajo tiene Easel

command-cancel = Cancela una solicitud que no ha terminado

option-cancel-id = La solicitud; por defecto, la más reciente

command-history = Muestra tus imágenes y favoritos, primero los más recientes

command-show = Muestra otra vez una imagen y de qué se hizo

option-show-id = El id corto que está bajo la imagen, por ejemplo k3f-9x2

command-settings = Elige tus valores por defecto y quién puede editar tus imágenes

## Formas de las imágenes, ancho por alto

choice-ratio-square = 1:1 cuadrada

choice-ratio-wide-16-9 = 16:9 ancha

choice-ratio-tall-9-16 = 9:16 alta

choice-ratio-wide-4-3 = 4:3 ancha

choice-ratio-tall-3-4 = 3:4 alta

choice-ratio-wide-3-2 = 3:2 ancha

choice-ratio-tall-2-3 = 2:3 alta

choice-ratio-wide-2-1 = 2:1 ancha

choice-ratio-tall-1-2 = 1:2 alta

choice-ratio-wide-19-9 = 19.5:9 ancha

choice-ratio-tall-9-19 = 9:19.5 alta

choice-ratio-wide-20-9 = 20:9 ancha

choice-ratio-tall-9-20 = 9:20 alta
