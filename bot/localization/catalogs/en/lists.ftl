### Lists inside sentences.

list-more = { $first }, { $next }

list-or = { $first } or { $last }

list-and = { $first } and { $last }
