### El panel de /admin setup, y lo que se lee cuando Easel llega a un servidor.

setup-title = ## 🎨 Easel en este servidor

setup-log-first = ⚠️ **Elige primero un canal de moderadores.** { $problem }: { $remedy }.

setup-log-pictures-wait = ¡Hay imágenes de este servidor que esperan aprobación, y ningún moderador puede verlas!

setup-note = -# Los cambios valen al instante. El tipo de servidor fija lo demás; después cambia lo que quieras.

setup-panel-outdated = Este panel ya no funciona; /admin setup abre uno nuevo.

setup-log = **Canal de moderadores**: aquí se publican denuncias, aprobaciones y decisiones

placeholder-setup-log = Canal que solo lean los moderadores

item-setup-kind-school = Tipo de servidor: una escuela

item-setup-kind-art = Tipo de servidor: una comunidad de arte

item-setup-kind-adults = Tipo de servidor: solo para adultos

placeholder-setup-kind-mixed = Tipo de servidor: tus propios ajustes

hint-setup-kind-school = Los moderadores revisan todo; lo marcado no se muestra; nadie edita imágenes ajenas

hint-setup-kind-art = Todos pueden pedir imágenes; las marcadas van tras un spoiler

hint-setup-kind-adults = Todos pueden pedir imágenes; las marcadas solo en canales con restricción de edad

setup-where-everywhere = **Dónde pueden pedir imágenes los miembros**: en todas partes. Si eliges canales, los demás quedan desactivados

setup-where-everywhere-but = **Dónde pueden pedir imágenes los miembros**: en todas partes, menos en { $channels }. Si eliges canales, los demás quedan desactivados

setup-where-nowhere = **Dónde pueden pedir imágenes los miembros**: en ninguna parte. Elige canales, o elige una opción de abajo para permitirlo en todas partes

setup-where-only = **Dónde pueden pedir imágenes los miembros**: solo en estos canales. Si no eliges ninguno, en todas partes

setup-where-too-many =
    { $count ->
        [one] **Dónde pueden pedir imágenes los miembros**: en { $count } canal, demasiado para esta lista: /admin channel los muestra todos
       *[other] **Dónde pueden pedir imágenes los miembros**: en { $count } canales, demasiados para esta lista: /admin channel los muestra todos
    }

setup-where-lacks = ⚠️ A Easel le faltan permisos en { $channels }: mira «Comprobar»

placeholder-setup-where-all = Todos los canales

placeholder-setup-where-none = Ningún canal

item-setup-how-open = Solicitudes: abiertas a todos

item-setup-how-approval = Solicitudes: revisadas antes

hint-setup-how-approval = Todos pueden pedir imágenes; se muestran cuando un moderador las aprueba

item-setup-how-moderators = Solicitudes: solo para moderadores

placeholder-setup-how-mixed = Solicitudes: distinto según el canal

setup-moderators = **Roles que moderan**, además de quienes pueden gestionar mensajes

placeholder-setup-moderators = Ningún otro rol

item-setup-flagged-spoiler = Imágenes marcadas: tras un spoiler

item-setup-flagged-hold = Imágenes marcadas: deciden moderadores

hint-setup-flagged-hold = Se muestran cuando un moderador las aprueba

item-setup-flagged-restricted = Imágenes marcadas: solo en canales 18+

hint-setup-flagged-restricted = Solo se muestran en canales con restricción de edad

item-setup-flagged-refuse = Imágenes marcadas: no se muestran

item-setup-safety-operator = Control de seguridad: según el operador

item-setup-safety-fast = Control de seguridad: activado

item-setup-safety-none = Control de seguridad: desactivado

item-setup-language-discord = Idioma: el que tiene en Discord

hint-language-at-discord = Para los mensajes que todos ven; en Discord este servidor tiene { $language }

item-setup-language = Idioma: { $language }

button-setup-automod-on = Palabras de AutoMod: activadas

button-setup-automod-off = Palabras de AutoMod: desactivadas

button-setup-edits-on = Otros pueden editar imágenes: sí

button-setup-edits-off = Otros pueden editar imágenes: no

setup-action = Configurado

setup-where-detail = Dónde pueden pedir imágenes los miembros: solo en { $channels }

setup-where-detail-all = Dónde pueden pedir imágenes los miembros: en todas partes

setup-moderators-detail = Roles que moderan: { $roles }

setup-moderators-detail-none = Roles que moderan: ninguno

welcome-channel = 👋 **Easel dibuja imágenes a partir de palabras.** Todos pueden pedirlas en cada canal, hasta que alguien que gestione este servidor lo configure: qué canales, quién modera, qué pasa con las imágenes marcadas. Se tarda un minuto. `/admin quota` y `/admin budget` reparten lo que este servidor puede usar.

button-open-setup = Configurar

welcome-manager = 👋 Gracias por añadir Easel a { $server }. Allí todos pueden pedir imágenes en cada canal, hasta que elijas qué canales, quién modera y qué pasa con las imágenes marcadas: ve a [tu servidor]({ $link }) y escribe { $setup } en cualquier canal. Se tarda un minuto. `/admin quota` y `/admin budget` reparten lo que tu servidor puede usar.

welcome-server-waits = 👋 **Easel dibuja imágenes a partir de palabras**, pero aquí todavía no: este servidor espera al operador de Easel, que decide qué servidores pueden usarlo. Nadie tiene que hacer nada; Easel escribirá de nuevo cuando el servidor sea admitido.
