### Las respuestas de /admin budget, y los presupuestos en palabras.

admin-budget-title = **Lo que este servidor puede gastar en imágenes**

admin-budget-none-day = Día: **{ $spent }** gastados; no hay presupuesto.

admin-budget-none-month = Mes: **{ $spent }** gastados; no hay presupuesto.

admin-budget-spent-day =
    { $source ->
        [managers] Día: **{ $spent } de { $budget }** gastados; el presupuesto lo fijan quienes gestionan este servidor.
        [operator] Día: **{ $spent } de { $budget }** gastados; el presupuesto lo fija el operador de Easel.
       *[plan] Día: **{ $spent } de { $budget }** gastados; el presupuesto es el de su plan.
    }

admin-budget-spent-month =
    { $source ->
        [managers] Mes: **{ $spent } de { $budget }** gastados; el presupuesto lo fijan quienes gestionan este servidor.
        [operator] Mes: **{ $spent } de { $budget }** gastados; el presupuesto lo fija el operador de Easel.
       *[plan] Mes: **{ $spent } de { $budget }** gastados; el presupuesto es el de su plan.
    }

admin-budget-rolling-day = -# Contado en las últimas 24 horas (desde { $start }); cada dólar cuenta durante 24 horas.

admin-budget-rolling-month = -# Contado en los últimos 30 días (desde { $start }); cada dólar cuenta durante 30 días.

admin-budget-since = -# Contado desde { $start }; vuelve a empezar { $end }.

admin-budget-dearer-always = Los modelos más caros dibujan hasta que se agoten los presupuestos.

admin-budget-dearer-until =
    { $source ->
        [managers] Los modelos más caros dibujan hasta que se gasta el **{ $percent } %** de un presupuesto; lo fijan quienes gestionan este servidor.
       *[plan] Los modelos más caros dibujan hasta que se gasta el **{ $percent } %** de un presupuesto; lo fija su plan.
    }

admin-budget-bot-has-room = Al presupuesto común de todos los servidores le queda espacio.

admin-budget-bot-has-none = Al presupuesto común de todos los servidores no le queda espacio.

admin-budget-bot-has-none-until = El presupuesto común de todos los servidores está agotado; volverá a haber espacio { $end }.

admin-budget-a-day = { $dollars } al día

admin-budget-a-month = { $dollars } al mes

admin-budget-dearer-share = modelos más caros hasta gastar el { $percent } %

admin-budget-as-plan = lo que permita el plan

admin-budget-changed = Presupuesto cambiado

admin-budget-change = { $before } → { $after }

admin-budget-saved = Guardado: { $before } → { $after }.

admin-budget-nothing-chosen = Elige al menos una de las opciones day, month y pro_until. { -nothing-changed }

admin-budget-not-dollars = Elige una cantidad de dólares, o -1 para lo que permita el plan. { -nothing-changed }

admin-budget-not-a-share = Elige una parte de 0 a 1, por ejemplo 0.8, o -1 para lo que permita el plan. { -nothing-changed }

admin-budget-above-plan-day = Este servidor puede gastar como máximo { $dollars } al día. { -nothing-changed }

admin-budget-above-plan-month = Este servidor puede gastar como máximo { $dollars } al mes. { -nothing-changed }

admin-budget-share-above-plan = En este servidor los modelos más caros dibujan como máximo hasta gastar una parte de { $share } del presupuesto. { -nothing-changed }
