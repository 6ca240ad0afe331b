### O painel de /admin setup, e o que se lê quando o Easel chega a um servidor.

setup-title = ## 🎨 Easel neste servidor

setup-log-first = ⚠️ **Escolha primeiro um canal de moderadores.** { $problem }: { $remedy }.

setup-log-pictures-wait = Imagens deste servidor esperam aprovação, e nenhum moderador pode vê-las!

setup-note = -# As mudanças valem na hora. O tipo de servidor define o resto; depois mude o que quiser.

setup-panel-outdated = Este painel não funciona mais; /admin setup abre um novo.

setup-log = **Canal de moderadores**: denúncias, aprovações e decisões são publicadas aqui

placeholder-setup-log = Um canal que só moderadores possam ler

item-setup-kind-school = Tipo de servidor: uma escola

item-setup-kind-art = Tipo de servidor: uma comunidade de arte

item-setup-kind-adults = Tipo de servidor: só para adultos

placeholder-setup-kind-mixed = Tipo de servidor: suas configurações

hint-setup-kind-school = Moderadores verificam tudo; as sinalizadas não aparecem; ninguém edita imagens alheias

hint-setup-kind-art = Todos podem pedir imagens; as sinalizadas ficam atrás de um spoiler

hint-setup-kind-adults = Todos podem pedir imagens; as sinalizadas só aparecem em canais com restrição de idade

setup-where-everywhere = **Onde os membros podem pedir imagens**: em todos os lugares. Se você escolher canais, todos os outros ficam desligados

setup-where-everywhere-but = **Onde os membros podem pedir imagens**: em todos os lugares, menos em { $channels }. Se você escolher canais, todos os outros ficam desligados

setup-where-nowhere = **Onde os membros podem pedir imagens**: em lugar nenhum. Escolha canais, ou escolha uma opção abaixo para permitir em todos os lugares

setup-where-only = **Onde os membros podem pedir imagens**: só nestes canais. Se você não escolher nenhum, em todos os lugares

setup-where-too-many =
    { $count ->
        [one] **Onde os membros podem pedir imagens**: em { $count } canal, demais para esta lista: /admin channel mostra todos
       *[other] **Onde os membros podem pedir imagens**: em { $count } canais, demais para esta lista: /admin channel mostra todos
    }

setup-where-lacks = ⚠️ Faltam permissões ao Easel em { $channels }: veja “Verificar”

placeholder-setup-where-all = Todos os canais

placeholder-setup-where-none = Nenhum canal

item-setup-how-open = Pedidos: abertos a todos

item-setup-how-approval = Pedidos: verificados antes

hint-setup-how-approval = Todos podem pedir imagens; elas aparecem quando um moderador as aprova

item-setup-how-moderators = Pedidos: só para moderadores

placeholder-setup-how-mixed = Pedidos: diferente entre os canais

setup-moderators = **Cargos que moderam**, além de todos que podem gerenciar mensagens

placeholder-setup-moderators = Nenhum outro cargo

item-setup-flagged-spoiler = Imagens sinalizadas: atrás de um spoiler

item-setup-flagged-hold = Imagens sinalizadas: moderadores decidem

hint-setup-flagged-hold = Elas aparecem quando um moderador as aprova

item-setup-flagged-restricted = Imagens sinalizadas: só em canais 18+

hint-setup-flagged-restricted = Elas só aparecem em canais com restrição de idade

item-setup-flagged-refuse = Imagens sinalizadas: não mostradas

item-setup-safety-operator = Verificação de segurança: a do operador

item-setup-safety-fast = Verificação de segurança: ligada

item-setup-safety-none = Verificação de segurança: desligada

item-setup-language-discord = Idioma: o definido no Discord

hint-language-at-discord = Para mensagens que todos veem; no Discord este servidor está em { $language }

item-setup-language = Idioma: { $language }

button-setup-automod-on = Palavras do AutoMod: ligadas

button-setup-automod-off = Palavras do AutoMod: desligadas

button-setup-edits-on = Outros podem editar imagens: sim

button-setup-edits-off = Outros podem editar imagens: não

setup-action = Configurado

setup-where-detail = Onde os membros podem pedir imagens: só em { $channels }

setup-where-detail-all = Onde os membros podem pedir imagens: em todos os lugares

setup-moderators-detail = Cargos que moderam: { $roles }

setup-moderators-detail-none = Cargos que moderam: nenhum

welcome-channel = 👋 **O Easel desenha imagens a partir de palavras.** Todos podem pedi-las em cada canal, até que alguém que gerencia este servidor o configure: quais canais, quem modera, o que acontece com imagens sinalizadas. Leva um minuto. `/admin quota` e `/admin budget` distribuem o que este servidor pode usar.

button-open-setup = Configurar

welcome-manager = 👋 Obrigado por adicionar o Easel a { $server }. Lá todos podem pedir imagens em cada canal, até que você escolha quais canais, quem modera e o que acontece com imagens sinalizadas: vá ao [seu servidor]({ $link }) e digite { $setup } em qualquer canal. Leva um minuto. `/admin quota` e `/admin budget` distribuem o que o seu servidor pode usar.

welcome-server-waits = 👋 **O Easel desenha imagens a partir de palavras**, mas aqui ainda não: este servidor espera pelo operador do Easel, que decide quais servidores podem usá-lo. Ninguém precisa fazer nada; o Easel escreve de novo quando o servidor for admitido.
