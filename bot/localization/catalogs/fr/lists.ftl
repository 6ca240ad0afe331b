### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } ou { $last }

list-and = { $first } et { $last }

list-others = { $count } de plus

list-other-lines = - et { $count } de plus

list-other-plain-lines = et { $count } de plus
