### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } oder { $last }

list-and = { $first } und { $last }
