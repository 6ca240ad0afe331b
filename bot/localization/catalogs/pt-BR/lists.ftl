### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } ou { $last }

list-and = { $first } e { $last }

list-others = mais { $count }

list-other-lines = - e mais { $count }

list-other-plain-lines = e mais { $count }
