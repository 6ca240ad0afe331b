### The names of commands, options and message menus, as Discord lists them. Each is that of the code; a translation
### is one word of lower-case letters and digits (joined by - or _), unique among its neighbours.

## Commands of members

name-imagine = imagine

name-edit = edit

name-quota = quota

name-history = history

name-show = show

name-queue = queue

name-cancel = cancel

name-settings = settings

name-help = help

## Commands of moderators

name-mod = mod

name-mod-block = block

name-mod-unblock = unblock

name-mod-blocks = blocks

name-mod-case = case

name-mod-cases = cases

name-mod-remove = remove

name-mod-words = words

name-mod-words-add = add

name-mod-words-remove = remove

name-mod-words-import = import

name-mod-words-list = list

name-mod-words-test = test

name-mod-words-automod = automod

## Commands of a server’s managers

name-admin = admin

name-admin-setup = setup

name-admin-channel = channel

name-admin-role = role

name-admin-log = log

name-admin-check = check

name-admin-stats = stats

name-admin-style = style

name-admin-style-add = add

name-admin-style-remove = remove

name-admin-style-list = list

name-admin-quota = quota

name-admin-quota-show = show

name-admin-quota-set = set

name-admin-quota-grant = grant

name-admin-quota-reset = reset

name-admin-budget = budget

name-admin-budget-show = show

name-admin-budget-set = set

## Commands of Easel’s operator

name-operator = operator

name-operator-servers = servers

name-operator-server = server

name-operator-block = block

name-operator-unblock = unblock

name-operator-blocks = blocks

name-operator-stop = stop

name-operator-resume = resume

name-operator-stats = stats

## Menus on messages; these may have spaces and capitals

name-menu-edit-image = Edit image

name-menu-image-details = Image details

name-menu-report-image = Report image

name-menu-remove-image = Remove image

## Options; one name serves all commands that have such an option

name-option-prompt = prompt

name-option-aspect-ratio = aspect_ratio

name-option-model = model

name-option-resolution = resolution

name-option-count = count

name-option-image = image

name-option-style = style

name-option-format = format

name-option-quality = quality

name-option-private = private

name-option-spoiler = spoiler

name-option-id = id

name-option-member = member

name-option-reason = reason

name-option-for = for

name-option-state = state

name-option-kind = kind

name-option-text = text

name-option-exception = exception

name-option-pattern = pattern

name-option-file = file

name-option-on = on

name-option-channel = channel

name-option-elsewhere = elsewhere

name-option-mode = mode

name-option-private-only = private_only

name-option-off = off

name-option-role = role

name-option-purpose = purpose

name-option-tier = tier

name-option-min-days = min_days

name-option-remove = remove

name-option-name = name

name-option-images = images

name-option-concurrent = concurrent

name-option-cooldown = cooldown

name-option-max-count = max_count

name-option-max-resolution = max_resolution

name-option-day = day

name-option-month = month

name-option-days = days

name-option-pro-until = pro_until

name-option-sort = sort

name-option-plan = plan

name-option-dollars-per-day = dollars_per_day

name-option-dollars-per-month = dollars_per_month

name-option-admit = admit

name-option-leave = leave

name-option-user = user

name-option-server = server
