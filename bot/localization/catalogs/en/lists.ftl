### Lists inside sentences and below them.

# Two or more things: "View Channel, Embed Links and Attach Files"; $most are all but the last.
list-and = { $most } and { $last }

# Two or more choices: "JPG, PNG or WEBP"; $most are all but the last.
list-or = { $most } or { $last }

# Two neighbours of a longer list, or the list so far and the next thing.
list-comma = { $before }, { $last }

# The last thing of a list in a sentence: "“a”, “b” and 5 more"
list-more-texts = { $count } more

# The last line of a list with bullets
list-more-lines = - and { $count } more

# The last line of a list without bullets
list-more-plain-lines = and { $count } more
