### What went wrong at Runware, or with a picture.

provider-quota = Le compte Runware du bot n’a plus de crédit ; seul l’opérateur du bot peut y remédier. { -nothing-charged }

provider-auth = Runware n’accepte pas la clé API du bot ; seul l’opérateur du bot peut y remédier. { -nothing-charged }

provider-safety = Le contrôle de sécurité de Runware n’a pas autorisé cela ; reformule ta demande. { -nothing-charged }

provider-rate-limit = Runware est trop chargé en ce moment ; réessaie dans quelques minutes. { -nothing-charged }

provider-timeout = Runware a mis trop de temps ; réessaie dans quelques minutes. { -nothing-charged }

provider-runware = Runware a un problème en ce moment ; réessaie dans quelques minutes. { -nothing-charged }

provider-upstream = Le modèle n’a pas pu terminer cette image ; réessaie dans quelques minutes. { -nothing-charged }

provider-connection = Runware est injoignable en ce moment ; réessaie dans quelques minutes. { -nothing-charged }

provider-model = Runware ne propose pas ce modèle en ce moment ; choisis-en un autre. { -nothing-charged }

provider-reference = Runware ne peut pas utiliser l’image de départ ; joins-la à nouveau. { -nothing-charged }

provider-not-found = Runware ne connaît plus cette demande ; réessaie. { -nothing-charged }

provider-validation = Runware n’a pas accepté cette demande ; change le prompt ou les options. { -nothing-charged }

provider-unknown = Runware a refusé cette demande sans donner de raison ; change-la ou réessaie plus tard. { -nothing-charged }

## Finished pictures

result-not-a-picture = Runware a envoyé autre chose qu’une image ; rien n’a été débité.

result-missing = Runware n’a pas l’image ; rien n’a été débité.

result-unreachable = L’image terminée ne peut pas être téléchargée depuis Runware en ce moment ; rien n’a été débité.

result-host-not-trusted = Runware a envoyé une image depuis un hôte qui n’est pas de confiance ; rien n’a été débité.

result-private-address = Le réseau d’Easel envoie les images de Runware vers une adresse qui n’est pas sur internet ; demande à son opérateur de lancer la vérification. { -nothing-charged }

result-unreadable = Runware a envoyé une image illisible ; rien n’a été débité.

# $limit is in MiB.
result-too-large = L’image dépasse { $limit } Mio, elle n’a donc été ni lue ni débitée.

## Pictures that members attach

# $limit is in MiB.
upload-too-large = Cette image dépasse { $limit } Mio, joins-en donc une plus petite ; rien n’a été débité.

upload-empty = Ce fichier est vide, joins-le donc à nouveau ; rien n’a été débité.

upload-link-expired = Le lien de cette image a expiré ou l’image a été supprimée, joins-la donc à nouveau ; rien n’a été débité.

upload-broken = Cette image est abîmée ou incomplète, enregistre-la donc à nouveau et joins la nouvelle ; rien n’a été débité.

upload-discord-down = Discord ne fournit pas cette image en ce moment, réessaie donc dans une minute ; rien n’a été débité.

upload-not-at-discord = Les images ne sont lues que depuis Discord, joins donc l’image elle-même ; rien n’a été débité.

upload-private-address = Le réseau d’Easel envoie les images de Discord vers une adresse qui n’est pas sur internet, dis donc à son opérateur de lancer la vérification ; rien n’a été débité.

upload-not-a-picture = Ce fichier n’est ni un PNG, ni un JPG, ni un WEBP, joins-en donc un qui le soit ; rien n’a été débité.

upload-heic-or-avif = Ce fichier est un HEIC ou un AVIF, pas un PNG, JPG ou WEBP, enregistre-le donc dans l’un de ces formats et joins-le ; rien n’a été débité.

upload-animated = Cette image est animée, joins-en donc une fixe, par exemple une capture d’écran ; rien n’a été débité.

upload-takes-too-much = Cette image demande trop de temps ou de mémoire pour être lue, joins-en donc une plus petite ou un JPG ; rien n’a été débité.

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels } pixels

upload-too-many-pixels = Cette image fait { $size }, et le maximum est de { $limit }, joins-en donc une plus petite ; rien n’a été débité.

upload-too-small = Cette image fait { $size }, et chaque côté doit en faire { $limit }, joins-en donc une plus grande ; rien n’a été débité.

upload-too-narrow = Cette image fait { $size }, et le grand côté peut être au plus { $limit } fois plus long que le petit, recadre-la donc et joins le résultat ; rien n’a été débité.
