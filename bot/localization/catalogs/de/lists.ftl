### Aufzählungen in Sätzen und darunter.

list-and = { $most } und { $last }

list-or = { $most } oder { $last }

list-comma = { $before }, { $last }

list-more-texts = { $count } weitere

list-more-lines = - und { $count } weitere

list-more-plain-lines = und { $count } weitere
