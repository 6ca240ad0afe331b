### Énumérations dans les phrases et au-dessous.

list-and = { $most } et { $last }

list-or = { $most } ou { $last }

list-comma = { $before }, { $last }

list-more-texts = { $count } de plus

list-more-lines = - et { $count } de plus

list-more-plain-lines = et { $count } de plus
