### Os nomes dos comandos, opções e menus de mensagem.

## Comandos dos membros

name-imagine = imaginar

name-edit = editar

name-quota = cota

name-history = historico

name-show = mostrar

name-queue = fila

name-cancel = cancelar

name-settings = ajustes

name-help = ajuda

## Comandos dos moderadores

name-mod = mod

name-mod-block = bloquear

name-mod-unblock = desbloquear

name-mod-blocks = bloqueios

name-mod-case = caso

name-mod-cases = casos

name-mod-remove = remover

name-mod-words = palavras

name-mod-words-add = adicionar

name-mod-words-remove = remover

name-mod-words-import = importar

name-mod-words-list = lista

name-mod-words-test = testar

name-mod-words-automod = automod

## Comandos de quem gerencia o servidor

name-admin = admin

name-admin-setup = configurar

name-admin-channel = canal

name-admin-role = cargo

name-admin-log = registro

name-admin-check = verificar

name-admin-stats = estatísticas

name-admin-style = estilo

name-admin-style-add = adicionar

name-admin-style-remove = remover

name-admin-style-list = lista

name-admin-quota = cota

name-admin-quota-show = mostrar

name-admin-quota-set = definir

name-admin-quota-grant = conceder

name-admin-quota-reset = redefinir

name-admin-budget = orçamento

name-admin-budget-show = mostrar

name-admin-budget-set = definir

## Comandos do operador

name-operator = operador

name-operator-servers = servidores

name-operator-server = servidor

name-operator-block = bloquear

name-operator-unblock = desbloquear

name-operator-blocks = bloqueios

name-operator-stop = parar

name-operator-resume = retomar

name-operator-stats = estatísticas

## Menus das mensagens

name-menu-edit-image = Editar imagem

name-menu-image-details = Detalhes da imagem

name-menu-report-image = Denunciar imagem

name-menu-remove-image = Remover imagem

## Opções

name-option-prompt = prompt

name-option-aspect-ratio = proporção

name-option-model = modelo

name-option-resolution = resolução

name-option-count = quantidade

name-option-image = imagem

name-option-style = estilo

name-option-format = formato

name-option-quality = qualidade

name-option-private = privado

name-option-spoiler = spoiler

name-option-id = id

name-option-member = membro

name-option-reason = motivo

name-option-for = duração

name-option-state = estado

name-option-kind = tipo

name-option-text = texto

name-option-exception = exceção

name-option-pattern = padrão

name-option-file = arquivo

name-option-on = ligado

name-option-channel = canal

name-option-elsewhere = outros_canais

name-option-mode = modo

name-option-private-only = só_privado

name-option-off = desligado

name-option-role = cargo

name-option-purpose = finalidade

name-option-tier = nível

name-option-min-days = dias_mínimos

name-option-remove = remover

name-option-name = nome

name-option-images = imagens

name-option-concurrent = simultâneos

name-option-cooldown = espera

name-option-max-count = quantidade_máxima

name-option-max-resolution = resolução_máxima

name-option-day = dia

name-option-month = mês

name-option-days = dias

name-option-pro-until = pro_até

name-option-sort = ordem

name-option-plan = plano

name-option-dollars-per-day = dólares_por_dia

name-option-dollars-per-month = dólares_por_mês

name-option-admit = admitir

name-option-leave = sair

name-option-user = pessoa

name-option-server = servidor
