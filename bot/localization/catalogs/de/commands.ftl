### Die Befehle der Mitglieder und ihre Optionen, wie Discord sie auflistet.

command-imagine = Zeichne ein Bild nach deiner Beschreibung

option-imagine-prompt = Was gezeichnet wird; Flags wie --ar 16:9 --pro --count 4 gehen auch

option-imagine-image = Ein Bild als Ausgangspunkt; der Prompt sagt dann, was sich ändert

option-aspect-ratio = Die Form des Bildes

option-model = Das Modell, das zeichnet

option-resolution = Die Größe: 1K oder 2K (2K braucht Pro)

option-count = Wie viele Bilder gezeichnet werden

option-style = Ein Stil, den dieser Server anbietet

option-format = Das Dateiformat

option-quality = Wie viele Details die Datei behält; normal ist 95

option-private = Die Bilder nur dir zeigen

option-spoiler = Die Bilder verdecken, bis jemand darauf klickt

command-edit = Bearbeite ein Bild, wie du es beschreibst

option-edit-image = Das Bild, das du bearbeiten willst: PNG, JPG oder WEBP

option-edit-prompt = Was sich ändert; Flags wie --pro --count 4 gehen auch

command-help = Zeige, was Easel kann und wie es geht

command-quota = Zeige, wie viele Bilder du noch hast und was deine gekostet haben

command-queue = Zeige deine offenen Anfragen und wie viel los ist

command-cancel = Brich eine Anfrage ab, die noch nicht fertig ist

option-cancel-id = Die Anfrage; sonst deine neueste

command-history = Zeige deine Bilder und Favoriten, die neuesten zuerst

command-show = Zeige ein Bild noch einmal, und woraus es entstanden ist

option-show-id = Die Kurz-ID unter dem Bild, zum Beispiel k3f-9x2

command-settings = Wähle deine Voreinstellungen, und wer deine Bilder bearbeiten darf

## Formen von Bildern, Breite zu Höhe

choice-ratio-square = 1:1 quadratisch

choice-ratio-wide-16-9 = 16:9 quer

choice-ratio-tall-9-16 = 9:16 hoch

choice-ratio-wide-4-3 = 4:3 quer

choice-ratio-tall-3-4 = 3:4 hoch

choice-ratio-wide-3-2 = 3:2 quer

choice-ratio-tall-2-3 = 2:3 hoch

choice-ratio-wide-2-1 = 2:1 quer

choice-ratio-tall-1-2 = 1:2 hoch

choice-ratio-wide-19-9 = 19.5:9 quer

choice-ratio-tall-9-19 = 9:19.5 hoch

choice-ratio-wide-20-9 = 20:9 quer

choice-ratio-tall-9-20 = 9:20 hoch
