### Descriptions of moderators’ commands, their options and choices.

command-mod = Moderar imágenes y solicitudes en este servidor

## /mod block, unblock, blocks

command-mod-block = Bloquear a un miembro para pedir imágenes en este servidor

option-block-member = El miembro

option-block-reason = Por qué; el miembro lo ve cuando lo intenta

option-block-duration = Cuánto tiempo; 7 días si no se indica

command-mod-unblock = Desbloquear a un miembro, para que pueda volver a pedir imágenes

command-mod-blocks = Ver los miembros bloqueados en este servidor, hasta cuándo y por qué

choice-block-1d = 1 día

choice-block-7d = 7 días

choice-block-30d = 30 días

choice-block-ever = para siempre

## /mod case, cases

command-mod-case = Ver un caso y decidirlo

option-case-id = El número en su tarjeta y en /mod cases

command-mod-cases = Ver qué espera a los moderadores y qué decidieron

option-cases-state = Abiertos o decididos; abiertos si no se indica

option-cases-kind = Solo de este tipo

option-cases-member = Solo los de este miembro

choice-cases-open = abiertos

choice-cases-decided = decididos

choice-cases-all = todos

choice-cases-approvals = aprobaciones

choice-cases-reports = denuncias

choice-cases-appeals = apelaciones

## /mod remove

command-mod-remove = Retirar una imagen de todas partes; puedes deshacerlo durante un día

option-remove-id = El id corto debajo de la imagen, como k3f-9x2

option-remove-reason = Por qué; el miembro puede leerlo

## /mod words

command-mod-words = Gestionar las palabras que no pueden contener las solicitudes en este servidor

command-mod-words-add-without-patterns = Añadir una palabra a la lista; !palabra funciona como la opción

command-mod-words-import-without-patterns = Importar un archivo de texto: una palabra o !excepción por línea

command-mod-words-add = Añadir una palabra a la lista; !palabra y /patrón/ funcionan como las opciones

option-words-pattern = Leer el texto como expresión regular (RE2), por ejemplo b[ae]d dogs?

command-mod-words-remove = Quitar una palabra de la lista

option-words-remove-text = La palabra; escribe ! antes de una excepción, y / antes y después de un patrón

command-mod-words-import = Importar un archivo de texto: una palabra, !excepción o /patrón/ por línea

option-words-file = Texto sin formato (UTF-8), hasta 256 KiB; si una línea no vale, no se añade nada

command-mod-words-list = Ver la lista, solo tú

command-mod-words-test = Probar si la lista detecta un texto, y por qué; no se dibuja nada

option-words-test-text = Un prompt para probar

command-mod-words-automod = Aplicar también a las imágenes las palabras clave del AutoMod, o dejarlo

option-words-automod-on = Aplicarlas o no; solo pueden cambiarlo quienes pueden gestionar este servidor

option-words-text = Una o más palabras; * al principio o al final vale por cualquier letra, como behead*

option-words-exception = Permitir este texto, aunque contenga una palabra de la lista
