
### What only Easel’s operator reads.

operator-block-yourself = You cannot block yourself.

operator-block-own-server = That is the server where you decide; you cannot block it.

operator-reason-required = The reason is empty; please write one.

operator-not-blocked = Nothing was lifted, because there is no such block; /operator blocks lists them.

operator-not-stopped = Requests are accepted already; nothing was stopped.

## Sentences for members

cancelled-by-operator = Easel’s operator cancelled this; nothing was charged.

cancelled-by-leaving = Easel was removed from this server; nothing was charged.

cancelled-by-refusing = Easel’s operator closed this server; nothing was charged.

## Servers

operator-unknown-server = Easel was never on a server with that id; /operator servers lists them.

operator-unknown-plan = There is no plan with that name in the configuration.

operator-always-admitted = The configuration always admits that server, in discord.guilds or as the operator’s own; block it instead.

operator-has-left = Easel has already left that server.

operator-leaving-failed = Discord did not let Easel leave that server; please try again in a minute.

operator-not-listed = With discord.admission = "listed", only the configuration admits servers: add { $server } to discord.guilds and restart.

operator-decided-admitted = That was decided already: the server is admitted.

operator-decided-not-admitted = That was decided already: the server is not admitted.

## What the question about a server says once it is decided

server-admitted-before = Admitted before

server-admitted-before-by = Admitted before by { $operator }

server-not-admitted = Not admitted

server-not-admitted-by = Not admitted by { $operator }
