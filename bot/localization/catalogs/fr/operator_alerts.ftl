### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = Runware ne propose plus le modèle `{ $air }` (« { $key } »). Aucun successeur n’est configuré, ses demandes sont donc refusées. S’il a un successeur chez Runware, mets son identifiant dans `models.{ $key }.air`, ou nomme un de tes autres modèles dans `models.{ $key }.successor`, et redémarre Easel.

alert-model-lost-with-successor = Runware ne propose plus le modèle `{ $air }` (« { $key } »). Son successeur « { $successor } » dessine à sa place, avec ses propres tailles et prix. S’il a un successeur chez Runware, mets son identifiant dans `models.{ $key }.air`, ou nomme un de tes autres modèles dans `models.{ $key }.successor`, et redémarre Easel.

alert-cost-above-price = Runware a facturé { $cost } pour ce qui coûte { $price } d’après la configuration d’Easel (modèle « { $key } »). Toute la facture compte dans tous les budgets. Corrige `models.{ $key }.price` et `edit_price`.

alert-refused-pictures-billed = Runware a facturé { $cost } pour ce qui coûte { $price } d’après la configuration d’Easel (modèle « { $key } »), parce qu’il a fait payer des images qu’il a refusées. Toute la facture compte dans tous les budgets.

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert } C’est si loin au-dessus du prix qu’Easel ne dessine plus avec ce modèle pendant un jour, ou jusqu’à ce que tu l’aies fait.

alert-model-closed = Easel a arrêté de dessiner avec `{ $air }` (« { $key } ») : les { $count } dernières images que Runware a terminées et facturées étaient illisibles. Les demandes pour ce modèle sont refusées poliment ; l’une d’elles est retentée après une pause, il n’y a donc rien à redémarrer. Le journal donne la raison de chacune (événement `picture_unreadable`).

alert-cost-below-price = Runware a facturé { $cost } pour ce qui coûte { $price } d’après la configuration d’Easel (modèle « { $key } »). C’est la facture qui compte dans tous les budgets. Si le prix a changé, corrige `models.{ $key }.price` et `edit_price`.

alert-no-cost = Runware n’a pas indiqué le coût d’images du modèle « { $key } ». Elles sont comptabilisées au prix configuré jusqu’à ce qu’il le fasse ; `python -m bot reconcile` en donne la liste.

alert-size = Runware a dessiné { $drawn } là où { $wanted } était demandé (modèle « { $key } »). Les images ont été livrées telles quelles. Si cela se reproduit, compare `models.{ $key }.sizes` avec la page du modèle chez Runware.

alert-model = Runware a répondu avec le modèle `{ $answered }` là où `{ $wanted }` était demandé (modèle « { $key } »). Compare `models.{ $key }.air` et ses prix avec la page du modèle chez Runware.

alert-spending-stopped = Easel a arrêté de dépenser : Runware a répondu `{ $code }`. Regarde le crédit du compte (les modèles xAI exigent une facture payée ou au moins $5 de crédit) et la clé API. D’ici là, les demandes sont refusées avec un message clair. Easel réessaie de lui-même ; aucun redémarrage n’est nécessaire.

alert-balance-used-up = Easel a arrêté de dépenser : il reste { $balance } sur son compte chez Runware, et une image peut coûter { $price }. Les demandes sont refusées avec un message clair. Easel regarde le solde toutes les trente secondes et reprend de lui-même dès qu’il y a du crédit ; aucun redémarrage n’est nécessaire.

alert-balance-low = Il reste { $balance } sur le compte d’Easel chez Runware, et les dernières 24 heures ont coûté { $spent }. Ajoute du crédit sur https://my.runware.ai ; quand il restera moins que le prix d’une image, Easel s’arrêtera jusqu’à ce qu’il y en ait davantage.

# $reason says in English what the database answered.
alert-storage = Easel ne peut pas écrire dans sa base de données : { $reason } Fais de la place ou remets le serveur en marche. D’ici là, les demandes sont refusées poliment et rien de nouveau n’est dépensé ; les images déjà payées sont conservées et livrées ensuite. Il n’y a rien à redémarrer.

alert-budget-used-up = Le budget de tout le bot, { $budget } en 24 heures (`limits.dollars_per_day`), n’a plus de place pour une demande. Pour en permettre plus, augmente le budget dans la configuration et redémarre Easel.

alert-budget-used-up-until = Le budget de tout le bot, { $budget } en 24 heures (`limits.dollars_per_day`), n’a plus de place pour une demande. Il y aura de nouveau de la place pour elle { $when }. Pour en permettre plus, augmente le budget dans la configuration et redémarre Easel.

alert-budget-nearly-used-up = Le budget de tout le bot est utilisé à { $share } : { $spent } sur { $budget } en 24 heures (`limits.dollars_per_day`).
