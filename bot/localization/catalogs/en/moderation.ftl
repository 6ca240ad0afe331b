
### Decisions of moderators.

pictures-expired = No moderator decided on these pictures in time. Nothing was charged; you can send the request again.

block-yourself = You cannot block yourself; another moderator can.

approve-source-removed = The picture this was made from was removed, so this cannot be shown; please decline it.

approve-too-late = These pictures are no longer waiting for approval.

pictures-declined = This server’s moderators declined these pictures: { $reason }. { -nothing-charged }

appeal-already-accepted = The moderators already accepted your appeal; your request is drawn free of charge.

appeal-already-rejected = The moderators already rejected your appeal; please request something else.

appeal-already-expired = No moderator decided on your appeal in time; please ask a moderator here.

own-case = You cannot decide on your own picture or request; another moderator can.

reason-required = The reason is empty; please write one.

block-duration-required = Choose how long to block them: 1 day, 7 days or forever.

report-own-picture = This picture is your own; delete it with 🗑️ Delete.

report-without-moderators = There are no moderators here; pictures can only be reported on a server.

not-blocked = { $member } is not blocked on this server; /mod blocks shows who is.

## Blocks. $end is block-forever or block-until.

block-forever = forever

block-until = until { $when }

blocked = { $member } cannot request pictures on this server { $end }.

block-replaces = This replaces { $moderator }’s block { $end }.

block-cancelled-requests = Their unfinished requests were cancelled and not charged.

unblocked = { $member } can request pictures on this server again; { $moderator }’s block { $end } was lifted.

blocks-none = Nobody is blocked on this server.

blocks-title = ⛔ **Blocked on this server**

# After a title, where a list does not show all.
list-part = the first { $count } of { $total }

blocks-entry = { $member } · { $end } · by { $moderator }

## Who can do what

moderators-only = Only this server’s moderators can do that.

block-bot = Bots cannot request pictures, so there is nothing to block.

block-moderator = Moderators cannot be blocked; remove them as a moderator first.

member-lookup-failed = Discord could not look up that member, so nobody was blocked; please try again in a minute.

no-picture-to-remove = That message has no picture by Easel; use Discord’s own “Delete Message” for it.
