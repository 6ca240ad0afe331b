### Descripciones de /admin y de sus opciones.

command-admin = Gestiona Easel en este servidor

command-admin-setup = Configura Easel en este servidor con unos pocos menús; tardas un minuto

command-admin-check = Comprueba qué no funciona todavía en este servidor y cómo arreglarlo

command-admin-stats = Muestra gráficos de imágenes, dólares, miembros, modelos y rechazos de este servidor

option-stats-days = Cuántos días, hoy incluido; 30 por defecto

choice-stats-days-7 = 7 días

choice-stats-days-30 = 30 días

choice-stats-days-90 = 90 días

command-admin-channel = Define quién puede pedir imágenes en un canal, y cómo; sin opciones, muéstralo todo

option-admin-channel-channel = El canal; este por defecto

option-admin-channel-mode = Quién puede pedir imágenes allí

option-admin-channel-model = Modelos permitidos allí, separados por comas; all los permite todos

option-admin-channel-private-only = Mostrar las imágenes allí solo al miembro que las pide

option-admin-channel-elsewhere = Aplicar esto a cada canal sin ajustes propios

choice-admin-mode-open = abierto: todos pueden pedir imágenes

choice-admin-mode-approval = aprobación: los moderadores revisan las imágenes antes de mostrarlas

choice-admin-mode-off = desactivado: nadie puede pedir imágenes

choice-admin-mode-moderators = moderadores: solo los moderadores pueden pedir imágenes

choice-admin-mode-usual = como siempre: borrar los ajustes de este canal

command-admin-log = Muestra o elige el canal donde se publican las decisiones

option-admin-log-channel = El canal; Easel tiene que poder escribir allí

option-admin-log-off = True: dejar de publicar las decisiones

command-admin-role = Define qué roles piden imágenes, moderan o tienen otros límites; sin opciones, muéstralos

option-admin-role-role = El rol

option-admin-role-purpose = Para qué es el rol

option-admin-role-tier = El nivel cuyos límites recibe el rol

option-admin-role-remove = Quitarle esto al rol, o a todos los roles si no nombras ninguno

option-admin-role-min-days = Días que los miembros deben llevar en el servidor para poder pedir imágenes; 0: ninguno

choice-admin-role-members = puede pedir imágenes

choice-admin-role-moderators = cuenta como moderador

choice-admin-role-tiers = tiene los límites de un nivel

command-admin-style = Gestiona los estilos propios de este servidor

command-admin-style-add = Añade un estilo a este servidor, o cambia uno

option-admin-style-add-name = El nombre que eligen los miembros: minúsculas, cifras, - y _

option-admin-style-add-text = Palabras que se añaden al prompt; {"{"}prompt{"}"} marca su sitio, al principio por defecto

command-admin-style-remove = Quita uno de los estilos de este servidor

option-admin-style-remove-name = El estilo

command-admin-style-list = Muestra los estilos propios de este servidor

command-admin-quota = Reparte las imágenes que este servidor puede tener

command-admin-quota-show = Muestra todas las cuotas de este servidor, o lo que le queda a un miembro y por qué

option-admin-quota-show-member = El miembro; sin miembro, se muestran todos los ajustes

command-admin-quota-set = Define cuántas imágenes al día puede tener un miembro, un rol o todos

option-admin-quota-set-images = Imágenes al día; -1 para las que permita el plan, y nunca más que eso

option-admin-quota-set-member = Solo para este miembro

option-admin-quota-set-role = Para cada miembro con este rol; cuenta el mejor de sus roles

option-admin-quota-set-channel = Para este canal: todos los miembros juntos

option-admin-quota-set-concurrent = Solicitudes sin terminar a la vez

option-admin-quota-set-cooldown = Segundos entre dos solicitudes

option-admin-quota-set-max-count = Imágenes de una solicitud

option-admin-quota-set-max-resolution = Resolución máxima

option-admin-quota-set-day = Qué cuenta como un día: las últimas 24 horas o el día natural de una zona horaria

choice-admin-quota-rolling-day = 24 horas móviles

choice-admin-quota-day-in-zone = Día natural en { $zone }

command-admin-quota-grant = Dale a un miembro imágenes una vez, aparte de su día

command-admin-quota-reset = Borra las imágenes que un miembro ha tenido hoy, para que su día vuelva a empezar

option-admin-quota-member = El miembro

option-admin-quota-reason = Por qué, para el registro

option-admin-quota-grant-images = Cuántas imágenes

option-admin-quota-grant-days = Días hasta que caduque el resto; si no, hasta que se usen

command-admin-budget = Limita lo que este servidor gasta en imágenes

command-admin-budget-show = Muestra lo que este servidor puede gastar, lo que ha gastado y desde cuándo

command-admin-budget-set = Define lo que este servidor puede gastar en imágenes, en dólares de EE. UU.

option-admin-budget-day = Dólares al día; 0 para nada, -1 para lo que permita el plan, y nunca más que eso

option-admin-budget-month = Dólares al mes; 0 para nada, -1 para lo que permita el plan, y nunca más que eso

option-admin-budget-pro-until = Parte de cada presupuesto, 0 a 1, tras la que solo dibuja el modelo más barato; -1: la del plan
