### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } ou { $last }

list-and = { $first } et { $last }
