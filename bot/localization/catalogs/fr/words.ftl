### The word list: what cannot be on it, and what was found in a prompt.

patterns-unavailable = Les motifs ne peuvent pas être utilisés ici, parce que l’opérateur du bot n’a pas installé RE2 ; ajoute plutôt des mots.

## Words

term-too-long = « { $term } » a { $length } caractères ; la limite est de { $limit }.

term-wildcard-inside = « { $term } » a un * au milieu ; mets-le au début ou à la fin.

term-too-short = « { $term } » est trop court ; il faut au moins { $least } lettres à un mot.

## Patterns

pattern-empty = Ce motif est vide ; écris ce qu’il faut chercher entre les deux /.

pattern-too-long = Ce motif a { $length } caractères ; la limite est de { $limit }.

pattern-unusable = Le motif « { $pattern } » ne peut pas être utilisé : { $why }.

pattern-matches-everything = Le motif « { $pattern } » correspond au texte vide, toutes les demandes seraient donc refusées.

pattern-rust-syntax = RE2 interpréterait ce motif autrement.

## Why a pattern cannot be used, inside pattern-unusable

pattern-fault-open-parenthesis = une ( n’est pas fermée

pattern-fault-closing-parenthesis = une ) n’a pas de ( correspondante

pattern-fault-open-bracket = un [ n’est pas fermé

pattern-fault-nothing-to-repeat = un *, +, ? ou {"{}"} n’a rien à répéter devant lui

pattern-fault-two-repetitions = deux opérateurs de répétition se suivent

pattern-fault-too-many-repetitions = il répète quelque chose plus de 1000 fois

pattern-fault-lookahead = RE2 n’accepte pas les assertions avant (lookahead)

pattern-fault-lookbehind = RE2 n’accepte pas les assertions arrière (lookbehind)

pattern-fault-single-backslash = il se termine par un seul \

pattern-fault-invalid-range = un intervalle ou une classe entre [ et ] n’est pas valide

pattern-fault-too-large = il est trop grand

pattern-fault-word-boundary = RE2 ne reconnaît les limites de mots (\b) qu’à côté des lettres a à z

# $answer is RE2's own English text.
pattern-fault-other = RE2 dit « { $answer } »

## Where a word was found

filter-own-list = la liste de ce serveur

filter-automod-rule = règle AutoMod « { $name } »

## What was found, for moderators: $source is one of the two above, $disguise a list of the next section

match-summary = { $match } ({ $source })

match-as-written = « { $term } », tel quel

match-disguised = « { $term } », avec { $disguise }

match-pattern = le motif « { $pattern } »

match-sentence = { $match }.

match-sentence-of-rule = { $match } ({ $rule }).

match-of-term = « { $written } » est dans la liste sous la forme « { $term } »

match-of-disguised-term = « { $written } » est « { $term } » avec { $disguise }

match-of-pattern = « { $written } » correspond au motif « { $pattern } »

match-of-pattern-read-as = « { $written } » correspond au motif « { $pattern } » quand on le lit « { $read_as } »

## How a word was disguised: "with repeated letters and hidden letters"

obfuscation-look-alikes = des lettres qui se ressemblent

obfuscation-accents = des accents sur ses lettres

obfuscation-invisible = des caractères invisibles

obfuscation-leet = des chiffres ou des symboles à la place de lettres

obfuscation-spaced-out = ses lettres espacées

obfuscation-run-together = ses mots collés

obfuscation-repeated = des lettres répétées

obfuscation-masked = des lettres masquées

# An entry of a list, in quotation marks.
quoted = « { $text } »

words-unchecked = Non vérifié, parce qu’Easel ne peut pas le lire : { $entries }.

words-unchecked-without-re2 = Non vérifié, parce qu’Easel ne peut pas le lire : { $entries }. L’opérateur du bot n’a pas installé RE2, qui lit les motifs.

## AutoMod's rules that apply to pictures. $minutes is how long changes take.

automod-no-permission = Rien n’a été activé : il faut à Easel la permission « Gérer le serveur » pour lire les règles d’AutoMod de ce serveur. Donne-la au rôle d’Easel, puis réessaie.

automod-no-answer = Rien n’a été activé : Discord n’envoie pas les règles d’AutoMod de ce serveur en ce moment. Réessaie dans une minute.

automod-no-rule = L’AutoMod de ce serveur n’a pas encore de règle de mots clés active. Dès qu’il en aura une, elle s’appliquera aussi aux images, en { $minutes } minutes au plus.

automod-switched-off = Les règles d’AutoMod de ce serveur ne s’appliquent plus aux images ; la liste de mots d’Easel s’applique toujours.

# $counts is automod-counts or automod-counts-with-patterns.
automod-switched-on = Les règles d’AutoMod de ce serveur s’appliquent maintenant aussi aux images : { $counts } ; les changements y prennent effet en { $minutes } minutes au plus.

# $switched_on and $unchecked are sentences.
automod-switched-on-in-part = { $switched_on } { $unchecked }

automod-applies = Les règles d’AutoMod s’appliquent aussi : { $counts }.

automod-applies-as-last-read = ⚠️ Discord n’envoie pas les règles d’AutoMod en ce moment ; celles de la dernière lecture s’appliquent aussi : { $counts }.

automod-applies-without-answer = ⚠️ Discord n’envoie pas les règles d’AutoMod en ce moment ; toutes les demandes sont refusées jusqu’à ce qu’il le fasse.

automod-applies-without-permission = ⚠️ Les règles d’AutoMod s’appliquent aussi, mais il manque à Easel la permission « Gérer le serveur » pour les lire : toutes les demandes sont refusées jusqu’à ce qu’il l’ait, ou jusqu’à ce que tu choisisses /mod words automod on:False.

automod-counts = { $keywords ->
    [one] { $keywords } mot clé
   *[other] { $keywords } mots clés
} dans { $rules ->
    [one] { $rules } règle
   *[other] { $rules } règles
}

automod-counts-with-patterns = { $keywords ->
    [one] { $keywords } mot clé
   *[other] { $keywords } mots clés
} et { $patterns ->
    [one] { $patterns } motif
   *[other] { $patterns } motifs
} dans { $rules ->
    [one] { $rules } règle
   *[other] { $rules } règles
}

## /mod words

words-file-too-large = Rien n’a été importé : ce fichier dépasse 256 Kio ; divise-le, ou retire ce dont tu n’as pas besoin.

words-file-not-text = Rien n’a été importé : ce fichier n’est pas du texte brut en UTF-8 ; enregistre-le comme texte UTF-8 et réessaie.

words-file-empty = Rien n’a été importé : ce fichier ne contient aucun mot ; écris un mot par ligne.

words-none = La liste de mots de ce serveur est vide.

words-pattern-as-exception = Un motif ne peut pas être une exception ; écris le mot à autoriser, ou change le motif.

words-not-caught = ✅ **Pas arrêté** : la liste de mots autorise cette demande.

words-caught = 🚫 **Arrêté** : cette demande serait refusée.

words-file-too-long = Rien n’a été importé : ce fichier a { $count } mots, mais un serveur peut en avoir au plus { $limit } ; retires-en.

words-file-with-patterns = Rien n’a été importé : les motifs ne peuvent pas être utilisés ici, parce que l’opérateur du bot n’a pas installé RE2 ; ajoute plutôt des mots.

# $lines lists numbers of lines.
words-file-invalid = Rien n’a été importé : { $count ->
    [one] la ligne { $lines } ne peut pas être utilisée
   *[other] les lignes { $lines } ne peuvent pas être utilisées
} ; un mot a au moins { $least } lettres, au plus { $most } caractères, et un * seulement au début ou à la fin ; un motif doit être valide pour RE2.

words-file-invalid-without-re2 = Rien n’a été importé : { $count ->
    [one] la ligne { $lines } ne peut pas être utilisée
   *[other] les lignes { $lines } ne peuvent pas être utilisées
} ; un mot a au moins { $least } lettres, au plus { $most } caractères, et un * seulement au début ou à la fin.

words-title = **Les mots de ce serveur**

words-counts = { $terms ->
    [one] { $terms } mot
   *[other] { $terms } mots
} et { $exceptions ->
    [one] { $exceptions } exception
   *[other] { $exceptions } exceptions
}

words-counts-with-patterns = { $terms ->
    [one] { $terms } mot
   *[other] { $terms } mots
}, { $exceptions ->
    [one] { $exceptions } exception
   *[other] { $exceptions } exceptions
} et { $patterns ->
    [one] { $patterns } motif
   *[other] { $patterns } motifs
}

words-file-not-sent = Rien n’a été importé : Discord n’a pas envoyé le fichier. Joins-le à nouveau dans une minute.

words-already-listed = « { $entry } » est déjà dans la liste de ce serveur.

words-term-added = Les demandes avec « { $entry } » sont maintenant refusées ici.

words-exception-added = « { $entry } » est maintenant autorisé ici, même s’il contient un mot de la liste.

words-pattern-added = Les demandes qui correspondent à « { $entry } » sont maintenant refusées ici.

words-removed = « { $entry } » a été retiré de la liste de ce serveur.

words-not-listed = « { $entry } » n’est pas dans la liste de ce serveur ; /mod words list la montre.

# $counts is words-counts or words-counts-with-patterns.
words-imported = Le fichier contient { $counts } ; { $added ->
    [0] rien n’y est nouveau.
    [one] { $added } entrée est nouvelle.
   *[other] { $added } entrées sont nouvelles.
}
