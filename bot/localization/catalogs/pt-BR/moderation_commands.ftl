
### Descriptions of moderators’ commands, their options and choices.

command-mod = Modere imagens e pedidos neste servidor

## /mod block, unblock, blocks

command-mod-block = Impeça um membro de pedir imagens neste servidor

option-block-member = O membro

option-block-reason = Por quê; o membro lê isto quando tenta

option-block-duration = Por quanto tempo; 7 dias por padrão

command-mod-unblock = Desbloqueie um membro, para que possa pedir imagens de novo

command-mod-blocks = Liste os membros bloqueados neste servidor, até quando e por quê

choice-block-1d = 1 dia

choice-block-7d = 7 dias

choice-block-30d = 30 dias

choice-block-ever = para sempre

## /mod case, cases

command-mod-case = Mostre um caso e decida sobre ele

option-case-id = O número no cartão dele e em /mod cases

command-mod-cases = Liste o que espera pelos moderadores e o que eles decidiram

option-cases-state = Abertos ou decididos; abertos por padrão

option-cases-kind = Só deste tipo

option-cases-member = Só deste membro

choice-cases-open = abertos

choice-cases-decided = decididos

choice-cases-all = todos

choice-cases-approvals = aprovações

choice-cases-reports = denúncias

choice-cases-appeals = recursos

## /mod remove

command-mod-remove = Remova uma imagem de todos os lugares; você pode desfazer isso por um dia

option-remove-id = O id curto embaixo da imagem, como k3f-9x2

option-remove-reason = Por quê; o membro pode ler

## /mod words

command-mod-words = Gerencie as palavras que os pedidos neste servidor não podem conter

command-mod-words-add-without-patterns = Adicione uma palavra à lista; !palavra funciona como a opção

command-mod-words-import-without-patterns = Importe um arquivo de texto: uma palavra ou !exceção por linha

command-mod-words-add = Adicione uma palavra à lista; !palavra e /padrão/ funcionam como as opções

option-words-pattern = Ler o texto como expressão regular (RE2), como b[ae]d dogs?

command-mod-words-remove = Remova uma palavra da lista

option-words-remove-text = A palavra; escreva ! antes de uma exceção, e / antes e depois de um padrão

command-mod-words-import = Importe um arquivo de texto: uma palavra, !exceção ou /padrão/ por linha

option-words-file = Texto simples (UTF-8), até 256 KiB; se alguma linha for inválida, nada é adicionado

command-mod-words-list = Mostre a lista, só para você

command-mod-words-test = Teste se a lista barra um texto, e por quê; nada é desenhado

option-words-test-text = Um prompt para testar

command-mod-words-automod = Aplique às imagens as regras de palavras-chave do AutoMod deste servidor, ou pare

option-words-automod-on = Aplicar ou não; só membros que podem gerenciar este servidor podem mudar isto

option-words-text = Uma ou mais palavras; * no início ou no fim vale por quaisquer letras, como em decap*

option-words-exception = Permitir este texto, mesmo que contenha uma palavra da lista
