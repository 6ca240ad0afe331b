### Enumerações nas frases e abaixo delas.

list-and = { $most } e { $last }

list-or = { $most } ou { $last }

list-comma = { $before }, { $last }

list-more-texts = mais { $count }

list-more-lines = - e mais { $count }

list-more-plain-lines = e mais { $count }
