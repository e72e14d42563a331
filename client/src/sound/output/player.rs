//! The loudspeaker on Linux: a player of the sound server, fed through a pipe. Nothing has to be linked, and where no player is
//! there is no sound.

use std::{
    io::Write,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::Receiver,
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
pub(in crate::sound) struct Output {
    player: Child,
}

impl Drop for Output {
    fn drop(&mut self) {
        let _ = self.player.kill();
        let _ = self.player.wait();
    }
}

/// Opens the default loudspeaker; the reason if there is none.
pub(in crate::sound) fn open(orders: Receiver<Order>) -> Result<Output, String> {
    let mut player = PLAYERS
        .iter()
        .find_map(|words| start(words))
        .ok_or("none of pacat, pw-cat and aplay is on this computer")?;
    let pipe = player.stdin.take().ok_or("the player has no input")?;
    let mixer = Mixer::new(orders, RATE_HZ);
    thread::Builder::new()
        .name("sound".to_owned())
        .spawn(move || feed(mixer, pipe))
        .map_err(|error| error.to_string())?;
    Ok(Output { player })
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

/// Ends when the player does; the mixer's orders have nowhere to go from then on, which the sender sees.
fn feed(mut mixer: Mixer, mut pipe: ChildStdin) {
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
