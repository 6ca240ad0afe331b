### Requests for pictures: what is impossible, and how they ended.

cancelled = Cancelled; nothing was charged.

cancelled-while-drawing = Cancelled. It was already being drawn, so it still counts: { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}.

cancelled-after-drawing = Cancelled. It was already drawn, so it still counts: { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}.

## The same with a few words of the prompt

named-cancelled = Cancelled “{ $name }”; nothing was charged.

named-cancelled-while-drawing = Cancelled “{ $name }”. It was already being drawn, so it still counts: { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}.

named-cancelled-after-drawing = Cancelled “{ $name }”. It was already drawn, so it still counts: { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}.

## Models. $model is the model's label, $able lists what is possible.

model-unknown = There is no model “{ $model }”. You can use { $able }.

model-not-offered = Runware does not offer { $model } right now; you can use { $able }.

model-not-offered-nor-another = Runware does not offer { $model } right now; the bot’s operator was notified, please try again later.

model-suspended = Easel does not draw with { $model } right now, because Runware bills it far above its price; its operator was told, and you can use { $able }.

model-suspended-nor-another = Easel does not draw with { $model } right now, because Runware bills it far above its price; its operator was told; please try again later.

model-resolutions = { $model } draws in { $able }, not in { $resolution }.

model-ratios = { $model } draws { $able } in { $resolution }, not { $ratio }.

## Flags inside a prompt. $flag is what was typed, such as "--ar 3:7".

flag-ratio = { $flag } cannot be drawn: you can use { $able }.

flag-ratio-nearest = { $flag } cannot be drawn: the nearest is { $nearest }, and you can use { $able }.

flag-number = { $flag } cannot be used: write a number from { $minimum } to { $maximum }.

flag-format = { $flag } cannot be used: write { $able }.

flag-needs-value = { $flag } needs a value after it, such as { $example }.

flag-needs-name = { $flag } needs a value after it, such as { $flag } followed by its name.

flag-takes-no-value = { $flag } takes no value: write { $flag } alone, or leave it out.

# $flags is a list of $count flags, each maybe with its reason; $as_text is an example such as "-- word".
flags-unsupported = { $count ->
    [one] { $flags } is not used here
   *[other] { $flags } are not used here
}; you can use { $able }. To keep a word as text, put a space after the dashes: “{ $as_text }”.

# The last item of a list of flags.
flags-more = { $count } more

flag-with-reason = { $flag } ({ $reason })

## Why a flag of another bot does not exist here

foreign-flag-seed = no model here takes a seed

foreign-flag-negative-prompt = no model here takes a negative prompt, so say what you do want

foreign-flag-model = a model is chosen with --model

foreign-flag-strength-of-style = no model here takes a strength of style, so describe it in words

foreign-flag-surprise = no model here takes an amount of surprise

foreign-flag-quality = quality is --quality 20 to 99

foreign-flag-tiles = no model here tiles

foreign-flag-address = no model here takes a picture by its address

foreign-flag-speed = there is one speed

foreign-flag-size = size follows from --ar and --2k

foreign-flag-nothing-like-it = no model here takes it

foreign-flag-visibility = who sees it is chosen with --private

## Why Easel cannot draw now

spending-stopped = Easel cannot draw right now, and the bot’s operator was notified. It resumes by itself as soon as its account at Runware works again. Nothing was charged; please try again later.

## Options

prompt-empty = The prompt is empty; write what to draw.

prompt-too-long = The prompt has { $length } characters; the limit is { $limit }.

prompt-too-long-with-style = With the style “{ $style }” the prompt has more than { $limit } characters; please shorten it.

count-out-of-range = You can request 1 to { $most } pictures at once, not { $count }.

quality-out-of-range = The quality must be from { $least } to { $most }, not { $quality }.

model-lacks-resolution = { $model } does not draw in { $resolution }; use { $able } for that.

model-takes-no-references = { $model } does not start from pictures.

model-takes-no-references-but-others = { $model } does not start from pictures; use { $able } for that.

model-too-many-references = { $model } can start from at most { $most ->
    [one] one picture
   *[other] { $most } pictures
}, not { $count }.

model-too-many-references-but-others = { $model } can start from at most { $most ->
    [one] one picture
   *[other] { $most } pictures
}, not { $count }; use { $able } for that.

## Why a request has no pictures

absent-deleted = That picture was deleted.

absent-not-made = These pictures are not made yet; try again once they are here.

absent-on-the-way = These pictures are on their way; try again once they are here.

absent-held = A moderator looks at these pictures first; try again once they are approved.

absent-refused = That request was refused, so it has no pictures.

absent-failed = That request failed, so it has no pictures.

absent-cancelled = That request was cancelled, so it has no pictures.

# $reason is one of the sentences above.
source-absent = { $reason } { -nothing-charged }

## Styles and choices in braces

style-unknown = There is no style “{ $style }” here; you can use { $able }.

style-unknown-similar = There is no style “{ $style }” here; did you mean { $similar }?

style-unknown-and-none-there = There is no style “{ $style }” here, and there are no others; leave the style out.

# The last item of a list of styles: "noir, pastel or one of 12 more".
style-one-of-more = one of { $count } more

variants-too-many = The choices in braces make { $count } prompts, and { $most } is the most; take some out.

variants-far-too-many = The choices in braces make more than { $shown } prompts, and { $most } is the most; take some out.

restarting = Easel is restarting; please try again in a minute. { -nothing-charged }

storage-unavailable = Easel cannot write to its disk right now, so nothing was changed and nothing was charged. Its operator has been told; please try again in a few minutes.

discord-down = Discord does not answer right now.

## Cancelling and deleting

ack-failed = Discord did not wait for the answer; nothing was charged.

cancelled-by-moderator = A moderator cancelled this; nothing was charged.

cancel-too-late = It is too late to cancel that request: it has ended already.

cancel-too-late-but-deletable = It is too late to cancel that request: the pictures are on their way. You can delete them.

delete-too-early = This is not finished yet; use Cancel instead.

cancel-not-yours = Only the member who requested this, or a moderator, can cancel it.

delete-not-yours = Only the member who requested this, or a moderator, can delete it.

request-unknown = That request no longer exists.

request-without-picture = That request has no picture to start from; nothing was charged.

## Why a request failed

download-failed = The pictures were drawn but could not be downloaded. Nothing was charged; please try again.

discord-unreachable = The pictures were drawn, but Discord did not accept them for an hour, so they could not be delivered. { -nothing-charged }

bot-restarted = The bot restarted before it could answer; nothing was charged.

internal-error = Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened.

reference-gone = The picture to start from is no longer available from Runware or Discord; please attach it again. { -nothing-charged }

## A stored request that the configured model cannot draw any more

task-other-model = This request was made for another model than { $model }.

task-size = { $model } does not draw in { $size }.

task-references = { $model } takes { $most } reference pictures at most, not { $count }.

timed-out = The picture took too long. Nothing was charged; please try again.

flagged-not-shown = Runware’s safety check flagged the result, and this server does not show flagged pictures here; please request something else. { -nothing-charged }

# $reason is "model-not-offered" or "model-not-offered-nor-another".
model-lost = { $reason } { -nothing-charged }

model-lost-with-successor = Runware no longer offers { $model }; { $successor } now draws in its place. Nothing was charged; please try again.

model-closed = The last pictures of { $model } could not be read from Runware, so it is closed for now and is tried again { $when }. { -nothing-charged }

model-closed-but-another-draws = The last pictures of { $model } could not be read from Runware, so it is closed for now and is tried again { $when }. Meanwhile { $other } (`{ $key }`) draws. { -nothing-charged }
