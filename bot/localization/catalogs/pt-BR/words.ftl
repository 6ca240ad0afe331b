
### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = Não é possível usar padrões aqui, porque o operador do bot não instalou o RE2; adicione palavras em vez disso.

## Words

term-too-long = “{ $term }” tem { $length } caracteres; o limite é { $limit }.

term-wildcard-inside = “{ $term }” tem um * no meio; ponha-o no início ou no fim.

term-too-short = “{ $term }” é curto demais; uma palavra precisa de pelo menos { $least } letras.

## Patterns

pattern-empty = Esse padrão está vazio; escreva o que procurar entre as duas /.

pattern-too-long = Esse padrão tem { $length } caracteres; o limite é { $limit }.

pattern-unusable = Não é possível usar o padrão “{ $pattern }”: { $why }.

pattern-matches-everything = O padrão “{ $pattern }” corresponde a um texto vazio, então todos os pedidos seriam recusados.

pattern-rust-syntax = O RE2 interpretaria esse padrão de outro jeito.

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = um ( não foi fechado

pattern-fault-closing-parenthesis = um ) não tem ( correspondente

pattern-fault-open-bracket = um [ não foi fechado

pattern-fault-nothing-to-repeat = um *, +, ? ou {"{}"} não tem nada antes dele para repetir

pattern-fault-two-repetitions = há dois operadores de repetição seguidos

pattern-fault-too-many-repetitions = ele repete algo mais de 1000 vezes

pattern-fault-lookahead = o RE2 não aceita lookahead

pattern-fault-lookbehind = o RE2 não aceita lookbehind

pattern-fault-single-backslash = ele termina com uma única \

pattern-fault-invalid-range = um intervalo ou uma classe entre [ e ] é inválido

pattern-fault-too-large = ele é grande demais

pattern-fault-word-boundary = o RE2 só reconhece limites de palavra (\b) ao lado das letras de a a z

# $answer is RE2's own English text.
pattern-fault-other = o RE2 diz “{ $answer }”

## Where a word was found

filter-own-list = a lista deste servidor

filter-automod-rule = regra do AutoMod “{ $name }”

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match } ({ $source })

match-as-written = “{ $term }”, escrito assim mesmo

match-disguised = “{ $term }”, com { $disguise }

match-pattern = o padrão “{ $pattern }”

match-sentence = { $match }.

match-sentence-of-rule = { $match } ({ $rule }).

match-of-term = “{ $written }” está na lista como “{ $term }”

match-of-disguised-term = “{ $written }” é “{ $term }” com { $disguise }

match-of-pattern = “{ $written }” corresponde ao padrão “{ $pattern }”

match-of-pattern-read-as = “{ $written }” corresponde ao padrão “{ $pattern }” quando é lido como “{ $read_as }”

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = letras parecidas

obfuscation-accents = acentos nas letras

obfuscation-invisible = caracteres invisíveis no meio

obfuscation-leet = números ou símbolos no lugar de letras

obfuscation-spaced-out = as letras separadas

obfuscation-run-together = as palavras grudadas

obfuscation-repeated = letras repetidas

obfuscation-masked = letras ocultas

# An entry of a list, in quotation marks.
quoted = “{ $text }”

words-unchecked = Não verificado, porque o Easel não consegue ler: { $entries }.

words-unchecked-without-re2 = Não verificado, porque o Easel não consegue ler: { $entries }. O operador do bot não instalou o RE2, que lê padrões.

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = Nada foi ligado: o Easel precisa da permissão “Gerenciar servidor” para ler as regras do AutoMod deste servidor. Dê essa permissão ao cargo do Easel e tente de novo.

automod-no-answer = Nada foi ligado: o Discord não está enviando as regras do AutoMod deste servidor agora. Tente de novo em um minuto.

automod-no-rule = O AutoMod deste servidor ainda não tem nenhuma regra de palavras-chave ativa. Assim que tiver uma, ela vai valer também para imagens, em até { $minutes } minutos.

automod-switched-off = As regras do AutoMod deste servidor não valem mais para imagens; a lista de palavras do próprio Easel continua valendo.

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = O que agora vale também para imagens, do AutoMod deste servidor: { $counts }. Mudanças lá passam a valer em até { $minutes } minutos.

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on } { $unchecked }

automod-applies = Do AutoMod também valem { $counts }.

automod-applies-as-last-read = ⚠️ O Discord não está enviando as regras do AutoMod agora; pela última leitura, também valem { $counts } do AutoMod.

automod-applies-without-answer = ⚠️ O Discord não está enviando as regras do AutoMod agora; todos os pedidos são recusados até que ele as envie.

automod-applies-without-permission = ⚠️ As regras do AutoMod também valem, mas falta ao Easel a permissão “Gerenciar servidor” para lê-las: todos os pedidos são recusados até que ele a tenha, ou até que você escolha /mod words automod on:False.

automod-counts = { $keywords ->
    [0] nenhuma palavra-chave
    [one] { $keywords } palavra-chave
   *[other] { $keywords } palavras-chave
} de { $rules ->
    [one] { $rules } regra
   *[other] { $rules } regras
}

automod-counts-with-patterns = { $keywords ->
    [0] nenhuma palavra-chave
    [one] { $keywords } palavra-chave
   *[other] { $keywords } palavras-chave
} e { $patterns ->
    [0] nenhum padrão
    [one] { $patterns } padrão
   *[other] { $patterns } padrões
} de { $rules ->
    [one] { $rules } regra
   *[other] { $rules } regras
}

## /mod words

words-file-too-large = Nada foi importado: esse arquivo tem mais de 256 KiB; divida-o, ou tire o que não precisa.

words-file-not-text = Nada foi importado: esse arquivo não é texto simples em UTF-8; salve-o como texto UTF-8 e tente de novo.

words-file-empty = Nada foi importado: esse arquivo não tem nenhuma palavra; escreva uma palavra por linha.

words-none = A lista de palavras deste servidor está vazia.

words-pattern-as-exception = Um padrão não pode ser uma exceção; escreva a palavra a permitir, ou mude o padrão.

words-not-caught = ✅ **Passa**: a lista de palavras permite este pedido.

words-caught = 🚫 **Barrado**: este pedido seria recusado.

words-file-too-long = Nada foi importado: esse arquivo tem { $count } palavras, mas um servidor pode ter no máximo { $limit }; tire algumas.

words-file-with-patterns = Nada foi importado: não é possível usar padrões aqui, porque o operador do bot não instalou o RE2; adicione palavras em vez disso.

# $lines lists numbers of lines.
words-file-invalid = Nada foi importado: não é possível usar { $count ->
    [one] a linha { $lines }
   *[other] as linhas { $lines }
}; uma palavra precisa de pelo menos { $least } letras, pode ter no máximo { $most } caracteres, e um * só no início ou no fim; um padrão precisa ser válido para o RE2.

words-file-invalid-without-re2 = Nada foi importado: não é possível usar { $count ->
    [one] a linha { $lines }
   *[other] as linhas { $lines }
}; uma palavra precisa de pelo menos { $least } letras, pode ter no máximo { $most } caracteres, e um * só no início ou no fim.

words-title = **As palavras deste servidor**

words-counts = { $terms ->
    [0] nenhuma palavra
    [one] { $terms } palavra
   *[other] { $terms } palavras
} e { $exceptions ->
    [0] nenhuma exceção
    [one] { $exceptions } exceção
   *[other] { $exceptions } exceções
}

words-counts-with-patterns = { $terms ->
    [0] nenhuma palavra
    [one] { $terms } palavra
   *[other] { $terms } palavras
}, { $exceptions ->
    [0] nenhuma exceção
    [one] { $exceptions } exceção
   *[other] { $exceptions } exceções
} e { $patterns ->
    [0] nenhum padrão
    [one] { $patterns } padrão
   *[other] { $patterns } padrões
}

words-file-not-sent = Nada foi importado: o Discord não enviou o arquivo. Anexe-o de novo em um minuto.

words-already-listed = “{ $entry }” já está na lista deste servidor.

words-term-added = Pedidos com “{ $entry }” agora são recusados aqui.

words-exception-added = “{ $entry }” agora é permitido aqui, mesmo onde contém uma palavra da lista.

words-pattern-added = Pedidos que correspondem a “{ $entry }” agora são recusados aqui.

words-removed = “{ $entry }” foi removido da lista deste servidor.

words-not-listed = “{ $entry }” não está na lista deste servidor; /mod words list mostra a lista.

# $counts is words-counts or words-counts-with-patterns.
words-imported = O arquivo tem { $counts }; { $added ->
    [0] nada disso é novo.
    [one] { $added } entrada é nova.
   *[other] { $added } entradas são novas.
}
