### リクエストと画像のボタン、およびそこから開くフォーム。多くのボタンの前には Discord が絵文字を表示します。

button-job-cancel = キャンセル

button-cancel-drawing = キャンセル – すでに描画中のため枚数に数えます

button-cancel-drawn = キャンセル – すでに描画済みのため枚数に数えます

button-job-reroll = もう一度

button-job-edit = 編集

button-job-vary = バリエーション

button-job-details = 詳細

button-job-favourite = お気に入り

button-job-dm = DMで受け取る

button-job-delete = 削除

button-job-confirm = 描く

button-job-typed = 入力どおりに描く

button-job-aside = 今はやめる

button-job-describe = 代替テキスト

button-job-show = 表示

button-job-report = 報告

button-job-appeal = 異議申し立て

button-job-undo = 元に戻す

button-job-case = 案件

## 画像と、そこから作られた画像との間のボタン

button-trail-previous = ◀ 前へ

button-trail-next = 次へ ▶

button-trail-next-of-several = 次へ { $number } ▶

## 履歴のボタン

button-history-all = すべて

button-history-favourites = お気に入り

## フォーム

modal-edit = 画像を編集

modal-vary = 画像のバリエーション

modal-describe = 画像を説明

field-edit-prompt = どこを変えるか、または何に変えるか

hint-edit-price = 編集は1枚あたり約 { $price } です

field-description = 画像を見られない人に読み上げる説明

field-which-picture = どの画像

placeholder-which-picture = 1つ選んでください

item-picture = 画像 { $number }
