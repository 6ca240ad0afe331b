### メンバーのコマンドとそのオプション。Discord の一覧に表示されます。

command-imagine = 説明から画像を描きます

option-imagine-prompt = 何を描くか。--ar 16:9 --pro --count 4 などのフラグも使えます

option-imagine-image = 元にする画像。プロンプトには変えたいところを書きます

option-aspect-ratio = 画像の形

option-model = 画像を描くモデル

option-resolution = サイズ: 1K または 2K（2K は Pro が必要）

option-count = 描く枚数

option-style = このサーバーで使えるスタイル

option-format = ファイル形式

option-quality = ファイルに残す細かさ。通常は 95

option-private = 画像を自分だけに表示する

option-spoiler = 誰かがクリックするまで画像を隠す

command-edit = 説明のとおりに画像を編集します

option-edit-image = 編集する画像: PNG、JPG、WEBP

option-edit-prompt = どこを変えるか。--pro --count 4 などのフラグも使えます

command-help = Easel でできることと使い方を表示します

command-quota = 残りの枚数と、これまでにかかった料金を表示します

command-queue = 未完了のリクエストと混み具合を表示します

command-cancel = 終わっていないリクエストをキャンセルします

option-cancel-id = リクエスト。省略すると最新のもの

command-history = 自分の画像とお気に入りを新しい順に表示します

command-show = 画像と、その元になった画像をもう一度表示します

option-show-id = 画像の下にある短いID（例: k3f-9x2）

command-settings = 既定の設定と、自分の画像を編集できる人を選びます

## 画像の形（横:縦）

choice-ratio-square = 1:1 正方形

choice-ratio-wide-16-9 = 16:9 横長

choice-ratio-tall-9-16 = 9:16 縦長

choice-ratio-wide-4-3 = 4:3 横長

choice-ratio-tall-3-4 = 3:4 縦長

choice-ratio-wide-3-2 = 3:2 横長

choice-ratio-tall-2-3 = 2:3 縦長

choice-ratio-wide-2-1 = 2:1 横長

choice-ratio-tall-1-2 = 1:2 縦長

choice-ratio-wide-19-9 = 19.5:9 横長

choice-ratio-tall-9-19 = 9:19.5 縦長

choice-ratio-wide-20-9 = 20:9 横長

choice-ratio-tall-9-20 = 9:20 縦長
