### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } o { $last }

list-and = { $first } y { $last }

list-others = { $count } más

list-other-lines = - y { $count } más

list-other-plain-lines = y { $count } más
