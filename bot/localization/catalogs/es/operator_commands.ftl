### Descriptions of the operator’s commands, their options and choices.

command-operator = Maneja Easel: servidores, presupuestos, bloqueos

## /operator block, unblock, blocks

command-operator-block = Bloquea a una persona en todas partes, o a todos en un servidor, para que no pidan imágenes

option-operator-user = El id o la mención de la persona

option-operator-or-server = O el servidor: escribe su nombre y elígelo, o su id

option-operator-block-reason = Por qué; los bloqueados lo leen cuando lo intentan

option-operator-block-days = Durante cuántos días; si no, para siempre

command-operator-unblock = Levanta el bloqueo de una persona o un servidor

option-operator-audit-reason = Por qué; se guarda en el registro de auditoría

command-operator-blocks = Muestra quién está bloqueado en todas partes, hasta cuándo y por qué

## /operator servers, server

command-operator-servers = Muestra todos los servidores con lo que gastaron y dibujaron en 30 días

option-operator-sort = Qué va primero; los que más gastan por defecto

command-operator-server = Muestra un servidor, y cambia su plan, sus presupuestos o su admisión

option-operator-server = El servidor: escribe su nombre y elígelo, o su id

option-operator-plan = El plan del servidor

option-operator-dollars-per-day = Presupuesto de 24 horas en dólares; -1: lo que permita el plan

option-operator-dollars-per-month = Presupuesto de 30 días en dólares; -1: lo que permita el plan

option-operator-admit = True admite el servidor, False lo cierra

option-operator-leave = True sale del servidor, tras una pregunta

choice-sort-spent = gasto

choice-sort-pictures = imágenes

choice-sort-joined = entrada

choice-no-plan = ninguno propio: el comprado, o el predeterminado

## /operator stats, stop, resume

command-operator-stats = Muestra gráficos de todos los servidores juntos, y cuáles cuestan más

command-operator-stop = No aceptes solicitudes nuevas en ningún servidor; lo pedido antes se termina

option-operator-stop-reason = Por qué; los miembros lo leen cuando lo intentan

command-operator-resume = Vuelve a aceptar solicitudes, tras /operator stop
