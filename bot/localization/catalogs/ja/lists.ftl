### Lists inside sentences.

list-more = { $first }、{ $next }

list-or = { $first }または{ $last }

list-and = { $first }と{ $last }
