
### Descriptions of the operator’s commands, their options and choices.

command-operator = Cuide do Easel: servidores, orçamentos, bloqueios

## /operator block, unblock, blocks

command-operator-block = Impeça uma pessoa em todos os lugares, ou todos de um servidor, de pedir imagens

option-operator-user = O id ou a menção da pessoa

option-operator-or-server = Ou o servidor: digite o nome dele e escolha, ou o id

option-operator-block-reason = Por quê; quem está bloqueado lê isto quando tenta

option-operator-block-days = Por quantos dias; sem isso, para sempre

command-operator-unblock = Retire o bloqueio de uma pessoa ou de um servidor

option-operator-audit-reason = Por quê; fica no registro

command-operator-blocks = Liste quem está bloqueado em todos os lugares, até quando e por quê

## /operator servers, server

command-operator-servers = Liste todos os servidores com o que gastaram e desenharam em 30 dias

option-operator-sort = O que vem primeiro; mais dólares por padrão

command-operator-server = Mostre um servidor e mude o plano, os orçamentos ou a admissão dele

option-operator-server = O servidor: digite o nome dele e escolha, ou o id

option-operator-plan = O plano do servidor

option-operator-dollars-per-day = Orçamento de 24 horas em dólares; -1: o do plano

option-operator-dollars-per-month = Orçamento de 30 dias em dólares; -1: o do plano

option-operator-admit = True admite o servidor, False o fecha

option-operator-leave = True faz o Easel sair do servidor, depois de uma pergunta

choice-sort-spent = gasto

choice-sort-pictures = imagens

choice-sort-joined = entrada

choice-no-plan = nenhum próprio: o comprado, ou o padrão

## /operator stats, stop, resume

command-operator-stats = Mostre gráficos de todos os servidores juntos, e quais deles custam mais

command-operator-stop = Não aceite pedidos novos em nenhum servidor; o que foi pedido antes é terminado

option-operator-stop-reason = Por quê; os membros leem isto quando tentam

command-operator-resume = Aceite pedidos de novo, depois de /operator stop
