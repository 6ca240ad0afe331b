### Lists inside sentences.

# A list of more than two things, all but the last: $first is the list so far.
list-more = { $first }, { $next }

list-or = { $first } or { $last }

list-and = { $first } and { $last }

# The last thing of a list in a sentence: “a”, “b” and 5 more
list-others = { $count } more

# The last line of a list with bullets.
list-other-lines = - and { $count } more

# The last line of a list without bullets.
list-other-plain-lines = and { $count } more
