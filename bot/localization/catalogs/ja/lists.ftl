### 文中・文末の列挙

list-and = { $most }、{ $last }

list-or = { $most }、{ $last }

list-comma = { $before }、{ $last }

list-more-texts = ほか{ $count }件

list-more-lines = - ほか{ $count }件

list-more-plain-lines = ほか{ $count }件
