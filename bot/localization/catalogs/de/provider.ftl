### What went wrong at Runware, or with a picture.

provider-quota = Das Runware-Konto des Bots hat kein Guthaben mehr; nur der Betreiber des Bots kann das beheben. { -nothing-charged }

provider-auth = Runware nimmt den API-Schlüssel des Bots nicht an; nur der Betreiber des Bots kann das beheben. { -nothing-charged }

provider-safety = Runwares Sicherheitsprüfung hat das nicht erlaubt; bitte formuliere deine Anfrage um. { -nothing-charged }

provider-rate-limit = Bei Runware ist gerade zu viel los; versuch es bitte in ein paar Minuten noch einmal. { -nothing-charged }

provider-timeout = Runware hat zu lange gebraucht; versuch es bitte in ein paar Minuten noch einmal. { -nothing-charged }

provider-runware = Runware hat gerade ein Problem; versuch es bitte in ein paar Minuten noch einmal. { -nothing-charged }

provider-upstream = Das Modell konnte dieses Bild nicht fertigstellen; versuch es bitte in ein paar Minuten noch einmal. { -nothing-charged }

provider-connection = Runware ist gerade nicht erreichbar; versuch es bitte in ein paar Minuten noch einmal. { -nothing-charged }

provider-model = Runware bietet dieses Modell gerade nicht an; bitte wähle ein anderes. { -nothing-charged }

provider-reference = Runware kann das Ausgangsbild nicht verwenden; bitte häng es noch einmal an. { -nothing-charged }

provider-not-found = Runware kennt diese Anfrage nicht mehr; versuch es bitte noch einmal. { -nothing-charged }

provider-validation = Runware hat diese Anfrage nicht angenommen; bitte ändere den Prompt oder die Optionen. { -nothing-charged }

provider-unknown = Runware hat diese Anfrage ohne Begründung abgelehnt; bitte ändere sie oder versuch es später noch einmal. { -nothing-charged }

## Finished pictures

result-not-a-picture = Runware hat etwas geschickt, das kein Bild ist; es wurde nichts berechnet.

result-missing = Runware hat das Bild nicht; es wurde nichts berechnet.

result-unreachable = Das fertige Bild lässt sich gerade nicht von Runware herunterladen; es wurde nichts berechnet.

result-host-not-trusted = Runware hat ein Bild von einem Host geschickt, der nicht vertrauenswürdig ist; es wurde nichts berechnet.

result-private-address = Das Netzwerk von Easel leitet Runwares Bilder an eine Adresse, die nicht im Internet liegt; bitte den Betreiber, die Prüfung auszuführen. { -nothing-charged }

result-unreadable = Runware hat ein Bild geschickt, das sich nicht lesen lässt; es wurde nichts berechnet.

# $limit is in MiB.
result-too-large = Das Bild ist größer als { $limit } MiB, deshalb wurde es weder gelesen noch berechnet.

## Pictures that members attach

# $limit is in MiB.
upload-too-large = Dieses Bild ist größer als { $limit } MiB, häng also bitte ein kleineres an; es wurde nichts berechnet.

upload-empty = Diese Datei ist leer, häng sie also bitte noch einmal an; es wurde nichts berechnet.

upload-link-expired = Der Link zu diesem Bild ist abgelaufen, oder das Bild wurde gelöscht, häng es also bitte noch einmal an; es wurde nichts berechnet.

upload-broken = Dieses Bild ist kaputt oder unvollständig, speichere es also bitte neu und häng das an; es wurde nichts berechnet.

upload-discord-down = Discord liefert dieses Bild gerade nicht, versuch es also bitte in einer Minute noch einmal; es wurde nichts berechnet.

upload-not-at-discord = Bilder werden nur von Discord gelesen, häng also bitte das Bild selbst an; es wurde nichts berechnet.

upload-private-address = Das Netzwerk von Easel leitet Discords Bilder an eine Adresse, die nicht im Internet liegt, bitte also den Betreiber, die Prüfung auszuführen; es wurde nichts berechnet.

upload-not-a-picture = Diese Datei ist kein PNG, JPG oder WEBP, häng also bitte so eine an; es wurde nichts berechnet.

upload-heic-or-avif = Diese Datei ist HEIC oder AVIF, nicht PNG, JPG oder WEBP, speichere sie also bitte in einem davon und häng das an; es wurde nichts berechnet.

upload-animated = Dieses Bild ist animiert, häng also bitte eines an, das sich nicht bewegt, zum Beispiel einen Screenshot davon; es wurde nichts berechnet.

upload-takes-too-much = Dieses Bild zu lesen braucht zu viel Zeit oder Speicher, häng also bitte ein kleineres oder ein JPG an; es wurde nichts berechnet.

# Inside the next three: the size of the picture, such as "50,000,000 pixels" or "20 × 3000 pixels".
upload-pixels = { $pixels } Pixel

upload-too-many-pixels = Dieses Bild hat { $size }, und erlaubt sind höchstens { $limit }, häng also bitte ein kleineres an; es wurde nichts berechnet.

upload-too-small = Dieses Bild hat { $size }, und jede Seite braucht { $limit }, häng also bitte ein größeres an; es wurde nichts berechnet.

upload-too-narrow = Dieses Bild hat { $size }, und die lange Seite darf höchstens { $limit }-mal so lang sein wie die kurze, schneide es also bitte zu und häng das an; es wurde nichts berechnet.
