
### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = Runware no longer offers the model `{ $air }` (“{ $key }”). No successor is configured, so requests for it are refused. If it has a successor there, put its id into `models.{ $key }.air`, or name one of your other models as `models.{ $key }.successor`, and restart Easel.

alert-model-lost-with-successor = Runware no longer offers the model `{ $air }` (“{ $key }”). Its successor “{ $successor }” draws in its place, with its own sizes and prices. If it has a successor there, put its id into `models.{ $key }.air`, or name one of your other models as `models.{ $key }.successor`, and restart Easel.

alert-cost-above-price = Runware billed { $cost } for what costs { $price } by Easel’s configuration (model “{ $key }”). The whole bill counts against all budgets. Please correct `models.{ $key }.price` and `edit_price`.

alert-refused-pictures-billed = Runware billed { $cost } for what costs { $price } by Easel’s configuration (model “{ $key }”), because it charged pictures that it refused. The whole bill counts against all budgets.

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert } It is so far above the price that Easel draws no more with this model for a day, or until you do.

alert-model-closed = Easel has stopped drawing with `{ $air }` (“{ $key }”): the last { $count } pictures that Runware finished and billed could not be read. Requests for this model are refused politely; one is tried again after a pause, so nothing needs to be restarted. The log has the reason of each (event `picture_unreadable`).

alert-cost-below-price = Runware billed { $cost } for what costs { $price } by Easel’s configuration (model “{ $key }”). The bill is what counts against all budgets. If the price has changed, please correct `models.{ $key }.price` and `edit_price`.

alert-no-cost = Runware has not named the cost of pictures by the model “{ $key }”. They are booked at the configured price until it does; `python -m bot reconcile` lists them.

alert-size = Runware drew { $drawn } where { $wanted } was requested (model “{ $key }”). The pictures were delivered as they are. If this happens again, please compare `models.{ $key }.sizes` with Runware’s page of the model.

alert-model = Runware answered with the model `{ $answered }` where `{ $wanted }` was requested (model “{ $key }”). Please compare `models.{ $key }.air` and its prices with Runware’s page of the model.

alert-spending-stopped = Easel has stopped spending: Runware answered `{ $code }`. Please look at the account’s credit (xAI models need a paid invoice or at least $5 of credit) and at the API key. Until then, requests are refused with a clear message. Easel tries again by itself; no restart is needed.

alert-balance-used-up = Easel has stopped spending: its account at Runware has { $balance } left, and a picture can cost { $price }. Requests are refused with a clear message. Easel looks at the balance every half minute and resumes by itself once there is credit; no restart is needed.

alert-balance-low = Easel’s account at Runware has { $balance } left, and the last 24 hours cost { $spent }. Please add credit at https://my.runware.ai; when less is left than a picture costs, Easel stops until there is more.

# $reason says in English what the database answered.
alert-storage = Easel cannot write to its database: { $reason } Please make room or bring the server back. Until then requests are refused politely and nothing new is spent; pictures that were paid for are kept and delivered afterwards. Nothing needs to be restarted.

alert-budget-used-up = The budget of the whole bot, { $budget } in 24 hours (`limits.dollars_per_day`), has no room for another request. To allow more, raise the budget in the configuration and restart Easel.

alert-budget-used-up-until = The budget of the whole bot, { $budget } in 24 hours (`limits.dollars_per_day`), has no room for another request. There is room for it again { $when }. To allow more, raise the budget in the configuration and restart Easel.

alert-budget-nearly-used-up = { $share } of the budget of the whole bot are used: { $spent } of { $budget } in 24 hours (`limits.dollars_per_day`).
