### A server's rules: why a request is not allowed.

rule-role-needed = Neste servidor, só alguns cargos podem pedir imagens; peça um deles a um moderador. { -nothing-charged }

rule-too-new = Neste servidor, você pode pedir imagens depois de ser membro por { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}; volte daqui a { $left ->
    [one] { $left } dia
   *[other] { $left } dias
}. { -nothing-charged }

rule-channel-off = Este servidor não permite pedir imagens neste canal; tente em outro. { -nothing-charged }

rule-channel-moderators-only = Neste canal, este servidor só deixa moderadores pedirem imagens; tente em outro. { -nothing-charged }

rule-model = Este servidor não permite { $model } neste canal; você pode usar { $able }. { -nothing-charged }

rule-model-nor-another = Este servidor não permite { $model } neste canal; tente em outro, ou fale com os moderadores. { -nothing-charged }

time-zone-unknown = Esse fuso horário não existe; escolha um da lista, como Europe/Berlin.

rule-member-unknown = O Discord não diz quem está pedindo, então não dá para verificar as configurações deste servidor. { -nothing-charged }

rule-servers-only = O Easel só desenha em servidores; use-o no canal de um servidor. { -nothing-charged }

rule-no-consent = O autor desta imagem não deixa outras pessoas editá-la; comece com outra. { -nothing-charged }

rule-consent-required = Neste servidor, outras pessoas só podem editar uma imagem se o autor permitir em /settings, e este autor não permite; comece com outra. { -nothing-charged }

rule-prompt-words = Este servidor não permite algumas destas palavras; reformule seu pedido. { -nothing-charged }

rule-description-words = Este servidor não permite algumas destas palavras; reformule a descrição. { -nothing-charged }

rule-automod-not-permitted = Este servidor também aplica as palavras do AutoMod às imagens, mas o Easel não tem permissão para lê-las; peça a um admin que use /admin check. { -nothing-charged }

rule-automod-unreachable = O Discord não está enviando as palavras do AutoMod deste servidor, então não dá para verificar seu prompt; tente de novo em um minuto. { -nothing-charged }
