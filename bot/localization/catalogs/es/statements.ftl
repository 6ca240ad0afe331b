### Resúmenes mensuales. Sus sumas están en statistics.ftl.

statement-title-server = **Resumen de { $month }: Easel en este servidor**

statement-title-everything = **Resumen de { $month }: todo el bot**

statement-period = -# Del { $first } al { $last }, ambos incluidos ({ $zone })

statement-totals = **{ $pictures }** para { $members }, **{ $dollars }** anotados

statement-budget = El presupuesto de un mes es de { $dollars }.

statement-servers =
    { $count ->
        [one] Las solicitudes vinieron de { NUMBER($count, useGrouping: 1) } servidor.
       *[other] Las solicitudes vinieron de { NUMBER($count, useGrouping: 1) } servidores.
    }

statement-reconcile = Para comparar con la factura de Runware: { $command }

statement-note = -# Las solicitudes cuentan en el mes en que se hicieron, las que no han terminado con lo que reservaron; una factura posterior aún cambia ese mes.

statement-note-server = -# Las solicitudes cuentan en el mes en que se hicieron, las que no han terminado con lo que reservaron; una factura posterior aún cambia ese mes. `/admin stats` muestra los últimos días en gráficos.
