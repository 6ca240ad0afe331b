### Lists inside sentences.

list-more = { $first }、{ $next }

list-or = { $first }または{ $last }

list-and = { $first }と{ $last }

list-others = ほか{ $count }件

list-other-lines = - ほか{ $count }件

list-other-plain-lines = ほか{ $count }件
