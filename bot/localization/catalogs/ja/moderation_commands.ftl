
### Descriptions of moderators’ commands, their options and choices.

command-mod = このサーバーの画像とリクエストをモデレートします

## /mod block, unblock, blocks

command-mod-block = メンバーをブロックし、このサーバーで画像をリクエストできないようにします

option-block-member = メンバー

option-block-reason = 理由。本人がリクエストしようとすると表示されます

option-block-duration = 期間。指定しなければ7日

command-mod-unblock = メンバーのブロックを解除し、また画像をリクエストできるようにします

command-mod-blocks = このサーバーでブロック中のメンバー、期限、理由を表示します

choice-block-1d = 1日

choice-block-7d = 7日

choice-block-30d = 30日

choice-block-ever = 無期限

## /mod case, cases

command-mod-case = 案件を1つ表示し、決定します

option-case-id = カードと /mod cases に表示される番号

command-mod-cases = モデレーターの決定を待つ案件と、決定済みの案件を表示します

option-cases-state = 未決定か決定済みか。指定しなければ未決定

option-cases-kind = この種類だけ

option-cases-member = このメンバーのものだけ

choice-cases-open = 未決定

choice-cases-decided = 決定済み

choice-cases-all = すべて

choice-cases-approvals = 承認

choice-cases-reports = 報告

choice-cases-appeals = 異議申し立て

## /mod remove

command-mod-remove = 画像をすべての場所から削除します。1日以内なら元に戻せます

option-remove-id = 画像の下にある短いID（例: k3f-9x2）

option-remove-reason = 理由。本人も読めます

## /mod words

command-mod-words = このサーバーのリクエストで使えない言葉を管理します

command-mod-words-add-without-patterns = リストに言葉を追加します。!言葉 はオプションと同じ働きです

command-mod-words-import-without-patterns = テキストファイルを取り込みます: 1行に言葉か !例外 を1つ

command-mod-words-add = リストに言葉を追加します。!言葉 と /パターン/ はオプションと同じ働きです

option-words-pattern = 文を正規表現（RE2）として読みます（例: b[ae]d dogs?）

command-mod-words-remove = リストから言葉を削除します

option-words-remove-text = 言葉。例外は前に !、パターンは前後に / を付けます

command-mod-words-import = テキストファイルを取り込みます: 1行に言葉、!例外、/パターン/ のどれか1つ

option-words-file = プレーンテキスト（UTF-8）、最大 256 KiB。正しくない行があると何も追加しません

command-mod-words-list = リストをあなただけに表示します

command-mod-words-test = リストが文に該当するかどうかと、その理由を調べます。何も描きません

option-words-test-text = 調べるプロンプト

command-mod-words-automod = このサーバーの AutoMod のキーワードのルールを画像にも適用するか、やめるかを決めます

option-words-automod-on = 適用するかどうか。変更できるのはこのサーバーを管理できるメンバーだけです

option-words-text = 1つ以上の単語。先頭か末尾の * はそこの任意の文字に一致します（例: behead*）

option-words-exception = リストの言葉を含んでいても、この文を許可します

