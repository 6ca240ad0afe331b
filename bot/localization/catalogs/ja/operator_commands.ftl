### Descriptions of the operator’s commands, their options and choices.

command-operator = Easel を運営します: サーバー、予算、ブロック

## /operator block, unblock, blocks

command-operator-block = 画像のリクエストをブロックします: ユーザーはすべての場所で、サーバーはその全員を

option-operator-user = ユーザーの ID またはメンション

option-operator-or-server = またはサーバー: 名前を入力して選ぶか、ID を入力

option-operator-block-reason = 理由。ブロックされた人がリクエストしようとすると表示されます

option-operator-block-days = 日数。指定しなければ無期限

command-operator-unblock = ユーザーまたはサーバーのブロックを解除します

option-operator-audit-reason = 理由（監査ログ用）

command-operator-blocks = すべての場所でブロック中の相手、期限、理由を表示します

## /operator servers, server

command-operator-servers = すべてのサーバーと、30日間の金額と画像を表示します

option-operator-sort = 並べ替え。指定しなければ金額の多い順

command-operator-server = サーバーを1つ表示し、プラン、予算、許可を変更します

option-operator-server = サーバー: 名前を入力して選ぶか、ID を入力

option-operator-plan = サーバーのプラン

option-operator-dollars-per-day = 24時間の予算（ドル）。-1 でプランのとおり

option-operator-dollars-per-month = 30日間の予算（ドル）。-1 でプランのとおり

option-operator-admit = True でサーバーを許可、False で利用を終了

option-operator-leave = True で、確認の後にサーバーから退出

choice-sort-spent = 金額

choice-sort-pictures = 画像

choice-sort-joined = 参加日

choice-no-plan = 独自のプランなし: 購入したもの、または既定

## /operator stats, stop, resume

command-operator-stats = すべてのサーバーのグラフと、最も費用がかかったサーバーを表示します

command-operator-stop = すべてのサーバーで新しいリクエストを停止します。それまでのものは最後まで進めます

option-operator-stop-reason = 理由。メンバーがリクエストしようとすると表示されます

command-operator-resume = /operator stop の後、リクエストの受け付けを再開します
