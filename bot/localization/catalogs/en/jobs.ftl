### The messages of requests in channels: waiting, being drawn, the pictures, and how a request ended.

job-waiting = ⏳ **In the queue: { $position } of { $total }**

job-drawing = 🎨 **Drawing…**

# $estimate is a time such as "8 to 12 s".
job-drawing-usually = 🎨 **Drawing…** usually { $estimate }

# Below a waiting request: others were made by the same command.
job-others = { $count ->
    [one] and 1 more request, in its own message
   *[other] and { $count } more requests, each in its own message
}

job-held = **A moderator checks the pictures first.** They will appear here once approved.

job-prompt-hidden = -# The server’s AutoMod does not allow the prompt in this message.

job-ended = This request ended without pictures; nothing was charged.

job-removed = A moderator removed these pictures.

job-removed-because = A moderator removed these pictures: { $reason }.

job-moved-to-dm = The answer to { $member }’s request was sent as a direct message.

job-moved = The answer to this request is in [another message]({ $url }).

# Which pictures the second message of a request shows: "11 to 20 of 20".
job-overflow-numbers = { $first } to { $count } of { $count }

## The small print below pictures

# Stands for the size where that is not known yet: as the picture that the request starts from.
size-as-reference = in the picture’s shape

job-model-replaced = Runware no longer offers { $former }, so { $model } draws this.

job-seconds = { $seconds } s

# How many pictures the member can still request today.
job-images-left = { $count } left

job-shrunk = Some files were made smaller to fit into the message.

# $formats such as "JPG and PNG".
job-other-format = Runware sent { $formats } files, not { $requested } as requested.

job-spoilers = { $count ->
    [one] Runware’s safety check flagged a picture, so it is behind a spoiler.
   *[other] Runware’s safety check flagged { $count } pictures, so they are behind a spoiler.
}

# For screen readers, where the prompt may not be shown.
alt-text-hidden = An AI-made picture

# $author and $owner are mentions; $open and $close make a link of the words between them.
job-source-reroll = { $whose ->
    [own] 🎲 Reroll by { $author } of their own { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
   *[member] 🎲 Reroll by { $author } of { $owner }’s { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
}

job-source-edit = { $whose ->
    [own] ✏️ Edit by { $author } of their own { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
   *[member] ✏️ Edit by { $author } of { $owner }’s { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
}

job-source-vary = { $whose ->
    [own] 🪄 Variation by { $author } of their own { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
   *[member] 🪄 Variation by { $author } of { $owner }’s { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
}

job-source-asked = { $whose ->
    [own] 🎲 Made by { $author } from their own { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
   *[member] 🎲 Made by { $author } from { $owner }’s { $open }{ $count ->
        [one] picture
       *[other] pictures
    }{ $close }
}

## Fewer pictures came than were requested

job-missing-refused = { $shown } of { $requested } came; the provider’s safety check refused the rest.

job-missing-failed = { $shown } of { $requested } came; the rest could not be drawn.

job-missing-withheld-none = { $shown } of { $requested } came; Runware’s safety check flagged { $withheld ->
    [one] one
   *[other] { $withheld }
}, and this server does not show flagged pictures here.

job-missing-withheld-refused = { $shown } of { $requested } came; Runware’s safety check flagged { $withheld ->
    [one] one
   *[other] { $withheld }
}, and this server does not show flagged pictures here; the provider’s safety check refused the rest.

job-missing-withheld-failed = { $shown } of { $requested } came; Runware’s safety check flagged { $withheld ->
    [one] one
   *[other] { $withheld }
}, and this server does not show flagged pictures here; the rest could not be drawn.

# Follows one of the sentences above.
job-missing-charged = You are only charged for those.

## What /queue and /cancel show

queue-own = **Yours**

queue-empty = You have no unfinished requests.

queue-total = All members: { $waiting } in the queue, { $drawing } being drawn

queue-nothing-to-cancel = You have no request that can be cancelled.

queue-unknown = There is no such request; pick one of those that are offered.

job-state-reserved = just received

job-state-waiting = in the queue

job-state-submitted = being drawn

job-state-ready = on its way to you

job-state-held = waiting for a moderator

## The price of expensive requests, before they are drawn. $price such as "$0.29", $model such as "Pro 2K".

price-edits = { $count ->
    [one] 1 × { $model } edit = { $price }
   *[other] { $count } × { $model } edits = { $price }
}

price-pictures-of-model = { $count ->
    [one] 1 × { $model } picture = { $price }
   *[other] { $count } × { $model } pictures = { $price }
}

# Of several models.
price-pictures = { $count ->
    [one] 1 picture = { $price }
   *[other] { $count } pictures = { $price }
}

# $cost is one of the three above.
price-of-left = { $cost }, uses { $count } of your { $left } left

price-hint = Nothing is charged before you press the button.

# $cost is one of the three above.
price-as-typed = Or draw the text as you typed it, with its braces: { $cost }.

# $error says why the variants in braces cannot be drawn.
price-variants-error = { $error } You can draw the text as you typed it instead:

price-discarded = Nothing is drawn, and nothing was charged.

price-model-replaced = Runware no longer offers { $former }, so { $model } draws instead.

# Facts in which requests of one list differ.
price-fact-edit = { $model } edit

price-fact-picture = { $model } picture

price-fact-quality = quality { $quality }

price-fact-private = private

price-fact-spoiler = spoiler

## Why finished pictures could not be sent

job-undeliverable = Easel could not deliver this: Discord did not accept it in this channel or as a direct message. { -nothing-charged }

job-undeliverable-flagged = Easel could not deliver this: Discord did not accept it in this channel, and pictures that were flagged are never sent as a direct message. { -nothing-charged }

job-too-large = The pictures are too large for this channel, even after making them smaller; nothing was charged.

## How long a request usually takes; minutes are at least two

estimate-about-seconds = about { $time } s

estimate-range-of-seconds = { $low } to { $high } s

estimate-about-minutes = about { $time } minutes

estimate-range-of-minutes = { $low } to { $high } minutes

estimate-seconds-to-minutes = { $low } s to { $high } minutes

sentence-of-other-version = The reason cannot be shown: another version of Easel wrote it.
