### コマンド、オプション、メッセージメニューの名前

## メンバーのコマンド

name-imagine = 描く

name-edit = 編集

name-quota = 利用枠

name-history = 履歴

name-show = 表示

name-queue = 順番待ち

name-cancel = キャンセル

name-settings = 設定

name-help = ヘルプ

## モデレーターのコマンド

name-mod = モデレーション

name-mod-block = ブロック

name-mod-unblock = ブロック解除

name-mod-blocks = ブロック一覧

name-mod-case = 案件

name-mod-cases = 案件一覧

name-mod-remove = 削除

name-mod-words = 禁止語

name-mod-words-add = 追加

name-mod-words-remove = 削除

name-mod-words-import = 取り込み

name-mod-words-list = 一覧

name-mod-words-test = テスト

name-mod-words-automod = automod

## サーバー管理者のコマンド

name-admin = 管理

name-admin-setup = 初期設定

name-admin-channel = チャンネル

name-admin-role = ロール

name-admin-log = ログ

name-admin-check = 点検

name-admin-stats = 統計

name-admin-style = スタイル

name-admin-style-add = 追加

name-admin-style-remove = 削除

name-admin-style-list = 一覧

name-admin-quota = 利用枠

name-admin-quota-show = 表示

name-admin-quota-set = 設定

name-admin-quota-grant = 付与

name-admin-quota-reset = リセット

name-admin-budget = 予算

name-admin-budget-show = 表示

name-admin-budget-set = 設定

## 運営者のコマンド

name-operator = 運営

name-operator-servers = サーバー一覧

name-operator-server = サーバー

name-operator-block = ブロック

name-operator-unblock = ブロック解除

name-operator-blocks = ブロック一覧

name-operator-stop = 停止

name-operator-resume = 再開

name-operator-stats = 統計

## メッセージのメニュー

name-menu-edit-image = 画像を編集

name-menu-image-details = 画像の詳細

name-menu-report-image = 画像を報告

name-menu-remove-image = 画像を削除

## オプション

name-option-prompt = プロンプト

name-option-aspect-ratio = 縦横比

name-option-model = モデル

name-option-resolution = 解像度

name-option-count = 枚数

name-option-image = 画像

name-option-style = スタイル

name-option-format = 形式

name-option-quality = 画質

name-option-private = 非公開

name-option-spoiler = スポイラー

name-option-id = id

name-option-member = メンバー

name-option-reason = 理由

name-option-for = 期間

name-option-state = 状態

name-option-kind = 種類

name-option-text = 文

name-option-exception = 例外

name-option-pattern = パターン

name-option-file = ファイル

name-option-on = 有効

name-option-channel = チャンネル

name-option-elsewhere = その他のチャンネル

name-option-mode = モード

name-option-private-only = 非公開のみ

name-option-off = 無効

name-option-role = ロール

name-option-purpose = 用途

name-option-tier = ランク

name-option-min-days = 最低日数

name-option-remove = 解除

name-option-name = 名前

name-option-images = 画像数

name-option-concurrent = 同時実行数

name-option-cooldown = クールダウン

name-option-max-count = 最大枚数

name-option-max-resolution = 最大解像度

name-option-day = 日

name-option-month = 月

name-option-days = 日数

name-option-pro-until = pro_上限

name-option-sort = 並べ替え

name-option-plan = プラン

name-option-dollars-per-day = 1日のドル

name-option-dollars-per-month = 1か月のドル

name-option-admit = 許可

name-option-leave = 退出

name-option-user = ユーザー

name-option-server = サーバー
