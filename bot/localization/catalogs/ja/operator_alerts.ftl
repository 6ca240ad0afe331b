### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = Runware がモデル `{ $air }`（「{ $key }」）の提供を終了しました。後継が設定されていないため、このモデルへのリクエストは拒否されます。Runware に後継があれば、その ID を `models.{ $key }.air` に書くか、ほかのモデルの1つを `models.{ $key }.successor` に指定して、Easel を再起動してください。

alert-model-lost-with-successor = Runware がモデル `{ $air }`（「{ $key }」）の提供を終了しました。後継の「{ $successor }」が、自身のサイズと料金で代わりに描きます。Runware に後継があれば、その ID を `models.{ $key }.air` に書くか、ほかのモデルの1つを `models.{ $key }.successor` に指定して、Easel を再起動してください。

alert-cost-above-price = Easel の設定では { $price } のものに、Runware が { $cost } を請求しました（モデル「{ $key }」）。請求の全額がすべての予算に数えられます。`models.{ $key }.price` と `edit_price` を修正してください。

alert-refused-pictures-billed = Easel の設定では { $price } のものに、Runware が { $cost } を請求しました（モデル「{ $key }」）。Runware が、自ら拒否した画像の料金も取ったためです。請求の全額がすべての予算に数えられます。

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert }料金を大きく上回っているため、Easel は1日の間、または修正されるまで、このモデルで描きません。

alert-model-closed = Easel は `{ $air }`（「{ $key }」）で描くのを止めました。Runware が完成させて請求した最近の画像{ $count }枚を読み込めなかったためです。このモデルへのリクエストには丁寧にお断りを返します。しばらくしてから1件を試すので、再起動は不要です。それぞれの理由はログにあります（イベント `picture_unreadable`）。

alert-cost-below-price = Easel の設定では { $price } のものに、Runware が { $cost } を請求しました（モデル「{ $key }」）。すべての予算には請求額が数えられます。料金が変わった場合は、`models.{ $key }.price` と `edit_price` を修正してください。

alert-no-cost = Runware がモデル「{ $key }」の画像の費用を知らせてきません。知らせがあるまでは設定の料金で記録します。該当する画像は `python -m bot reconcile` で一覧できます。

alert-size = { $wanted } のリクエストに対して、Runware は { $drawn } で描きました（モデル「{ $key }」）。画像はそのまま届けました。また起きる場合は、`models.{ $key }.sizes` を Runware のモデルのページと比べてください。

alert-model = `{ $wanted }` のリクエストに対して、Runware はモデル `{ $answered }` で応答しました（モデル「{ $key }」）。`models.{ $key }.air` と料金を Runware のモデルのページと比べてください。

alert-spending-stopped = Easel は支出を止めました。Runware の応答は `{ $code }` です。アカウントの残高（xAI のモデルには支払い済みの請求書か5ドル以上の残高が必要です）と API キーを確認してください。それまでは、理由を示してリクエストを拒否します。Easel は自動的に再試行するので、再起動は不要です。

alert-balance-used-up = Easel は支出を止めました。Runware のアカウントの残高は { $balance } で、画像1枚に { $price } かかることがあります。理由を示してリクエストを拒否します。Easel は30秒ごとに残高を確認し、入金されると自動的に再開するので、再起動は不要です。

alert-balance-low = Runware の Easel のアカウントの残高は { $balance } で、過去24時間の費用は { $spent } でした。https://my.runware.ai で入金してください。残高が画像1枚の料金を下回ると、Easel は入金されるまで停止します。

# $reason says in English what the database answered.
alert-storage = Easel がデータベースに書き込めません: { $reason } 空き容量を増やすか、データベースサーバーを復旧させてください。それまではリクエストに丁寧にお断りを返し、新たな支出はしません。支払い済みの画像は保管し、後で届けます。再起動は不要です。

alert-budget-used-up = ボット全体の予算（24時間で { $budget }、`limits.dollars_per_day`）には、次のリクエストの余裕がありません。増やすには、設定の予算を上げて Easel を再起動してください。

alert-budget-used-up-until = ボット全体の予算（24時間で { $budget }、`limits.dollars_per_day`）には、次のリクエストの余裕がありません。{ $when } にまた余裕ができます。増やすには、設定の予算を上げて Easel を再起動してください。

alert-budget-nearly-used-up = ボット全体の予算の { $share } が使われました: 24時間で { $budget } のうち { $spent }（`limits.dollars_per_day`）。
