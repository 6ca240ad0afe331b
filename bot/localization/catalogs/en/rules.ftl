### A server's rules: why a request is not allowed.

rule-role-needed = On this server, only some roles can request pictures; ask a moderator for one. { -nothing-charged }

rule-too-new = On this server, you can request pictures once you have been a member for { $days ->
    [one] a day
   *[other] { $days } days
}; please come back in { $left ->
    [one] a day
   *[other] { $left } days
}. { -nothing-charged }

rule-channel-off = This server does not allow picture requests in this channel; please try another one. { -nothing-charged }

rule-channel-moderators-only = This server lets only moderators request pictures in this channel; please try another one. { -nothing-charged }

rule-model = This server does not allow { $model } in this channel; you can use { $able }. { -nothing-charged }

rule-model-nor-another = This server does not allow { $model } in this channel; please try another one, or ask its moderators. { -nothing-charged }

time-zone-unknown = There is no such time zone; please choose one from the list, such as Europe/Berlin.

rule-member-unknown = Discord does not say who is asking, so this server’s settings cannot be checked. { -nothing-charged }

rule-servers-only = Easel only draws on servers; please use it in a server’s channel. { -nothing-charged }

rule-no-consent = The author of this picture does not let others edit it; please start from another one. { -nothing-charged }

rule-consent-required = On this server, others can edit a picture only if its author allows it in /settings, and this author does not; please start from another one. { -nothing-charged }

rule-prompt-words = This server does not allow some of these words; please rephrase your request. { -nothing-charged }

rule-description-words = This server does not allow some of these words; please rephrase the description. { -nothing-charged }

rule-automod-not-permitted = This server also applies its AutoMod’s words to pictures, but Easel is not allowed to read them; please tell an admin to run /admin check. { -nothing-charged }

rule-automod-unreachable = Discord does not send the words of this server’s AutoMod right now, so your prompt cannot be checked; please try again in a minute. { -nothing-charged }
