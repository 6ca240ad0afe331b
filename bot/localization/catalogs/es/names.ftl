### Los nombres de los comandos, opciones y menús de mensaje.

## Comandos de los miembros

name-imagine = imaginar

name-edit = editar

name-quota = cuota

name-history = historial

name-show = mostrar

name-queue = cola

name-cancel = cancelar

name-settings = ajustes

name-help = ayuda

## Comandos de los moderadores

name-mod = mod

name-mod-block = bloquear

name-mod-unblock = desbloquear

name-mod-blocks = bloqueos

name-mod-case = caso

name-mod-cases = casos

name-mod-remove = quitar

name-mod-words = palabras

name-mod-words-add = agregar

name-mod-words-remove = quitar

name-mod-words-import = importar

name-mod-words-list = lista

name-mod-words-test = probar

name-mod-words-automod = automod

## Comandos de quienes administran el servidor

name-admin = admin

name-admin-setup = configurar

name-admin-channel = canal

name-admin-role = rol

name-admin-log = registro

name-admin-check = revisar

name-admin-stats = estadísticas

name-admin-style = estilo

name-admin-style-add = agregar

name-admin-style-remove = quitar

name-admin-style-list = lista

name-admin-quota = cuota

name-admin-quota-show = mostrar

name-admin-quota-set = fijar

name-admin-quota-grant = conceder

name-admin-quota-reset = restablecer

name-admin-budget = presupuesto

name-admin-budget-show = mostrar

name-admin-budget-set = fijar

## Comandos del operador

name-operator = operador

name-operator-servers = servidores

name-operator-server = servidor

name-operator-block = bloquear

name-operator-unblock = desbloquear

name-operator-blocks = bloqueos

name-operator-stop = detener

name-operator-resume = reanudar

name-operator-stats = estadísticas

## Menús de los mensajes

name-menu-edit-image = Editar imagen

name-menu-image-details = Detalles de la imagen

name-menu-report-image = Denunciar imagen

name-menu-remove-image = Quitar imagen

## Opciones

name-option-prompt = prompt

name-option-aspect-ratio = proporción

name-option-model = modelo

name-option-resolution = resolución

name-option-count = cantidad

name-option-image = imagen

name-option-style = estilo

name-option-format = formato

name-option-quality = calidad

name-option-private = privado

name-option-spoiler = spoiler

name-option-id = id

name-option-member = miembro

name-option-reason = motivo

name-option-for = duración

name-option-state = estado

name-option-kind = tipo

name-option-text = texto

name-option-exception = excepción

name-option-pattern = patrón

name-option-file = archivo

name-option-on = activado

name-option-channel = canal

name-option-elsewhere = otros_canales

name-option-mode = modo

name-option-private-only = solo_privado

name-option-off = desactivado

name-option-role = rol

name-option-purpose = uso

name-option-tier = nivel

name-option-min-days = días_mínimos

name-option-remove = quitar

name-option-name = nombre

name-option-images = imágenes

name-option-concurrent = simultáneas

name-option-cooldown = espera

name-option-max-count = cantidad_máxima

name-option-max-resolution = resolución_máxima

name-option-day = día

name-option-month = mes

name-option-days = días

name-option-pro-until = pro_hasta

name-option-sort = orden

name-option-plan = plan

name-option-dollars-per-day = dólares_por_día

name-option-dollars-per-month = dólares_por_mes

name-option-admit = admitir

name-option-leave = salir

name-option-user = persona

name-option-server = servidor
