### Descriptions of moderators’ commands, their options and choices.

command-mod = Modera imágenes y solicitudes en este servidor

## /mod block, unblock, blocks

command-mod-block = Bloquea a un miembro para que no pida imágenes en este servidor

option-block-member = El miembro

option-block-reason = Por qué; el miembro lo ve cuando lo intenta

option-block-duration = Cuánto tiempo; 7 días por defecto

command-mod-unblock = Desbloquea a un miembro, para que pueda volver a pedir imágenes

command-mod-blocks = Muestra qué miembros están bloqueados en este servidor, hasta cuándo y por qué

choice-block-1d = 1 día

choice-block-7d = 7 días

choice-block-30d = 30 días

choice-block-ever = para siempre

## /mod case, cases

command-mod-case = Muestra un caso y decide sobre él

option-case-id = El número en su tarjeta y en /mod cases

command-mod-cases = Muestra qué espera a los moderadores y qué decidieron

option-cases-state = Abiertos o decididos; abiertos por defecto

option-cases-kind = Solo de este tipo

option-cases-member = Solo los de este miembro

choice-cases-open = abiertos

choice-cases-decided = decididos

choice-cases-all = todos

choice-cases-approvals = aprobaciones

choice-cases-reports = denuncias

choice-cases-appeals = apelaciones

## /mod remove

command-mod-remove = Quita una imagen de todas partes; puedes deshacerlo durante un día

option-remove-id = El id corto que está bajo la imagen, por ejemplo k3f-9x2

option-remove-reason = Por qué; el miembro puede leerlo

## /mod words

command-mod-words = Gestiona las palabras que no pueden contener las solicitudes en este servidor

command-mod-words-add-without-patterns = Añade una palabra a la lista; !palabra funciona como la opción

command-mod-words-import-without-patterns = Importa un archivo de texto: una palabra o !excepción por línea

command-mod-words-add = Añade una palabra a la lista; !palabra y /patrón/ funcionan como las opciones

option-words-pattern = Leer el texto como expresión regular (RE2), por ejemplo b[ae]d dogs?

command-mod-words-remove = Quita una palabra de la lista

option-words-remove-text = La palabra; escribe ! antes de una excepción, y / antes y después de un patrón

command-mod-words-import = Importa un archivo de texto: una palabra, !excepción o /patrón/ por línea

option-words-file = Texto sin formato (UTF-8), hasta 256 KiB; si una línea no vale, no se añade nada

command-mod-words-list = Muestra la lista, solo a ti

command-mod-words-test = Prueba si la lista detecta un texto, y por qué; no se dibuja nada

option-words-test-text = Un prompt para probar

command-mod-words-automod = Aplica también a las imágenes las palabras clave del AutoMod, o deja de hacerlo

option-words-automod-on = Aplicarlas o no; solo pueden cambiarlo quienes pueden gestionar este servidor

option-words-text = Una o más palabras; * al principio o al final vale por cualesquiera letras, como en decapit*

option-words-exception = Permitir este texto, aunque contenga una palabra de la lista
