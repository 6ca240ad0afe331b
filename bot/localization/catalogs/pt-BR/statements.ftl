### Extratos mensais. As somas deles estão em statistics.ftl.

statement-title-server = **Extrato de { $month }: Easel neste servidor**

statement-title-everything = **Extrato de { $month }: o bot inteiro**

statement-period = -# De { $first } até { $last }, ambos incluídos ({ $zone })

statement-totals = **{ $pictures }** para { $members }, **{ $dollars }** lançados

statement-budget = O orçamento de um mês é de { $dollars }.

statement-servers =
    { $count ->
        [one] Os pedidos vieram de { NUMBER($count, useGrouping: 1) } servidor.
       *[other] Os pedidos vieram de { NUMBER($count, useGrouping: 1) } servidores.
    }

statement-reconcile = Para comparar com a fatura da Runware: { $command }

statement-note = -# Os pedidos contam no mês em que foram feitos, os não terminados com o que reservaram; uma fatura posterior ainda muda aquele mês.

statement-note-server = -# Os pedidos contam no mês em que foram feitos, os não terminados com o que reservaram; uma fatura posterior ainda muda aquele mês. `/admin stats` mostra os últimos dias em gráficos.
