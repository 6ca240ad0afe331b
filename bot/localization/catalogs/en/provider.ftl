### What went wrong at Runware, or with a picture.

provider-quota = The bot’s Runware account has no credit left; only the bot’s operator can fix this. { -nothing-charged }

provider-auth = Runware does not accept the bot’s API key; only the bot’s operator can fix this. { -nothing-charged }

provider-safety = Runware’s safety check did not allow this; please rephrase your request. { -nothing-charged }

provider-rate-limit = Runware is too busy right now; please try again in a few minutes. { -nothing-charged }

provider-timeout = Runware took too long; please try again in a few minutes. { -nothing-charged }

provider-runware = Runware has a problem right now; please try again in a few minutes. { -nothing-charged }

provider-upstream = The model could not finish this picture; please try again in a few minutes. { -nothing-charged }

provider-connection = Runware cannot be reached right now; please try again in a few minutes. { -nothing-charged }

provider-model = Runware does not offer this model right now; please choose another one. { -nothing-charged }

provider-reference = Runware cannot use the picture to start from; please attach it again. { -nothing-charged }

provider-not-found = Runware no longer knows this request; please try again. { -nothing-charged }

provider-validation = Runware did not accept this request; please change the prompt or the options. { -nothing-charged }

provider-unknown = Runware refused this request without a reason; please change it or try later. { -nothing-charged }

## Finished pictures

result-not-a-picture = Runware sent something that is not a picture; nothing was charged.

result-missing = Runware does not have the picture; nothing was charged.

result-unreachable = The finished picture cannot be downloaded from Runware right now; nothing was charged.

result-host-not-trusted = Runware sent a picture from a host that is not trusted; nothing was charged.

result-private-address = Easel’s network sends Runware’s pictures to an address that is not on the internet; please ask its operator to run the check. { -nothing-charged }

result-unreadable = Runware sent a picture that cannot be read; nothing was charged.

# $limit is in MiB.
result-too-large = The picture is larger than { $limit } MiB, so it was not read or charged.

## Pictures that members attach

# $limit is in MiB.
upload-too-large = That picture is larger than { $limit } MiB, so please attach a smaller one; nothing was charged.

upload-empty = That file is empty, so please attach it again; nothing was charged.

upload-link-expired = That picture’s link has expired or the picture was deleted, so please attach it again; nothing was charged.

upload-broken = That picture is broken or cut off, so please save it anew and attach that; nothing was charged.

upload-discord-down = Discord does not deliver that picture right now, so please try again in a minute; nothing was charged.

upload-not-at-discord = Pictures are only read from Discord, so please attach the picture itself; nothing was charged.

upload-private-address = Easel’s network sends Discord’s pictures to an address that is not on the internet, so please tell its operator to run the check; nothing was charged.

upload-not-a-picture = That file is not a PNG, JPG or WEBP, so please attach one that is; nothing was charged.

upload-heic-or-avif = That file is HEIC or AVIF, not a PNG, JPG or WEBP, so please save it as one of these and attach that; nothing was charged.

upload-animated = That picture is animated, so please attach a still one, such as a screenshot of it; nothing was charged.

upload-takes-too-much = That picture takes too much time or memory to read, so please attach a smaller one or a JPG; nothing was charged.

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels } pixels

upload-too-many-pixels = That picture has { $size }, and { $limit } is the most, so please attach a smaller one; nothing was charged.

upload-too-small = That picture has { $size }, and each side needs { $limit }, so please attach a larger one; nothing was charged.

upload-too-narrow = That picture has { $size }, and the long side may be { $limit } times as long as the short one at most, so please crop it and attach that; nothing was charged.
