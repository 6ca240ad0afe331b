### Quotas, budgets and other limits.
### $window is the budget: guild_day (this server's, for a day), guild_month (this server's, for a month), or bot_day (all servers').

budget-member-used-up = Your requests of the last 24 hours have cost as much as one member’s may, because pictures were drawn that did not reach you. { -nothing-charged }

budget-member-used-up-for-moderators = This member’s requests of the last 24 hours have cost as much as one member’s may, whatever became of the pictures; accept it later, or reject it.

budget-cheapest-model-only = On this server only the cheapest model draws; please choose it. { -nothing-charged }

budget-dearer-models-cost-too-much = That would cost { $price }, and dearer models may use { $most } of { $window ->
    [guild_day] this server’s picture budget for the day
    [guild_month] this server’s picture budget for the month
   *[bot_day] the bot’s picture budget for the day
}; please choose the cheapest model or fewer pictures. { -nothing-charged }

budget-dearer-models-closed = Dearer models may use { $share } of { $window ->
    [guild_day] this server’s picture budget for the day
    [guild_month] this server’s picture budget for the month
   *[bot_day] the bot’s picture budget for the day
}, and too little of that is left; please choose the cheapest model. { -nothing-charged }

budget-zero = { $window ->
    [guild_day] This server’s picture budget for the day is 0, so nothing is drawn until a manager of this server or Easel’s operator changes that.
    [guild_month] This server’s picture budget for the month is 0, so nothing is drawn until a manager of this server or Easel’s operator changes that.
   *[bot_day] The bot’s picture budget for the day is 0, so nothing is drawn until Easel’s operator changes that.
} { -nothing-charged }

budget-smaller-than-price = That would cost { $price }, and { $window ->
    [guild_day] this server’s picture budget for the day
    [guild_month] this server’s picture budget for the month
   *[bot_day] the bot’s picture budget for the day
} is { $budget }; please ask for fewer pictures. { -nothing-charged }

budget-smaller-than-one-picture = That would cost { $price }, and { $window ->
    [guild_day] this server’s picture budget for the day
    [guild_month] this server’s picture budget for the month
   *[bot_day] the bot’s picture budget for the day
} is { $budget }. { -nothing-charged }

budget-used-up = { $window ->
    [guild_day] This server’s picture budget for the day is used up. A manager of this server can look at it with /admin budget show.
    [guild_month] This server’s picture budget for the month is used up. A manager of this server can look at it with /admin budget show.
   *[bot_day] The bot’s picture budget for the day is used up. All servers share it, and only Easel’s operator can raise it.
} { -nothing-charged }

budget-rest-too-small = What is left of { $window ->
    [guild_day] this server’s picture budget for the day
    [guild_month] this server’s picture budget for the month
   *[bot_day] the bot’s picture budget for the day
} is not enough for this; please ask for fewer pictures. { -nothing-charged }

## Quotas. $day is the day that counts: rolling (the last 24 hours), calendar (today), or all_servers (24 hours, all servers).

quota-zero = You cannot request pictures here: your limit is 0. A manager of this server or Easel’s operator can change that. { -nothing-charged }

quota-free-pictures-used-up = That would be { $count } pictures free of charge for this member within 24 hours, and { $limit } a day is their limit; accept it later, or reject it.

quota-smaller-than-request = You requested { $requested } pictures, and { $limit } a day is your limit; please ask for fewer. { -nothing-charged }

quota-smaller-than-request-with-grants = You requested { $requested } pictures, and { $limit } a day is your limit and { $granted } more that managers gave you; please ask for fewer. { -nothing-charged }

quota-rest = You have { $left } of your { $limit } pictures of { $day ->
    [calendar] today
    [all_servers] the last 24 hours on all servers together
   *[rolling] the last 24 hours
} left and requested { $requested }. { -nothing-charged }

quota-rest-with-grants = You have { $left } of your { $limit } pictures of { $day ->
    [calendar] today
    [all_servers] the last 24 hours on all servers together
   *[rolling] the last 24 hours
} left, and { $granted } that managers gave you, but requested { $requested }. { -nothing-charged }

quota-used-up = { $day ->
    [calendar] { $limit ->
        [one] Your one picture of today is used up.
       *[other] You have 0 of your { $limit } pictures of today left.
    }
    [all_servers] { $limit ->
        [one] Your one picture of the last 24 hours on all servers together is used up.
       *[other] You have 0 of your { $limit } pictures of the last 24 hours on all servers together left.
    }
   *[rolling] { $limit ->
        [one] Your one picture of the last 24 hours is used up.
       *[other] You have 0 of your { $limit } pictures of the last 24 hours left.
    }
} { -nothing-charged }

channel-quota-zero = This server’s managers allow no pictures in this channel; please try another one. { -nothing-charged }

channel-quota-smaller-than-request = You requested { $requested } pictures, and this channel has { $limit } a day; please ask for fewer. { -nothing-charged }

channel-quota-rest = This channel has { $left } of its { $limit } pictures of the day left, and you requested { $requested }. { -nothing-charged }

channel-quota-used-up = { $limit ->
    [one] This channel’s picture of the day is used up, by all members together; please try another channel.
   *[other] This channel’s { $limit } pictures of the day are used up, by all members together; please try another channel.
} { -nothing-charged }

plan-quota-rest = This server’s plan allows a member { $limit ->
    [one] one picture a day
   *[other] { $limit } pictures a day
}, whatever managers give; you have { $left } left and requested { $requested }. { -nothing-charged }

plan-quota-used-up = This server’s plan allows a member { $limit ->
    [0] no pictures
    [one] one picture a day
   *[other] { $limit } pictures a day
}, whatever managers give; you have none left. { -nothing-charged }

## Other limits

limit-resolution = This server’s managers allow pictures in { $most } here, not in { $requested }; please choose { $most }. { -nothing-charged }

limit-count = You requested { $requested } pictures at once, and this server’s managers allow { $most ->
    [one] one picture
   *[other] at most { $most } pictures
} a request here; please ask for fewer. { -nothing-charged }

limit-model = This server’s plan does not include the model { $model }; please choose { $able }. { -nothing-charged }

limit-model-nor-another = This server’s plan does not include the model { $model }; and it includes no other model. { -nothing-charged }

limit-running = You have { $running ->
    [one] a request
   *[other] { $running } requests
} running already, and { $limit } at once is your limit; wait for one to finish, or cancel one that is still in the queue with /cancel. { -nothing-charged }

limit-cooldown = Your limit is one request every { $seconds ->
    [one] second
   *[other] { $seconds } seconds
}; nothing was charged.
