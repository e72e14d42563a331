//! The loudspeaker on Linux: a player of the sound server, fed through a pipe. Nothing has to be linked, and where no player is
//! there is no sound.

use std::{
    io::Write,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc::Receiver},
    thread,
    time::{Duration, Instant},
};

use crate::sound::mixer::{Mixer, Order};

const RATE_HZ: u32 = 48_000;
/// Samples are made in steps of this length: a fuller pipe would be heard later.
const STEP: Duration = Duration::from_millis(10);

/// Players that read 32-bit floats, one channel, from their standard input; the first that is there is taken.
const PLAYERS: [&[&str]; 3] = [
    &[
        "pacat",
        "--playback",
        "--raw",
        "--format=float32le",
        "--rate=48000",
        "--channels=1",
        "--latency-msec=20",
        "--client-name=Pléiades Immersion",
    ],
    &[
        "pw-cat",
        "--playback",
        "--raw",
        "--format=f32",
        "--rate=48000",
        "--channels=1",
        "--latency=20ms",
        "-",
    ],
    &[
        "aplay",
        "--quiet",
        "--file-type=raw",
        "--format=FLOAT_LE",
        "--rate=48000",
        "--channels=1",
        "--buffer-time=40000",
    ],
];

/// Plays as long as it is kept.
pub(in crate::sound) struct Output(Arc<Mutex<Playing>>);

/// The player that runs now.
#[derive(Default)]
struct Playing {
    player: Option<Child>,
    /// Nobody listens any more: no other player is to be started.
    over: bool,
}

impl Playing {
    fn end(&mut self) {
        if let Some(mut player) = self.player.take() {
            let _ = player.kill();
            let _ = player.wait();
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        let mut playing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        playing.over = true;
        playing.end();
    }
}

/// Opens the default loudspeaker; the reason if there is none.
pub(in crate::sound) fn open(orders: Receiver<Order>) -> Result<Output, String> {
    open_with(PLAYERS.iter().copied(), orders)
        .ok_or_else(|| "none of pacat, pw-cat and aplay is on this computer".to_owned())
}

/// Feeds the first of the players that can be started, and when it ends, as one without a sound server does, the next.
fn open_with(
    mut players: impl Iterator<Item = &'static [&'static str]> + Send + 'static,
    orders: Receiver<Order>,
) -> Option<Output> {
    let playing = Arc::new(Mutex::new(Playing::default()));
    let mut pipe = next(&mut players, &playing)?;
    let output = Output(playing.clone());
    let mut mixer = Mixer::new(orders, RATE_HZ);
    let feeding = move || {
        loop {
            feed(&mut mixer, pipe);
            match next(&mut players, &playing) {
                Some(another) => pipe = another,
                // The mixer's orders have nowhere to go from here on, which the sender sees.
                None => return,
            }
        }
    };
    let spawned = thread::Builder::new()
        .name("sound".to_owned())
        .spawn(feeding);
    spawned.is_ok().then_some(output)
}

/// Starts the next player there is, in the place of the one before.
fn next<'a>(
    players: &mut impl Iterator<Item = &'a [&'a str]>,
    playing: &Mutex<Playing>,
) -> Option<ChildStdin> {
    let mut playing = playing.lock().unwrap_or_else(PoisonError::into_inner);
    playing.end();
    if playing.over {
        return None;
    }
    let mut player = players.find_map(start)?;
    let pipe = player.stdin.take();
    playing.player = Some(player);
    pipe
}

fn start(words: &[&str]) -> Option<Child> {
    let (name, options) = words.split_first()?;
    Command::new(name)
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// Until the player ends.
fn feed(mixer: &mut Mixer, mut pipe: ChildStdin) {
    let samples = RATE_HZ as usize / 100;
    let mut bytes = Vec::with_capacity(4 * samples);
    let mut due = Instant::now();
    loop {
        bytes.clear();
        for _ in 0..samples {
            bytes.extend(mixer.next().to_le_bytes());
        }
        if pipe.write_all(&bytes).and_then(|()| pipe.flush()).is_err() {
            return;
        }
        due += STEP;
        match due.checked_duration_since(Instant::now()) {
            Some(left) => thread::sleep(left),
            // The machine slept: what was missed is not made up for.
            None => due = Instant::now(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{fs, sync::mpsc::channel};

    use super::*;
    use crate::sound::Sound;

    #[test]
    fn a_player_that_is_missing_or_ends_leaves_its_place_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let heard = folder.path().join("heard");
        // The players are named for the length of the program.
        let keep = format!("exec cat > '{}'", heard.display()).leak() as &str;
        let last: &'static [&str] = vec!["sh", "-c", keep].leak();
        let players: [&[&str]; 3] = [&["no-such-player"], &["false"], last];
        let (to, orders) = channel();
        let output = open_with(players.into_iter(), orders).unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        let loud = loop {
            assert!(Instant::now() < end, "nothing was heard");
            to.send(Order::Note(Sound::Press, 1.0)).unwrap();
            thread::sleep(Duration::from_millis(50));
            let bytes = fs::read(&heard).unwrap_or_default();
            let loud = bytes
                .chunks_exact(4)
                .filter_map(|part| Some(f32::from_le_bytes(part.try_into().ok()?)))
                .fold(0.0, |loud: f32, sample| loud.max(sample.abs()));
            if loud > 0.0 {
                break loud;
            }
        };
        assert!(loud <= 1.0, "{loud}");
        // Let go, it ends, and the sender sees that nobody listens.
        drop(output);
        while to.send(Order::Note(Sound::Hover, 0.0)).is_ok() {
            assert!(Instant::now() < end, "it still plays");
            thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn without_a_player_there_is_no_sound() {
        let players: [&[&str]; 1] = [&["no-such-player"]];
        assert!(open_with(players.into_iter(), channel().1).is_none());
    }
}
