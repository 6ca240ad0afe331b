### Les commandes des membres et leurs options, telles que Discord les liste.

command-imagine = Dessine une image d’après ta description

option-imagine-prompt = Quoi dessiner ; des flags comme --ar 16:9 --pro --count 4 marchent aussi

option-imagine-image = Une image de départ ; le prompt dit alors ce qu’il faut changer

option-aspect-ratio = La forme de l’image

option-model = Le modèle qui dessine l’image

option-resolution = La taille : 1K ou 2K (2K demande Pro)

option-count = Combien d’images dessiner

option-style = Un style proposé par ce serveur

option-format = Le format du fichier

option-quality = La quantité de détails que garde le fichier ; 95 par défaut

option-private = Ne montrer les images qu’à toi

option-spoiler = Masquer les images jusqu’à ce qu’on clique dessus

command-edit = Modifie une image comme tu le décris

option-edit-image = L’image à modifier : PNG, JPG ou WEBP

option-edit-prompt = Quoi changer ; des flags comme --pro --count 4 marchent aussi

command-help = Montre ce qu’Easel sait faire et comment s’en servir

command-quota = Montre combien d’images il te reste et ce que les tiennes ont coûté

command-queue = Montre tes demandes en cours et l’affluence

command-cancel = Annule une demande qui n’est pas terminée

option-cancel-id = La demande ; par défaut ta plus récente

command-history = Montre tes images et tes favoris, les plus récents d’abord

command-show = Montre à nouveau une image, et de quoi elle est issue

option-show-id = L’identifiant court sous l’image, par exemple k3f-9x2

command-settings = Choisis tes réglages par défaut, et qui peut modifier tes images

## Formes d’images, largeur par hauteur

choice-ratio-square = 1:1 carré

choice-ratio-wide-16-9 = 16:9 large

choice-ratio-tall-9-16 = 9:16 haut

choice-ratio-wide-4-3 = 4:3 large

choice-ratio-tall-3-4 = 3:4 haut

choice-ratio-wide-3-2 = 3:2 large

choice-ratio-tall-2-3 = 2:3 haut

choice-ratio-wide-2-1 = 2:1 large

choice-ratio-tall-1-2 = 1:2 haut

choice-ratio-wide-19-9 = 19.5:9 large

choice-ratio-tall-9-19 = 9:19.5 haut

choice-ratio-wide-20-9 = 20:9 large

choice-ratio-tall-9-20 = 9:20 haut
