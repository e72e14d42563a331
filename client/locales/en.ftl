# What the interface says. Every key is also in fr.ftl; a test compares the two.

app-name = Pléiades Immersion
app-subtitle = The Épinal campus, together
visitor = Visitor
back = Back

start-visit = Step onto the campus
start-join = Join a session
start-host = Host a group
start-settings = Settings
start-quit = Quit

join-title = Join a session
join-door = Code of the session, or its whole ticket
join-door-help = Eight letters and digits given by the person who hosts.
join-by-address = The session is not found?
join-address-help = Type the address of the hosting computer, as it is shown there.
join-address-wrong = “{ $address }” is no address. Write for instance 192.168.1.20 or 192.168.1.20:4433.
join-nickname = First name or nickname
join-nickname-hint = Camille
join-nickname-help = The others see it, and the host's computer notes it. No family name.
join-colour = Colour
join-go = Join

host-title = Host a group
host-help = This computer holds the session; the others join it over the local network, without account or internet.
host-lesson = Visit
host-go = Open the session
host-door = To join
host-code = Code
host-copy = Copy the ticket
host-address = Address, if the code is not enough
host-door-help = Read the code aloud, or let the QR code be scanned. It is good for this session only.
host-console = Console in a browser
host-copy-key = Copy the host key
host-tools = Guide
host-gather = Gather here
host-lock = Close the door
host-unlock = Open the door again
host-breaks = Headset break, minutes:
host-breaks-never = never
host-door-who = Coming in by code
host-door-with-host = Once you are there
host-door-one-by-one = One by one
host-door-everyone = At once
host-microphones = Microphones
host-microphones-own = Each opens their own
host-microphones-held = Held closed at first
host-break-after = Headset break after
host-keep = Journal kept
host-keep-nothing = As long as the session
host-keep-days = { $days } days
host-recording = Recording: none. Neither movements nor voice nor pictures are kept. Sound is not carried yet: for now microphones only have a state.
host-card = Pupils' card to print
host-no-browser = The browser could not be opened: { $reason }
host-lead = Show the way to
host-send-out = Send out…

settings-title = Settings
settings-language = Language
settings-quality = Picture
settings-walk-speed = Walking speed
settings-look-speed = Looking speed
settings-field-of-view = Field of view
settings-text-scale = Text size
settings-volume = Sounds (0: silent)
settings-invert-look = Invert looking up and down
settings-snap-turn = Headset: angle of one turn
settings-eye-scale = Headset: sharpness of the picture (when put on again)
settings-board = Headset: panels
board-follow = follow me
board-stay = stay where they are
board-wrist = on the wrist
settings-vignette = Headset: narrowed view while walking
settings-smooth-move = Headset: walk by stick
settings-left-handed = Headset: left-handed
settings-seated = Headset: seated
settings-reset = Defaults
quality-auto = Automatic
quality-laptop = Laptop
quality-desktop = Desktop computer
quality-high = Strong graphics card

menu-hand = Raise hand
menu-resume = Resume
xr-on = Put the headset on
xr-off = Back to the screen
xr-recentre = Recentre
xr-lost = The headset no longer answers. The visit goes on here, in the same place.
restarted = The application stopped by accident. You are back on the screen, in the same place.
xr-absent = No headset: { $reason }
menu-leave = Leave the session
menu-end = End the session
menu-me = { $name } (you)
role-host = hosts
role-learner = takes part
role-observer = observes

hud-people = { $count ->
    [0] Nobody
    [one] One person
   *[other] { $count } people
}
hud-menu = Menu (Esc)
hud-hand = Raise your hand (R)
hud-wave = React (F to wave)
hud-open = E  —  { $title }
hud-shown = { $name } shows a place, { $metres } m
hud-follow = { $title }, { $metres } m
hud-how-to-move = Walk: arrows or WASD   ·   Look: drag the mouse   ·   Go there: click the ground   ·   Menu: Esc
hud-take = Click: take
hud-put = Click: put down, put away or throw   ·   Wheel: turn (Shift: tilt)
hud-how-to-wear = Headset: right stick forward to aim, let go to be there   ·   To a side to turn
hud-how-to-with-hands = Hands: pinch to aim, open your fingers to be there   ·   Pinch, palm towards you: menu
hud-open-bare = Point at the star and pinch to read: { $title }
hud-open-worn = Point at the star and pull the trigger to read: { $title }
key-space = space

reaction-wave = Wave
reaction-applause = Applaud
reaction-heart = Love it
reaction-laughter = Laugh
reaction-question = I did not understand
reaction-agree = Agree

card-close = Close (Esc)
card-facts = What is known
card-source = { $title }, read on { $checked }
card-expired = To be checked.
card-questions = You could ask
card-read-aloud = Listen to the card
card-listen = Listen
card-hush = Stop
card-silent = No loudspeaker here: read what is said.
card-coming = …
card-unreadable = This file cannot be read.

toast-joined = { $name } arrives.
toast-hand = { $name } raises a hand.
toast-gathered = Your host gathers you here.
toast-locked = The door is closed: nobody else can come in.
toast-unlocked = The door is open again.

session-joining = Knocking at the door…
session-interrupted = The connection is cut. Trying again, stay here.
session-resumed = The connection is back.
session-server-died = The session could not open on this computer. Start the program again; if it recurs, the log in the terminal says why.
session-lesson-missing = This session uses the visit “{ $lesson }”, which is not installed here. Ask your host for it, or update this program.
scene-failed = The scene cannot be shown: { $reason }

colour-amber = amber
colour-sky = sky
colour-fir = fir
colour-mimosa = mimosa
colour-blue = blue
colour-brick = brick
colour-heather = heather
colour-violet = violet
colour-moss = moss
colour-oak = oak
colour-slate = slate
colour-berry = lingonberry

check-summary = { $lessons ->
    [0] No lesson found
    [one] One lesson checked
   *[other] { $lessons } lessons checked
}: { $errors ->
    [0] no error
    [one] one error
   *[other] { $errors } errors
}, { $warnings ->
    [0] no warning
    [one] one warning
   *[other] { $warnings } warnings
}.

cli = Pléiades Immersion: the Épinal campus and its laboratories, together, on a screen.
    Without a command: the start window, on the campus.
cli-usage = Usage
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-help = This help
cli-version = The version
cli-global-lang = Language of the interface and of this help
cli-global-log = What the log says on standard error, for instance “debug” or “pleiades_netcode=debug”
cli-global-name = Your nickname in the session
cli-global-colour = Your colour, 0 to 11
cli-global-auto = A headset if an OpenXR runtime answers, else the window; so it is if nothing is said
cli-global-flat = The window, without looking for a headset
cli-global-xr = The headset; without one the window, saying why
cli-demo = Straight onto the campus, with companions walking about
cli-demo-companions = Number of companions
cli-host = Hosts a group: opens a session that others join over the network
cli-host-lesson = The lesson: its folder, or the name of one of ours (campus-epinal)
cli-host-port = UDP port to listen on
cli-host-data = Folder where the session keeps its journal; by default this user's data folder
cli-host-admission = Who comes in without being asked for: everyone, everyone once a host is there, or one by one
cli-host-muted = Holds microphones closed at first (their state; sound is not carried yet)
cli-host-break-min = Minutes in a headset after which a break is proposed, 0 for never
cli-host-retention-days = Days the journal is kept, 0 for as long as the session; movements, voice and pictures are never recorded
cli-host-console = Says where the console is and its key, and opens it in the browser
cli-host-card = Writes the pupils' card to this HTML file: an A4 page with the code, the QR code and three steps
cli-join = Joins a session
cli-join-ticket = The whole ticket, pleiades://…, copied from the host or read from the QR code
cli-join-host-key = The host key, to come back into one's own session
cli-check = Checks lessons: every problem with file, line and advice
cli-check-paths = Lesson folders or files
cli-capture = Without a window: follows a script, writes pictures, and the state as JSON lines
cli-capture-out = Folder for the pictures
cli-capture-script = The script; “-”: line by line on standard input; without one, a visit of the campus in pictures
cli-capture-size = Size of the pictures, pixels
cli-capture-eyes = Size of each eye's picture in the headset, pixels; otherwise what the headset asks for
cli-capture-fps = Frames of the scene in a second of its time
cli-capture-state-every = A state line every N frames; 0: only where the script asks
cli-capture-join = Joins the session of this ticket instead of opening one
cli-capture-host-key = The host key of that session
cli-capture-companions = Number of companions in the demonstration

## Breaks and comfort in a headset

rest-title = A break?
rest-why = You have worn the headset for { $minutes } minutes. Take it off for a moment: look into the distance, drink some water. The visit waits for you in the same place.
rest-longer = Another 5 minutes
comfort-title = Before you start
comfort-how = Point at a button with your hand and pull the trigger (without a controller, pinch), or touch it with a finger. Everything can be changed later in the settings.
comfort-posture = I am
comfort-standing = standing
comfort-seated = sitting
comfort-hand = My stronger hand
comfort-right = right
comfort-left = left
comfort-moving = I move
comfort-teleport = by aiming at a place (most comfortable)
comfort-walk = by stick as well
comfort-stop = Dizzy or unwell? Take the headset off at once: nothing is lost, the visit goes on on the screen.
comfort-go = Let's go

class-door = Who comes in
class-admit-everyone = everyone
class-admit-with-host = when the host is here
class-admit-one-by-one = one by one
class-waiting = { $count ->
    [one] One person waits
   *[other] { $count } people wait
}
class-admit-all = Let everyone in
class-admit = Let in
class-together = Together
class-follow = Follow me
class-attention = Look at me
class-freeze = Stay in place
class-point = Point
class-spotlight-here = Light up this stop
class-spotlight-held = Light up what I hold
class-spotlight-off = Spotlight off
class-roam = Walk about:
class-roam-everywhere = everywhere
class-step = Stop:
class-step-back = ← previous
class-step-on = next →
class-timer = Timer, minutes:
class-timer-stop = Stop
class-voices = Speaking
class-call = Give the floor
class-call-over = The floor is free
class-lower = Lower
class-lower-all = Lower all hands
class-no-hands = No hand is raised.
class-mute-all = Mute everyone
class-release-all = Let everyone unmute
class-mute = Mute
class-release = Let them unmute
class-is-guide = guides the group
class-voice-open = microphone open
class-voice-held = muted by the host
class-microphone-open = Unmute me
class-microphone-close = Mute me
class-worn = headset { $minutes } min
class-rest-due = A break without the headset is advised.
class-person = Actions on this person
class-spotlight = Light up
class-pass-guide = Make guide
class-promote = Make co-host
class-demote = Co-host no more
class-rename = Replace their nickname by a neutral one
class-ban = Ban, and let newcomers wait
class-see = See what they see
class-through = Seen by { $name }
class-through-close = Stop looking
class-personal-code = Your personal code
class-personal-code-help = Type it at another device to go on there, with all you did.

waiting-title = Just a moment
waiting-for-host = Your host will be here soon. You have nothing to do.
waiting-for-door = Your host is about to let you in.

evacuation-call = Have all headsets taken off
evacuation-over = The alert is over
evacuation-title = Take the headset off now
evacuation-what = Stand up slowly and listen to whoever looks after you.
evacuation-acknowledge = I understand
evacuation-seen = Thank you. Wait for instructions.
evacuation-report = Seen by { $seen } of { $told }
evacuation-missing = No answer yet:

sign-follow = You follow { $name }.
sign-you-guide = The group follows you.
sign-attention = Look at { $name }
sign-attention-on = Everyone is asked to look here.
sign-frozen = Stay in place for a moment.
sign-frozen-all = The group stays in place.
sign-roam = Walk freely within { $metres } m.
sign-lit = In the light: { $what }.
sign-you-lit = The light is on you.
sign-turn = { $name } has the floor.
sign-your-turn = It is your turn to speak.
sign-you-point = Everyone sees your pointer.
sign-muted = The host keeps the microphones closed.

toast-waits = { $name } waits at the door.
toast-co-host = You are a co-host: the commands are in the menu.
toast-no-co-host = You are no longer a co-host.
toast-guide = You are the guide.
toast-other-guide = { $name } guides the group.
toast-your-turn = It is your turn: the host gives you the floor.
toast-renamed = The host gave you another name: { $name }.
toast-back = { $name } is back.
toast-at-desk = { $name } goes on at a screen.
toast-in-headset = { $name } goes on in a headset.
toast-released = You may unmute yourself.

join-again = Already here on another device?
join-personal-help = Type the personal code in the menu of the other device: name, team and progress follow you.

cli-join-personal-code = The personal code read on another device, to go on as the same person
## The visit: quizzes, rally, courses of study, the card to take home

card-reading = To read
card-quizzes = Quiz { $done }/{ $count }
formations-title = Studying here
formations-like = This interests me: { $title }
quiz-team = as a team
quiz-answer = Answer
quiz-answered = Answer given.
quiz-right = Well spotted!
quiz-wrong = To remember
quiz-again = Not yet: there is another try.
quiz-closed = This quiz opens when the host says so.
quiz-rally-closed = The rally has not begun: wait for the signal.
quiz-no-team = You need a team: ask the host.
quiz-class = { $answered ->
    [0] The class: no answer yet.
    [one] The class: one answer, { $right ->
        [0] not right
       *[other] right
    }.
   *[other] The class: { $answered } answers, { $right } of them right.
}
quiz-up = Up: { $choice }
quiz-down = Down: { $choice }
quiz-point = Point at it in the scene
quiz-point-again = Point at something else
quiz-pointing = Aim at what you are asked for, then click (E to give up)
rally-find = Find
rally-observe = Observe
rally-measure = Measure
rally-answer = Answer
sheet-team = Team { $team }: { $names }
sheet-open = to do:
sheet-right = ✔ found:
sheet-done = done:
sheet-note = Your notes
bar-progress = { $seen }/{ $stops } stops · { $answered }/{ $quizzes } quizzes
bar-sheet = Sheet
bar-results = Results
bar-map = Map (M)
map-title = Map
map-hint-host = Click on the map to show everyone a place.
map-hint-team = Click on the map to show your team a place.
map-hint-alone = In a team, a click on the map shows it a place.
bar-card = My card
results-teams = Teams
results-make = Make teams of { $size }
results-fill = Place the others
results-start = Begin the rally
results-stop = End the rally
results-team = Team { $team }: { $right } right of { $answered }
results-move = Put into team { $team }
results-quizzes = Quizzes
results-open = Open
results-close = Close
results-show = Show to the class
results-progress = How far everybody is
results-person = { $name }: { $seen }/{ $stops } stops, { $answered }/{ $quizzes } quizzes
farewell-title = My card to take home
farewell-what = { $stops ->
    [0] No stop seen
    [one] One stop seen
   *[other] { $stops } stops seen
}, { $interests ->
    [0] nothing marked
    [one] one course marked
   *[other] { $interests } courses marked
}, { $quizzes ->
    [0] no quiz
    [one] one quiz
   *[other] { $quizzes } quizzes
}.
farewell-phone = On your phone, on the same network:
farewell-save = Save the page
farewell-saved = Saved: { $path }
farewell-failed = The page could not be saved: { $reason }
farewell-nobody = The page holds no name and no account. It is yours.
farewell-photo = Take a picture of this screen with your phone: nothing of you is kept here.
stand-title = Come and walk the campus
stand-how = Move the mouse or press a key to begin.
stand-how-worn = Look around: here we go.
stand-nothing-kept = Six minutes, no name and no account. Only the number of visits is counted.
stand-left = { $minutes } min left
stand-farewell = The visit is over. Thank you for coming!
cli-stand = Keeps a stand by itself: visits of a few minutes, without internet, that reset themselves and keep nothing but a count
cli-stand-lesson = The lesson: its folder, or the name of one of ours
cli-stand-minutes = Length of a visit, in minutes
cli-stand-counts = File of the count of visits; by default in this user's data folder
cli-capture-stand = Like a stand, which counts its visits in this file
quiz-answer-to = Answer: { $question }
quiz-number = Your answer: { $question }
sheet-note-on = Your notes: { $question }
sign-waiting = { $count ->
    [one] One person waits at the door
   *[other] { $count } people wait at the door
}
sign-hands = { $count ->
    [one] ✋ One hand is raised
   *[other] ✋ { $count } hands are raised
}
lab-open = Lab (L)
lab-steps = Instructions
lab-instruments = Instruments
lab-notebook = Notebook
lab-figures = Figures
lab-answers = Answers
lab-class = Class
lab-begin-help = Open a notebook to begin. It is kept even if the connection breaks.
lab-begin-alone = Work alone
lab-begin-pair = Work in pairs
lab-begin-class = Open the class's notebook
lab-hint = A hint
lab-finish = Done
lab-done = Done
lab-hold = Within reach, hold the instrument to:
lab-compass-read = strike / dip
lab-compass-noted = noted, row { $row }
lab-compass-level = Level
lab-compass-tilted = Bubble out of its circle
lab-compass-help = In place: a click on a marked surface lays the compass down, the wheel or a drag turns it, a click on it reads and notes.
lab-compass-help-vr = Take the compass from your belt and hold it against a marked surface. Level, keep it still or pull the trigger: it reads and notes.
lab-press-wheel = Wheel: ± 100 N
lab-press-drawn = bending drawn × 5
lab-take-back = Take back
lab-noted = Noted: { $table }, row { $row }
lab-turn = Turn the compass
lab-declination = Declination on the ring (°)
lab-load = Load (N)
lab-set = Set
lab-read = Read
lab-saturated = The instrument is at the end of its range.
lab-record = Record
lab-strike = Strike this row out
lab-notes = Notes
lab-hand-in = Hand the notebook in
lab-handed-in = Handed in
lab-value = Value
lab-u = Standard uncertainty
lab-trend = Trend (°)
lab-plunge = Plunge (°)
lab-strike-angle = Strike (°)
lab-dip-angle = Dip (°)
lab-slope = Slope:
lab-residuals = Below, the residuals: what the line does not explain. Bars: two standard uncertainties.
lab-photos = Photographs ({ $count } of { $most })
lab-photo-take = Photograph in 3 seconds (or P: at once)
lab-photo-take-vr = Photograph in 3 seconds
lab-photo-help = The panel goes away; turn to what it is to show.
lab-photo-in = Photograph in { $seconds }…
lab-photo-now = Photograph!
lab-photo-caption = Photograph { $number }
lab-photo-taken = Photograph { $number } put into the notebook
lab-photo-nowhere = Open a notebook first: the photograph has nowhere to go.
lab-photo-full = The notebook has all its photographs: take one out first.
lab-photo-remove = Take this photograph out
lab-photo-absent = This photograph is no longer there.
lab-showing = Notebook of { $names }. You can place and set its instruments to show how: what you do is seen. Reading and noting stay theirs.
toast-shows-how = { $name } shows with your instruments
lab-takeout = Take the notebook away (page, tables, figures)
lab-takeout-done = Saved in { $path }
lab-takeout-failed = The notebook could not be saved: { $reason }
lab-shown-to-all = Shown to all
lab-release = Release the mark
lab-release-all = Release every mark
lab-as-training = Training
lab-as-exam = Exam
lab-exam = Exam: no help, and the mark when it is released.
lab-show = Show to everybody: { $figure }
lab-unshow = Stop showing
lab-own = Back to my notebook
lab-class-help = A dot: not begun; half a disc: begun; a disc: done. Click a name to read the notebook.
