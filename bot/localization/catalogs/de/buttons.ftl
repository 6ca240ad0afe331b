### Knöpfe an Anfragen und Bildern, und die Formulare, die sie öffnen. Vor vielen Knöpfen zeigt Discord ein Emoji.

button-job-cancel = Abbrechen

button-cancel-drawing = Abbrechen – wird schon gezeichnet, zählt trotzdem

button-cancel-drawn = Abbrechen – schon gezeichnet, zählt trotzdem

button-job-reroll = Neu würfeln

button-job-edit = Bearbeiten

button-job-vary = Variieren

button-job-details = Details

button-job-favourite = Favorit

button-job-dm = Als DM

button-job-delete = Löschen

button-job-confirm = Zeichnen

button-job-typed = Wörtlich zeichnen

button-job-aside = Jetzt nicht

button-job-describe = Alternativtext

button-job-show = Anzeigen

button-job-report = Melden

button-job-appeal = Einspruch

button-job-undo = Rückgängig

button-job-case = Fall

## Knöpfe zwischen einem Bild und denen, die daraus entstanden sind

button-trail-previous = ◀ Zurück

button-trail-next = Weiter ▶

button-trail-next-of-several = Weiter { $number } ▶

## Knöpfe des Verlaufs

button-history-all = Alle

button-history-favourites = Favoriten

## Formulare

modal-edit = Bild bearbeiten

modal-vary = Bild variieren

modal-describe = Bild beschreiben

field-edit-prompt = Was sich ändern oder was daraus werden soll

hint-edit-price = Eine Bearbeitung kostet etwa { $price } pro Bild

field-description = Beschreibung für alle, die es nicht sehen

field-which-picture = Welches Bild

placeholder-which-picture = Wähle eins aus

item-picture = Bild { $number }
