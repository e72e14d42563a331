# Ce que dit l'interface. Chaque clé existe aussi dans en.ftl ; un test compare les deux.

app-name = Pléiades Immersion
app-subtitle = Le campus d'Épinal, ensemble
visitor = Visiteur
back = Retour

start-visit = Entrer sur le campus
start-join = Rejoindre une session
start-host = Accueillir un groupe
start-settings = Réglages
start-quit = Quitter

join-title = Rejoindre une session
join-door = Code de la session, ou ticket complet
join-door-help = Huit lettres et chiffres donnés par la personne qui accueille.
join-by-address = La session n'est pas trouvée ?
join-address-help = Tapez ici l'adresse de l'ordinateur qui accueille, telle qu'elle est affichée chez lui.
join-address-wrong = « { $address } » n'est pas une adresse. Écrivez par exemple 192.168.1.20 ou 192.168.1.20:4433.
join-nickname = Prénom ou surnom
join-nickname-hint = Camille
join-nickname-help = Les autres le voient, et l'ordinateur qui accueille le note. Pas de nom de famille.
join-colour = Couleur
join-go = Rejoindre

host-title = Accueillir un groupe
host-help = Cet ordinateur tient la session ; les autres la rejoignent par le réseau local, sans compte ni internet.
host-lesson = Visite
host-go = Ouvrir la session
host-door = Pour rejoindre
host-code = Code
host-copy = Copier le ticket
host-address = Adresse, si le code ne suffit pas
host-door-help = Donnez le code à voix haute, ou faites lire le QR code. Il ne vaut que pour cette session.
host-console = Console dans un navigateur
host-copy-key = Copier la clé de l'accueil
host-tools = Guider
host-gather = Rassembler ici
host-lock = Fermer la porte
host-unlock = Rouvrir la porte
host-breaks = Pause en casque, minutes :
host-breaks-never = jamais
host-door-who = Entrée avec le code
host-door-with-host = Dès que vous êtes là
host-door-one-by-one = Un par un
host-door-everyone = Tout de suite
host-microphones = Micros
host-microphones-own = Chacun ouvre le sien
host-microphones-held = Tenus fermés au début
host-break-after = Pause en casque après
host-keep = Journal gardé
host-keep-nothing = Le temps de la séance
host-keep-days = { $days } jours
host-recording = Enregistrement : aucun. Ni les déplacements, ni la voix, ni l'image ne sont gardés. Le son ne passe pas encore : les micros n'ont pour l'instant qu'un état.
host-card = Carte des élèves à imprimer
host-no-browser = Le navigateur n'a pas pu s'ouvrir : { $reason }
host-lead = Montrer le chemin vers
host-send-out = Faire sortir…

settings-title = Réglages
settings-language = Langue
settings-quality = Image
settings-walk-speed = Vitesse de marche
settings-look-speed = Vitesse du regard
settings-field-of-view = Champ de vision
settings-text-scale = Taille du texte
settings-volume = Sons (0 : silence)
settings-invert-look = Inverser haut et bas du regard
settings-snap-turn = Casque : angle d'un pas de rotation
settings-eye-scale = Casque : finesse de l'image (quand on le remet)
settings-board = Casque : les panneaux
board-follow = me suivent
board-stay = restent en place
board-wrist = au poignet
settings-vignette = Casque : vue rétrécie en marchant
settings-smooth-move = Casque : marcher au joystick
settings-left-handed = Casque : main gauche
settings-seated = Casque : visite assise
settings-reset = Valeurs d'origine
quality-auto = Automatique
quality-laptop = Ordinateur portable
quality-desktop = Ordinateur de bureau
quality-high = Belle carte graphique

menu-hand = Lever la main
menu-resume = Reprendre
xr-on = Mettre le casque
xr-off = Retour à l'écran
xr-recentre = Recentrer
xr-lost = Le casque ne répond plus. La visite continue ici, à la même place.
restarted = L’application s’est arrêtée par accident. Vous revoilà sur l’écran, à la même place.
xr-absent = Pas de casque : { $reason }
menu-leave = Quitter la session
menu-end = Terminer la session
menu-me = { $name } (vous)
role-host = accueille
role-learner = participe
role-observer = observe

hud-people = { $count ->
    [0] Personne
    [one] Une personne
   *[other] { $count } personnes
}
hud-menu = Menu (Échap)
hud-hand = Lever la main (R)
hud-wave = Réagir (F pour saluer)
hud-open = E  —  { $title }
hud-shown = { $name } montre un endroit, { $metres } m
hud-follow = { $title }, { $metres } m
hud-how-to-move = Avancer : flèches ou ZQSD   ·   Regarder : glisser la souris   ·   Y aller : cliquer au sol   ·   Menu : Échap
hud-take = Cliquer : prendre
hud-put = Cliquer : poser, ranger ou lancer   ·   Molette : tourner (Maj : basculer)
hud-how-to-wear = Casque : joystick droit en avant pour viser, relâcher pour y aller   ·   De côté pour tourner
hud-how-to-with-hands = Mains : pincer pour viser, ouvrir les doigts pour y aller   ·   Pincer, paume vers soi : menu
hud-open-bare = Viser l'étoile et pincer pour lire : { $title }
hud-open-worn = Viser l'étoile et presser la gâchette pour lire : { $title }
key-space = espace

reaction-wave = Saluer
reaction-applause = Applaudir
reaction-heart = Aimer
reaction-laughter = Rire
reaction-question = Je n'ai pas compris
reaction-agree = D'accord

card-close = Fermer (Échap)
card-facts = Ce que l'on sait
card-source = { $title }, lu le { $checked }
card-expired = À vérifier.
card-questions = Tu peux demander
card-read-aloud = Écouter la carte
card-listen = Écouter
card-hush = Arrêter
card-silent = Aucun haut-parleur ici : lis ce qui est dit.
card-coming = …
card-unreadable = Ce fichier ne peut pas être lu.

toast-joined = { $name } arrive.
toast-hand = { $name } lève la main.
toast-gathered = La personne qui accueille vous rassemble ici.
toast-locked = La porte est fermée : personne d'autre ne peut entrer.
toast-unlocked = La porte est rouverte.

session-joining = On frappe à la porte…
session-interrupted = La liaison est coupée. Nouvelle tentative, restez là.
session-resumed = La liaison est revenue.
session-server-died = La session n'a pas pu s'ouvrir sur cet ordinateur. Redémarrez le programme ; si cela revient, le journal du terminal dit pourquoi.
session-lesson-missing = Cette session utilise la visite « { $lesson } », qui n'est pas installée ici. Demandez-la à la personne qui accueille, ou mettez ce programme à jour.
scene-failed = La scène ne peut pas être montrée : { $reason }

colour-amber = ambre
colour-sky = ciel
colour-fir = sapin
colour-mimosa = mimosa
colour-blue = bleu
colour-brick = brique
colour-heather = bruyère
colour-violet = violette
colour-moss = mousse
colour-oak = chêne
colour-slate = ardoise
colour-berry = myrtille rouge

check-summary = { $lessons ->
    [0] Aucune leçon trouvée
    [one] Une leçon vérifiée
   *[other] { $lessons } leçons vérifiées
} : { $errors ->
    [0] aucune erreur
    [one] une erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [0] aucun avertissement
    [one] un avertissement
   *[other] { $warnings } avertissements
}.

cli = Pléiades Immersion : le campus d'Épinal et ses laboratoires, à plusieurs, sur un écran.
    Sans commande : la fenêtre d'accueil, sur le campus.
cli-usage = Usage
cli-commands = Commandes
cli-options = Options
cli-arguments = Arguments
cli-help = Cette aide
cli-version = La version
cli-global-lang = Langue de l'interface et de cette aide
cli-global-log = Ce que dit le journal sur la sortie d'erreur, par exemple « debug » ou « pleiades_netcode=debug »
cli-global-name = Votre surnom dans la session
cli-global-colour = Votre couleur, de 0 à 11
cli-global-auto = Le casque si un système OpenXR répond, sinon la fenêtre ; c'est le cas si rien n'est dit
cli-global-flat = La fenêtre, sans chercher de casque
cli-global-xr = Le casque ; sans lui la fenêtre, en disant pourquoi
cli-demo = Droit sur le campus, avec des compagnons qui s'y promènent
cli-demo-companions = Nombre de compagnons
cli-host = Accueille un groupe : ouvre une session que les autres rejoignent par le réseau
cli-host-lesson = La leçon : son dossier, ou le nom de l'une des nôtres (campus-epinal)
cli-host-port = Port UDP où l'on écoute
cli-host-data = Dossier où la session garde son journal ; par défaut celui des données de cet utilisateur
cli-host-admission = Qui entre sans être attendu : tout le monde, tout le monde dès qu'un hôte est là, ou un par un
cli-host-muted = Tient les micros fermés à l'entrée (leur état ; le son ne passe pas encore)
cli-host-break-min = Minutes de casque après lesquelles une pause est proposée, 0 pour jamais
cli-host-retention-days = Jours pendant lesquels le journal est gardé, 0 pour le temps de la séance ; déplacements, voix et images ne sont jamais enregistrés
cli-host-console = Donne l'adresse de la console et sa clé, et l'ouvre dans le navigateur
cli-host-card = Écrit dans ce fichier HTML la carte des élèves : une page A4 avec le code, le QR code et trois étapes
cli-join = Rejoint une session
cli-join-ticket = Le ticket complet, pleiades://…, copié chez la personne qui accueille ou lu dans son QR code
cli-join-host-key = La clé de l'accueil, pour revenir dans sa propre session
cli-check = Vérifie des leçons : chaque problème avec fichier, ligne et conseil
cli-check-paths = Dossiers ou fichiers de leçon
cli-capture = Sans fenêtre : suit un script, écrit des images et l'état en lignes JSON
cli-capture-out = Dossier des images
cli-capture-script = Le script ; « - » : ligne par ligne sur l'entrée standard ; sans lui, une visite du campus en images
cli-capture-size = Taille des images, en pixels
cli-capture-eyes = Taille de l'image de chaque œil dans le casque, en pixels ; sinon celle que le casque demande
cli-capture-fps = Images de la scène par seconde de son temps
cli-capture-state-every = Une ligne d'état toutes les N images ; 0 : seulement sur demande du script
cli-capture-join = Rejoint la session de ce ticket au lieu d'en ouvrir une
cli-capture-host-key = La clé de l'accueil de cette session
cli-capture-companions = Nombre de compagnons de la démonstration

## Pause et confort en casque

rest-title = Une pause ?
rest-why = Vous portez le casque depuis { $minutes } minutes. Retirez-le un moment : regardez au loin, buvez un peu d'eau. La visite vous attend à la même place.
rest-longer = Encore 5 minutes
comfort-title = Avant de commencer
comfort-how = Visez un bouton avec la main et pressez la gâchette (sans manette, pincez), ou touchez-le du doigt. Tout se change plus tard dans les réglages.
comfort-posture = Je suis
comfort-standing = debout
comfort-seated = assis
comfort-hand = Ma main habile
comfort-right = droite
comfort-left = gauche
comfort-moving = Je me déplace
comfort-teleport = en visant un endroit (le plus confortable)
comfort-walk = aussi au joystick
comfort-stop = Tête qui tourne, mal au cœur ? Retirez le casque tout de suite : rien ne se perd, la visite continue à l'écran.
comfort-go = C'est parti

class-door = Qui entre
class-admit-everyone = tout le monde
class-admit-with-host = en présence de l'hôte
class-admit-one-by-one = un par un
class-waiting = { $count ->
    [one] Une personne attend
   *[other] { $count } personnes attendent
}
class-admit-all = Faire entrer tout le monde
class-admit = Faire entrer
class-together = Ensemble
class-follow = Suivez-moi
class-attention = Regardez-moi
class-freeze = Restez en place
class-point = Montrer du doigt
class-spotlight-here = Éclairer cette étape
class-spotlight-held = Éclairer ce que je tiens
class-spotlight-off = Éteindre le projecteur
class-roam = Se promener :
class-roam-everywhere = partout
class-step = Étape :
class-step-back = ← précédente
class-step-on = suivante →
class-timer = Minuteur, minutes :
class-timer-stop = Arrêter
class-voices = Parole
class-call = Donner la parole
class-call-over = Fin de la prise de parole
class-lower = Baisser
class-lower-all = Baisser toutes les mains
class-no-hands = Aucune main levée.
class-mute-all = Fermer tous les micros
class-release-all = Laisser rouvrir les micros
class-mute = Fermer son micro
class-release = Le laisser rouvrir son micro
class-is-guide = guide le groupe
class-voice-open = micro ouvert
class-voice-held = micro fermé par l'hôte
class-microphone-open = Ouvrir mon micro
class-microphone-close = Fermer mon micro
class-worn = casque { $minutes } min
class-rest-due = Une pause sans casque est conseillée.
class-person = Actions sur cette personne
class-spotlight = Éclairer
class-pass-guide = Confier le rôle de guide
class-promote = Nommer co-hôte
class-demote = Retirer le rôle de co-hôte
class-rename = Remplacer son pseudo par un nom neutre
class-ban = Exclure, et faire attendre les nouveaux
class-see = Voir ce qu'il ou elle voit
class-through = Vu par { $name }
class-through-close = Ne plus regarder
class-personal-code = Votre code personnel
class-personal-code-help = À taper sur un autre appareil pour y continuer, avec votre parcours.

waiting-title = Encore un instant
waiting-for-host = La personne qui accueille arrive bientôt. Vous n'avez rien à faire.
waiting-for-door = La personne qui accueille va vous faire entrer.

evacuation-call = Faire retirer les casques
evacuation-over = Fin de l'alerte
evacuation-title = Retirez le casque maintenant
evacuation-what = Levez-vous lentement et écoutez la personne qui vous encadre.
evacuation-acknowledge = J'ai compris
evacuation-seen = Merci. Attendez les consignes.
evacuation-report = Vu par { $seen } sur { $told }
evacuation-missing = Pas encore de réponse :

sign-follow = Vous suivez { $name }.
sign-you-guide = Le groupe vous suit.
sign-attention = Regardez { $name }
sign-attention-on = Tout le monde est invité à regarder ici.
sign-frozen = Restez en place un moment.
sign-frozen-all = Le groupe reste en place.
sign-roam = Promenade libre à { $metres } m alentour.
sign-lit = En lumière : { $what }.
sign-you-lit = La lumière est sur vous.
sign-turn = La parole est à { $name }.
sign-your-turn = C'est à vous de parler.
sign-you-point = Tout le monde voit votre pointeur.
sign-muted = L'hôte garde les micros fermés.

toast-waits = { $name } attend à la porte.
toast-co-host = Vous êtes co-hôte : les commandes sont dans le menu.
toast-no-co-host = Vous n'êtes plus co-hôte.
toast-guide = Vous êtes le guide.
toast-other-guide = { $name } guide le groupe.
toast-your-turn = C'est à vous : la personne qui accueille vous donne la parole.
toast-renamed = La personne qui accueille vous a donné un autre nom : { $name }.
toast-back = { $name } est de retour.
toast-at-desk = { $name } continue à l'écran.
toast-in-headset = { $name } continue en casque.
toast-released = Vous pouvez rouvrir votre micro.

join-again = Déjà là sur un autre appareil ?
join-personal-help = Tapez le code personnel affiché dans le menu de l'autre appareil : nom, équipe et parcours vous suivent.

cli-join-personal-code = Le code personnel lu sur un autre appareil, pour y reprendre sa place
## Visite : quiz, rallye, formations, carte à emporter

card-reading = À lire
card-quizzes = Quiz { $done }/{ $count }
formations-title = Étudier ici
formations-like = Ça m'intéresse : { $title }
quiz-team = en équipe
quiz-answer = Répondre
quiz-answered = Réponse donnée.
quiz-right = Bien vu !
quiz-wrong = À retenir
quiz-again = Pas encore : il reste un essai.
quiz-closed = Ce quiz s'ouvre quand la personne qui accueille le dit.
quiz-rally-closed = Le rallye n'a pas commencé : attendez le signal.
quiz-no-team = Il te faut une équipe : demande à la personne qui accueille.
quiz-class = { $answered ->
    [0] La classe : pas encore de réponse.
    [one] La classe : une réponse, { $right ->
        [0] pas juste
       *[other] juste
    }.
   *[other] La classe : { $answered } réponses, dont { $right } { $right ->
        [one] juste
       *[other] justes
    }.
}
quiz-up = Monter : { $choice }
quiz-down = Descendre : { $choice }
quiz-point = Montrer dans le décor
quiz-point-again = Montrer autre chose
quiz-pointing = Vise ce que l'on te demande, puis clique (E pour renoncer)
rally-find = Trouver
rally-observe = Observer
rally-measure = Mesurer
rally-answer = Répondre
sheet-team = Équipe { $team } : { $names }
sheet-open = à faire :
sheet-right = ✔ trouvé :
sheet-done = fait :
sheet-note = Vos notes
bar-progress = { $seen }/{ $stops } étapes · { $answered }/{ $quizzes } quiz
bar-sheet = Feuille
bar-results = Résultats
bar-map = Plan (M)
map-title = Plan
map-hint-host = Cliquez sur le plan pour montrer un endroit à tout le monde.
map-hint-team = Cliquez sur le plan pour montrer un endroit à votre équipe.
map-hint-alone = Dans une équipe, un clic sur le plan lui montre un endroit.
bar-card = Ma carte
results-teams = Équipes
results-make = Former des équipes de { $size }
results-fill = Placer les autres
results-start = Lancer le rallye
results-stop = Terminer le rallye
results-team = Équipe { $team } : { $right ->
    [one] { $right } juste
   *[other] { $right } justes
} sur { $answered }
results-move = Mettre dans l'équipe { $team }
results-quizzes = Quiz
results-open = Ouvrir
results-close = Fermer
results-show = Montrer à la classe
results-progress = Où chacun en est
results-person = { $name } : { $seen }/{ $stops } étapes, { $answered }/{ $quizzes } quiz
farewell-title = Ma carte à emporter
farewell-what = { $stops ->
    [0] Aucune étape vue
    [one] Une étape vue
   *[other] { $stops } étapes vues
}, { $interests ->
    [0] rien de marqué
    [one] une formation marquée
   *[other] { $interests } formations marquées
}, { $quizzes ->
    [0] aucun quiz
    [one] un quiz
   *[other] { $quizzes } quiz
}.
farewell-phone = Sur ton téléphone, sur le même réseau :
farewell-save = Enregistrer la page
farewell-saved = Enregistrée : { $path }
farewell-failed = La page n'a pas pu être enregistrée : { $reason }
farewell-nobody = La page ne contient ni nom ni compte. Elle est à toi.
farewell-photo = Photographie cet écran avec ton téléphone : ici, rien de toi n'est gardé.
stand-title = Viens faire un tour sur le campus
stand-how = Bouge la souris ou appuie sur une touche pour commencer.
stand-how-worn = Regarde autour de toi : c'est parti.
stand-nothing-kept = Six minutes, sans nom ni compte. Seul le nombre de visites est compté.
stand-left = Encore { $minutes } min
stand-farewell = La visite est finie. Merci d'être venu·e !
cli-stand = Tient un stand tout seul : des visites de quelques minutes, sans internet, qui se remettent à zéro et ne gardent qu'un compte
cli-stand-lesson = La leçon : son dossier, ou le nom de l'une des nôtres
cli-stand-minutes = Durée d'une visite, en minutes
cli-stand-counts = Fichier du compte des visites ; par défaut dans le dossier des données de cet utilisateur
cli-capture-stand = Comme un stand, qui compte ses visites dans ce fichier
quiz-answer-to = Répondre : { $question }
quiz-number = Ta réponse : { $question }
sheet-note-on = Vos notes : { $question }
sign-waiting = { $count ->
    [one] Une personne attend à la porte
   *[other] { $count } personnes attendent à la porte
}
sign-hands = { $count ->
    [one] ✋ Une main levée
   *[other] ✋ { $count } mains levées
}
lab-open = Travail pratique (L)
lab-steps = Consignes
lab-instruments = Instruments
lab-notebook = Cahier
lab-figures = Figures
lab-answers = Réponses
lab-class = Classe
lab-begin-help = Ouvrez un cahier pour commencer. Il est gardé, même si la connexion se coupe.
lab-begin-alone = Travailler seul
lab-begin-pair = Travailler à deux
lab-begin-class = Ouvrir le cahier de la classe
lab-hint = Une aide
lab-finish = C'est fait
lab-done = Fait
lab-hold = À portée de main, poser l'instrument sur :
lab-compass-read = direction / pendage
lab-compass-noted = notée, ligne { $row }
lab-compass-level = De niveau
lab-compass-tilted = Bulle hors du cercle
lab-compass-help = Sur place : un clic sur une surface marquée pose la boussole, la molette ou un glissement la tourne, un clic sur elle lit et note.
lab-compass-help-vr = Prenez la boussole à la ceinture, appliquez-la sur une surface marquée. De niveau, tenez-la immobile ou tirez la gâchette : elle lit et note.
lab-press-wheel = Volant : ± 100 N
lab-press-drawn = flexion dessinée × 5
lab-take-back = Reprendre
lab-noted = Noté : { $table }, ligne { $row }
lab-turn = Tourner la boussole
lab-declination = Déclinaison sur la bague (°)
lab-load = Charge (N)
lab-set = Régler
lab-read = Lire
lab-saturated = L'instrument est en bout d'échelle.
lab-record = Relever
lab-strike = Rayer cette ligne
lab-notes = Notes
lab-hand-in = Rendre le cahier
lab-handed-in = Cahier rendu
lab-value = Valeur
lab-u = Incertitude-type
lab-trend = Azimut (°)
lab-plunge = Plongement (°)
lab-strike-angle = Direction (°)
lab-dip-angle = Pendage (°)
lab-slope = Pente :
lab-residuals = En bas, les résidus : ce que la droite n'explique pas. Barres : deux incertitudes-types.
lab-photos = Photos ({ $count } sur { $most })
lab-photo-take = Photographier dans 3 secondes (ou P : tout de suite)
lab-photo-take-vr = Photographier dans 3 secondes
lab-photo-help = Le panneau s'efface ; tournez-vous vers ce qu'il faut montrer.
lab-photo-in = Photo dans { $seconds }…
lab-photo-now = Photo !
lab-photo-caption = Photo { $number }
lab-photo-taken = Photo { $number } mise dans le cahier
lab-photo-nowhere = Ouvrez d'abord un cahier : la photo n'a nulle part où aller.
lab-photo-full = Le cahier a toutes ses photos : retirez-en une d'abord.
lab-photo-remove = Retirer cette photo
lab-photo-absent = Cette photo n'est plus là.
lab-showing = Cahier de { $names }. Vous pouvez poser et régler ses instruments pour montrer : on voit ce que vous faites. Lire et noter lui appartiennent.
toast-shows-how = { $name } montre avec vos instruments
lab-takeout = Emporter le cahier (page, tableaux, figures)
lab-takeout-done = Enregistré dans { $path }
lab-takeout-failed = Le cahier n'a pas pu être enregistré : { $reason }
lab-shown-to-all = Montrée à tous
lab-release = Rendre la note
lab-release-all = Rendre toutes les notes
lab-as-training = Entraînement
lab-as-exam = Examen
lab-exam = Examen : pas d'aide, et la note quand on vous la rend.
lab-show = Montrer à tous : { $figure }
lab-unshow = Ne plus montrer
lab-own = Revenir à mon cahier
lab-class-help = Un point : pas commencé ; demi-rond : commencé ; rond : fait. Cliquez sur un nom pour lire son cahier.
