### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } oder { $last }

list-and = { $first } und { $last }

list-others = { $count } weitere

list-other-lines = - und { $count } weitere

list-other-plain-lines = und { $count } weitere
