### Boutons des demandes et des images, et les formulaires qu’ils ouvrent. Discord affiche un emoji devant beaucoup d’entre eux.

button-job-cancel = Annuler

button-cancel-drawing = Annuler – déjà en cours de dessin, compte quand même

button-cancel-drawn = Annuler – déjà dessiné, compte quand même

button-job-reroll = Relancer

button-job-edit = Modifier

button-job-vary = Varier

button-job-details = Détails

button-job-favourite = Favori

button-job-dm = En MP

button-job-delete = Supprimer

button-job-confirm = Dessiner

button-job-typed = Dessiner tel quel

button-job-aside = Pas maintenant

button-job-describe = Texte alternatif

button-job-show = Afficher

button-job-report = Signaler

button-job-appeal = Contester

button-job-undo = Rétablir

button-job-case = Dossier

## Boutons entre une image et celles qui en sont issues

button-trail-previous = ◀ Précédente

button-trail-next = Suivante ▶

button-trail-next-of-several = Suivante { $number } ▶

## Boutons de l’historique

button-history-all = Toutes

button-history-favourites = Favoris

## Formulaires

modal-edit = Modifier une image

modal-vary = Varier une image

modal-describe = Décrire une image

field-edit-prompt = Quoi changer, ou en quoi la transformer

hint-edit-price = Une modification coûte environ { $price } par image

field-description = Pour ceux qui ne voient pas l’image

field-which-picture = Quelle image

placeholder-which-picture = Choisis-en une

item-picture = Image { $number }
