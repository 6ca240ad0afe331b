### Direct messages to the operator. $key is the name of a model in the configuration.

alert-model-lost = Runware ya no ofrece el modelo `{ $air }` («{ $key }»). No hay sucesor configurado, así que se rechazan las solicitudes para él. Si tiene sucesor allí, pon su id en `models.{ $key }.air`, o nombra otro de tus modelos en `models.{ $key }.successor`, y reinicia Easel.

alert-model-lost-with-successor = Runware ya no ofrece el modelo `{ $air }` («{ $key }»). Su sucesor «{ $successor }» dibuja en su lugar, con sus propios tamaños y precios. Si tiene sucesor allí, pon su id en `models.{ $key }.air`, o nombra otro de tus modelos en `models.{ $key }.successor`, y reinicia Easel.

alert-cost-above-price = Runware facturó { $cost } por lo que cuesta { $price } según la configuración de Easel (modelo «{ $key }»). Toda la factura cuenta en todos los presupuestos. Corrige `models.{ $key }.price` y `edit_price`.

alert-refused-pictures-billed = Runware facturó { $cost } por lo que cuesta { $price } según la configuración de Easel (modelo «{ $key }»), porque cobró imágenes que rechazó. Toda la factura cuenta en todos los presupuestos.

# $alert is one of the two alerts before.
alert-and-model-stopped = { $alert } Está tan por encima del precio que Easel no dibuja más con este modelo durante un día, o hasta que lo corrijas.

alert-model-closed = Easel dejó de dibujar con `{ $air }` («{ $key }»): las últimas { $count } imágenes que Runware terminó y facturó no se pudieron leer. Las solicitudes para este modelo se rechazan con amabilidad; una se vuelve a probar tras una pausa, así que no hay que reiniciar nada. El registro tiene el motivo de cada una (evento `picture_unreadable`).

alert-cost-below-price = Runware facturó { $cost } por lo que cuesta { $price } según la configuración de Easel (modelo «{ $key }»). La factura es lo que cuenta en todos los presupuestos. Si el precio cambió, corrige `models.{ $key }.price` y `edit_price`.

alert-no-cost = Runware no indicó el coste de imágenes del modelo «{ $key }». Se cuentan al precio configurado hasta que lo haga; `python -m bot reconcile` las muestra.

alert-size = Runware dibujó { $drawn } donde se pidió { $wanted } (modelo «{ $key }»). Las imágenes se entregaron como están. Si vuelve a pasar, compara `models.{ $key }.sizes` con la página del modelo en Runware.

alert-model = Runware respondió con el modelo `{ $answered }` donde se pidió `{ $wanted }` (modelo «{ $key }»). Compara `models.{ $key }.air` y sus precios con la página del modelo en Runware.

alert-spending-stopped = Easel dejó de gastar: Runware respondió `{ $code }`. Mira el crédito de la cuenta (los modelos de xAI requieren una factura pagada o al menos $5 de crédito) y la clave API. Hasta entonces se rechazan las solicitudes con un mensaje claro. Easel lo vuelve a intentar por sí solo; no hay que reiniciar.

alert-balance-used-up = Easel dejó de gastar: a su cuenta de Runware le quedan { $balance }, y una imagen puede costar { $price }. Las solicitudes se rechazan con un mensaje claro. Easel mira el saldo cada medio minuto y sigue por sí solo en cuanto haya crédito; no hay que reiniciar.

alert-balance-low = A la cuenta de Easel en Runware le quedan { $balance }, y las últimas 24 horas costaron { $spent }. Añade crédito en https://my.runware.ai; cuando quede menos de lo que cuesta una imagen, Easel se detiene hasta que haya más.

# $reason says in English what the database answered.
alert-storage = Easel no puede escribir en su base de datos: { $reason } Libera espacio o vuelve a poner en marcha el servidor. Hasta entonces se rechazan las solicitudes con amabilidad y no se gasta nada nuevo; las imágenes ya pagadas se guardan y se entregan después. No hay que reiniciar nada.

alert-budget-used-up = El presupuesto de todo el bot, { $budget } en 24 horas (`limits.dollars_per_day`), no tiene espacio para otra solicitud. Para permitir más, aumenta el presupuesto en la configuración y reinicia Easel.

alert-budget-used-up-until = El presupuesto de todo el bot, { $budget } en 24 horas (`limits.dollars_per_day`), no tiene espacio para otra solicitud. Volverá a haber espacio { $when }. Para permitir más, aumenta el presupuesto en la configuración y reinicia Easel.

alert-budget-nearly-used-up = Se usó { $share } del presupuesto de todo el bot: { $spent } de { $budget } en 24 horas (`limits.dollars_per_day`).
