### Descrições de /admin e das suas opções.

command-admin = Gerencie o Easel neste servidor

command-admin-setup = Configure o Easel neste servidor com alguns menus; leva um minuto

command-admin-check = Verifique o que ainda não funciona neste servidor, e como resolver

command-admin-stats = Mostre gráficos das imagens, dólares, membros, modelos e recusas deste servidor

option-stats-days = Quantos dias, hoje incluído; 30 por padrão

choice-stats-days-7 = 7 dias

choice-stats-days-30 = 30 dias

choice-stats-days-90 = 90 dias

command-admin-channel = Defina quem pode pedir imagens em um canal, e como; sem opções, mostre tudo

option-admin-channel-channel = O canal; este por padrão

option-admin-channel-mode = Quem pode pedir imagens lá

option-admin-channel-model = Modelos permitidos lá, separados por vírgulas; all permite todos

option-admin-channel-private-only = Mostrar as imagens lá só para o membro que as pede

option-admin-channel-elsewhere = Aplicar isto a cada canal sem configurações próprias

choice-admin-mode-open = aberto: todos podem pedir imagens

choice-admin-mode-approval = aprovação: moderadores verificam as imagens antes de serem mostradas

choice-admin-mode-off = desligado: ninguém pode pedir imagens

choice-admin-mode-moderators = moderadores: só moderadores podem pedir imagens

choice-admin-mode-usual = como de costume: limpar as configurações deste canal

command-admin-log = Mostre ou escolha o canal onde as decisões são publicadas

option-admin-log-channel = O canal; o Easel precisa poder escrever lá

option-admin-log-off = True: parar de publicar as decisões

command-admin-role = Defina quais cargos pedem imagens, moderam ou têm outros limites; sem opções, mostre-os

option-admin-role-role = O cargo

option-admin-role-purpose = Para que serve o cargo

option-admin-role-tier = O nível cujos limites o cargo recebe

option-admin-role-remove = Tirar isto do cargo, ou de todos os cargos se você não citar nenhum

option-admin-role-min-days = Dias que os membros precisam ter no servidor para poder pedir imagens; 0 para nenhum

choice-admin-role-members = pode pedir imagens

choice-admin-role-moderators = conta como moderador

choice-admin-role-tiers = tem os limites de um nível

command-admin-style = Gerencie os estilos próprios deste servidor

command-admin-style-add = Adicione um estilo a este servidor, ou altere um

option-admin-style-add-name = O nome que os membros escolhem: letras minúsculas, dígitos, - e _

option-admin-style-add-text = Palavras a acrescentar ao prompt; {"{"}prompt{"}"} marca o lugar dele, no início por padrão

command-admin-style-remove = Remova um dos estilos deste servidor

option-admin-style-remove-name = O estilo

command-admin-style-list = Mostre os estilos próprios deste servidor

command-admin-quota = Distribua as imagens que este servidor pode ter

command-admin-quota-show = Mostre todas as cotas deste servidor, ou o que resta a um membro e por quê

option-admin-quota-show-member = O membro; sem um, todas as configurações são mostradas

command-admin-quota-set = Defina quantas imagens por dia um membro, um cargo ou todos podem ter

option-admin-quota-set-images = Imagens por dia; -1 para quantas o plano permite, e nunca mais do que isso

option-admin-quota-set-member = Só para este membro

option-admin-quota-set-role = Para cada membro com este cargo; vale o melhor dos cargos do membro

option-admin-quota-set-channel = Para este canal: todos os membros juntos

option-admin-quota-set-concurrent = Pedidos não terminados ao mesmo tempo

option-admin-quota-set-cooldown = Segundos entre dois pedidos

option-admin-quota-set-max-count = Imagens de um pedido

option-admin-quota-set-max-resolution = Resolução máxima

option-admin-quota-set-day = O que conta como um dia: as últimas 24 horas, ou o dia do calendário de um fuso horário

choice-admin-quota-rolling-day = 24 horas móveis

choice-admin-quota-day-in-zone = Dia do calendário em { $zone }

command-admin-quota-grant = Dê imagens a um membro uma vez, além do dia dele

command-admin-quota-reset = Zere as imagens que um membro teve hoje, para que o dia dele recomece

option-admin-quota-member = O membro

option-admin-quota-reason = Por quê, para o registro

option-admin-quota-grant-images = Quantas imagens

option-admin-quota-grant-days = Dias até o resto expirar; sem isso, até serem usadas

command-admin-budget = Limite o que este servidor gasta com imagens

command-admin-budget-show = Mostre o que este servidor pode gastar, o que gastou e desde quando

command-admin-budget-set = Defina o que este servidor pode gastar com imagens, em dólares americanos

option-admin-budget-day = Dólares por dia; 0 para nada, -1 para o que o plano permite, e nunca mais do que isso

option-admin-budget-month = Dólares por mês; 0 para nada, -1 para o que o plano permite, e nunca mais do que isso

option-admin-budget-pro-until = Parte de cada orçamento, 0 a 1, após a qual só o modelo mais barato desenha; -1: a do plano
