//! People who walk together at one metre a second, so that where somebody is shown says how old the pose is.

use pleiades_netcode::protocol::pose::AvatarPose;

use crate::motion::Person;

/// Between neighbours, metres.
const SPACING_M: f32 = 1.5;
const IN_A_ROW: usize = 6;
/// Speed at which everybody walks along x, m/s.
const SPEED: f32 = 1.0;

/// Somebody of the crowd: hands and gaze of a lively person, the head gliding along.
pub(crate) struct Walker {
    person: Person,
    home_z: Option<f32>,
    index: usize,
}

impl Walker {
    pub(crate) fn new(index: usize) -> Self {
        Self {
            person: Person::new(index as u64),
            home_z: None,
            index,
        }
    }

    /// The pose so many seconds after the start; times only grow.
    pub(crate) fn at(&mut self, seconds: f64) -> AvatarPose {
        let mut pose = self.person.at(seconds as f32);
        let home_z = *self.home_z.get_or_insert(pose.head.position[2]);
        let x = start_of(self.index) + SPEED * seconds as f32;
        let z = SPACING_M * (self.index / IN_A_ROW) as f32;
        let (to_x, to_z) = (x - pose.head.position[0], z - home_z);
        for part in [
            Some(&mut pose.head),
            pose.left_hand.as_mut(),
            pose.right_hand.as_mut(),
        ]
        .into_iter()
        .flatten()
        {
            part.position[0] += to_x;
            part.position[2] += to_z;
        }
        pose
    }
}

fn start_of(index: usize) -> f32 {
    SPACING_M * (index % IN_A_ROW) as f32
}

/// How old a pose of `index` is that is shown at `x` so many seconds after the start, seconds.
pub(crate) fn age(index: usize, x: f32, seconds: f64) -> f64 {
    seconds - f64::from((x - start_of(index)) / SPEED)
}

/// Ages of shown poses, seconds.
#[derive(Default)]
pub(crate) struct Ages(Vec<f64>);

impl Ages {
    pub(crate) fn note(&mut self, age: f64) {
        self.0.push(age);
    }

    /// Milliseconds.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        let mut ages = self.0.clone();
        ages.sort_by(f64::total_cmp);
        assert!(!ages.is_empty(), "nobody was seen");
        1e3 * ages[((ages.len() - 1) as f64 * share) as usize]
    }
}
