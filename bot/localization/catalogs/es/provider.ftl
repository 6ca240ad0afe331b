### What went wrong at Runware, or with a picture.

provider-quota = La cuenta de Runware del bot no tiene crédito; solo el operador del bot puede arreglarlo. { -nothing-charged }

provider-auth = Runware no acepta la clave API del bot; solo el operador del bot puede arreglarlo. { -nothing-charged }

provider-safety = El control de seguridad de Runware no lo permitió; reformula tu solicitud. { -nothing-charged }

provider-rate-limit = Runware está demasiado ocupado ahora mismo; prueba dentro de unos minutos. { -nothing-charged }

provider-timeout = Runware tardó demasiado; prueba dentro de unos minutos. { -nothing-charged }

provider-runware = Runware tiene un problema ahora mismo; prueba dentro de unos minutos. { -nothing-charged }

provider-upstream = El modelo no pudo terminar esta imagen; prueba dentro de unos minutos. { -nothing-charged }

provider-connection = No se puede contactar con Runware ahora mismo; prueba dentro de unos minutos. { -nothing-charged }

provider-model = Runware no ofrece este modelo ahora mismo; elige otro. { -nothing-charged }

provider-reference = Runware no puede usar la imagen de partida; adjúntala de nuevo. { -nothing-charged }

provider-not-found = Runware ya no conoce esta solicitud; prueba otra vez. { -nothing-charged }

provider-validation = Runware no aceptó esta solicitud; cambia el prompt o las opciones. { -nothing-charged }

provider-unknown = Runware rechazó esta solicitud sin dar motivo; cámbiala o prueba más tarde. { -nothing-charged }

## Finished pictures

result-not-a-picture = Runware envió algo que no es una imagen; no se cobró nada.

result-missing = Runware no tiene la imagen; no se cobró nada.

result-unreachable = La imagen terminada no se puede descargar de Runware ahora mismo; no se cobró nada.

result-host-not-trusted = Runware envió una imagen desde un servidor que no es de confianza; no se cobró nada.

result-private-address = La red de Easel envía las imágenes de Runware a una dirección que no está en internet; pide a su operador que haga la comprobación. { -nothing-charged }

result-unreadable = Runware envió una imagen que no se puede leer; no se cobró nada.

# $limit is in MiB.
result-too-large = La imagen supera { $limit } MiB, así que no se leyó ni se cobró.

## Pictures that members attach

# $limit is in MiB.
upload-too-large = Esa imagen supera { $limit } MiB, así que adjunta una más pequeña; no se cobró nada.

upload-empty = Ese archivo está vacío, así que adjúntalo de nuevo; no se cobró nada.

upload-link-expired = El enlace de esa imagen caducó o la imagen se borró, así que adjúntala de nuevo; no se cobró nada.

upload-broken = Esa imagen está dañada o cortada, así que guárdala de nuevo y adjúntala; no se cobró nada.

upload-discord-down = Discord no entrega esa imagen ahora mismo, así que prueba dentro de un minuto; no se cobró nada.

upload-not-at-discord = Las imágenes solo se leen de Discord, así que adjunta la imagen misma; no se cobró nada.

upload-private-address = La red de Easel envía las imágenes de Discord a una dirección que no está en internet, así que dile a su operador que haga la comprobación; no se cobró nada.

upload-not-a-picture = Ese archivo no es PNG, JPG ni WEBP, así que adjunta uno que lo sea; no se cobró nada.

upload-heic-or-avif = Ese archivo es HEIC o AVIF, no PNG, JPG ni WEBP, así que guárdalo en uno de esos formatos y adjúntalo; no se cobró nada.

upload-animated = Esa imagen es animada, así que adjunta una fija, por ejemplo una captura de ella; no se cobró nada.

upload-takes-too-much = Leer esa imagen lleva demasiado tiempo o memoria, así que adjunta una más pequeña o un JPG; no se cobró nada.

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels } píxeles

upload-too-many-pixels = Esa imagen tiene { $size }, y el máximo es { $limit }, así que adjunta una más pequeña; no se cobró nada.

upload-too-small = Esa imagen tiene { $size }, y cada lado necesita { $limit }, así que adjunta una más grande; no se cobró nada.

upload-too-narrow = Esa imagen tiene { $size }, y el lado largo puede medir como máximo { $limit } veces el corto, así que recórtala y adjúntala; no se cobró nada.
