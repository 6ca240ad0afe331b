### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = Aquí no se pueden usar patrones, porque el operador del bot no instaló RE2; añade palabras.

## Words

term-too-long = «{ $term }» tiene { $length } caracteres; el límite es { $limit }.

term-wildcard-inside = «{ $term }» tiene un * en medio; ponlo al principio o al final.

term-too-short = «{ $term }» es demasiado corta; una palabra necesita al menos { $least } letras.

## Patterns

pattern-empty = Ese patrón está vacío; escribe qué buscar entre los dos /.

pattern-too-long = Ese patrón tiene { $length } caracteres; el límite es { $limit }.

pattern-unusable = El patrón «{ $pattern }» no se puede usar: { $why }.

pattern-matches-everything = El patrón «{ $pattern }» coincide con un texto vacío, así que se rechazaría toda solicitud.

pattern-rust-syntax = RE2 interpretaría ese patrón de otra manera.

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = un ( no está cerrado

pattern-fault-closing-parenthesis = un ) no tiene su (

pattern-fault-open-bracket = un [ no está cerrado

pattern-fault-nothing-to-repeat = un *, +, ? o {"{}"} no tiene nada delante que repetir

pattern-fault-two-repetitions = hay dos operadores de repetición seguidos

pattern-fault-too-many-repetitions = repite algo más de 1000 veces

pattern-fault-lookahead = RE2 no admite búsqueda hacia delante (lookahead)

pattern-fault-lookbehind = RE2 no admite búsqueda hacia atrás (lookbehind)

pattern-fault-single-backslash = termina con un solo \

pattern-fault-invalid-range = un rango o una clase entre [ y ] no es válido

pattern-fault-too-large = es demasiado grande

pattern-fault-word-boundary = RE2 reconoce los límites de palabra (\b) solo junto a las letras de la a a la z

# $answer is RE2's own English text.
pattern-fault-other = RE2 dice «{ $answer }»

## Where a word was found

filter-own-list = la lista de este servidor

filter-automod-rule = regla de AutoMod «{ $name }»

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match } ({ $source })

match-as-written = «{ $term }», tal cual

match-disguised = «{ $term }», con { $disguise }

match-pattern = el patrón «{ $pattern }»

match-sentence = { $match }.

match-sentence-of-rule = { $match } ({ $rule }).

match-of-term = «{ $written }» está en la lista como «{ $term }»

match-of-disguised-term = «{ $written }» es «{ $term }» con { $disguise }

match-of-pattern = «{ $written }» coincide con el patrón «{ $pattern }»

match-of-pattern-read-as = «{ $written }» coincide con el patrón «{ $pattern }» si se lee como «{ $read_as }»

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = letras parecidas

obfuscation-accents = acentos en sus letras

obfuscation-invisible = caracteres invisibles

obfuscation-leet = cifras o símbolos en vez de letras

obfuscation-spaced-out = sus letras separadas

obfuscation-run-together = sus palabras juntas

obfuscation-repeated = letras repetidas

obfuscation-masked = letras ocultas

# An entry of a list, in quotation marks.
quoted = «{ $text }»

words-unchecked = Sin comprobar, porque Easel no puede leerlo: { $entries }.

words-unchecked-without-re2 = Sin comprobar, porque Easel no puede leerlo: { $entries }. El operador del bot no instaló RE2, que lee los patrones.

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = No se activó nada: Easel necesita el permiso «Gestionar servidor» para leer las reglas de AutoMod de este servidor. Dáselo al rol de Easel y prueba otra vez.

automod-no-answer = No se activó nada: Discord no envía las reglas de AutoMod de este servidor ahora mismo. Prueba dentro de un minuto.

automod-no-rule = El AutoMod de este servidor aún no tiene ninguna regla activa de palabras clave. Cuando la tenga, se aplicará también a las imágenes, en un plazo de { $minutes } minutos.

automod-switched-off = Las reglas de AutoMod de este servidor ya no se aplican a las imágenes; la lista de palabras de Easel sí.

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = { $counts } del AutoMod de este servidor se aplican ahora también a las imágenes; los cambios allí valen en un plazo de { $minutes } minutos.

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on } { $unchecked }

automod-applies = También se aplican { $counts } de AutoMod.

automod-applies-as-last-read = ⚠️ Discord no envía las reglas de AutoMod ahora mismo; según la última lectura, también se aplican { $counts } de AutoMod.

automod-applies-without-answer = ⚠️ Discord no envía las reglas de AutoMod ahora mismo; toda solicitud se rechaza hasta que lo haga.

automod-applies-without-permission = ⚠️ Las reglas de AutoMod también se aplican, pero a Easel le falta el permiso «Gestionar servidor» para leerlas: toda solicitud se rechaza hasta que lo tenga, o hasta que elijas /mod words automod on:False.

automod-counts = { $keywords ->
    [one] { $keywords } palabra clave
   *[other] { $keywords } palabras clave
} de { $rules ->
    [one] { $rules } regla
   *[other] { $rules } reglas
}

automod-counts-with-patterns = { $keywords ->
    [one] { $keywords } palabra clave
   *[other] { $keywords } palabras clave
} y { $patterns ->
    [one] { $patterns } patrón
   *[other] { $patterns } patrones
} de { $rules ->
    [one] { $rules } regla
   *[other] { $rules } reglas
}

## /mod words

words-file-too-large = No se importó nada: ese archivo supera 256 KiB; divídelo, o quita lo que no necesites.

words-file-not-text = No se importó nada: ese archivo no es texto sin formato en UTF-8; guárdalo como texto UTF-8 y prueba otra vez.

words-file-empty = No se importó nada: ese archivo no tiene palabras; escribe una palabra por línea.

words-none = La lista de palabras de este servidor está vacía.

words-pattern-as-exception = Un patrón no puede ser una excepción; escribe la palabra que permites, o cambia el patrón.

words-not-caught = ✅ **No detectado**: la lista de palabras permite esta solicitud.

words-caught = 🚫 **Detectado**: esta solicitud se rechazaría.

words-file-too-long = No se importó nada: ese archivo tiene { $count } palabras, pero un servidor puede tener { $limit } como máximo; quita algunas.

words-file-with-patterns = No se importó nada: aquí no se pueden usar patrones, porque el operador del bot no instaló RE2; añade palabras.

# $lines lists numbers of lines.
words-file-invalid = No se importó nada: { $count ->
    [one] la línea { $lines } no se puede usar
   *[other] las líneas { $lines } no se pueden usar
}; una palabra necesita al menos { $least } letras, puede tener { $most } caracteres como máximo, y llevar un * solo al principio o al final; un patrón tiene que ser válido para RE2.

words-file-invalid-without-re2 = No se importó nada: { $count ->
    [one] la línea { $lines } no se puede usar
   *[other] las líneas { $lines } no se pueden usar
}; una palabra necesita al menos { $least } letras, puede tener { $most } caracteres como máximo, y llevar un * solo al principio o al final.

words-title = **Las palabras de este servidor**

words-counts = { $terms ->
    [one] { $terms } palabra
   *[other] { $terms } palabras
} y { $exceptions ->
    [one] { $exceptions } excepción
   *[other] { $exceptions } excepciones
}

words-counts-with-patterns = { $terms ->
    [one] { $terms } palabra
   *[other] { $terms } palabras
}, { $exceptions ->
    [one] { $exceptions } excepción
   *[other] { $exceptions } excepciones
} y { $patterns ->
    [one] { $patterns } patrón
   *[other] { $patterns } patrones
}

words-file-not-sent = No se importó nada: Discord no envió el archivo. Adjúntalo de nuevo dentro de un minuto.

words-already-listed = «{ $entry }» ya está en la lista de este servidor.

words-term-added = Las solicitudes con «{ $entry }» se rechazan aquí a partir de ahora.

words-exception-added = «{ $entry }» se permite aquí a partir de ahora, aunque contenga una palabra de la lista.

words-pattern-added = Las solicitudes que coincidan con «{ $entry }» se rechazan aquí a partir de ahora.

words-removed = «{ $entry }» se quitó de la lista de este servidor.

words-not-listed = «{ $entry }» no está en la lista de este servidor; /mod words list muestra la lista.

# $counts is words-counts or words-counts-with-patterns.
words-imported = El archivo tiene { $counts }; { $added ->
    [0] ninguna es nueva.
    [one] { $added } es nueva.
   *[other] { $added } son nuevas.
}
