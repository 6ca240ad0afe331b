### Buttons of requests and pictures, and the forms that they open. Discord shows an emoji before many of the buttons.

button-job-cancel = Cancel

# Once Runware draws: the pictures count against the member's quota although they never see them.
button-cancel-drawing = Cancel – already being drawn, still counts

# The pictures are drawn and wait for a moderator.
button-cancel-drawn = Cancel – already drawn, still counts

button-job-reroll = Reroll

button-job-edit = Edit

button-job-vary = Vary

button-job-details = Details

button-job-favourite = Favourite

button-job-dm = DM me

button-job-delete = Delete

# Accepts a price.
button-job-confirm = Draw it

# Accepts a price, with the braces of the prompt as a part of its text.
button-job-typed = Draw it as typed

# Declines a price.
button-job-aside = Not now

# Opens the form for a picture's description.
button-job-describe = Alt text

button-job-show = Show

button-job-report = Report

button-job-appeal = Appeal

button-job-undo = Undo

# Shows a moderators' case.
button-job-case = Case

## Buttons between a picture and those that were made from it

button-trail-previous = ◀ Previous

button-trail-next = Next ▶

# When several pictures were made from one.
button-trail-next-of-several = Next { $number } ▶

## Buttons of the history

button-history-all = All

button-history-favourites = Favourites

## Forms

modal-edit = Edit a picture

modal-vary = Vary a picture

modal-describe = Describe a picture

# The member writes into this field.
field-edit-prompt = What to change, or what to turn it into

hint-edit-price = An edit costs about { $price } a picture

field-description = What people hear who cannot see the picture

field-which-picture = Which picture

placeholder-which-picture = Choose one

item-picture = Picture { $number }
