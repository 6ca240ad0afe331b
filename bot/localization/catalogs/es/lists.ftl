### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } o { $last }

list-and = { $first } y { $last }
