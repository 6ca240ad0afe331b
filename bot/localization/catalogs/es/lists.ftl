### Enumeraciones en las frases y debajo de ellas.

list-and = { $most } y { $last }

list-or = { $most } o { $last }

list-comma = { $before }, { $last }

list-more-texts = { $count } más

list-more-lines = - y { $count } más

list-more-plain-lines = y { $count } más
