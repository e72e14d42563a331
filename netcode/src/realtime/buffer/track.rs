//! One avatar's recent poses in time, and what is shown of them.

use std::collections::VecDeque;

use glam::DVec3;

use super::curve::{Body, Rigid};
use crate::protocol::pose::{AvatarPose, PoseSample};

/// Poses kept.
const KEPT: usize = 32;
/// Time over which a correction is blended in, seconds.
const BLEND_S: f64 = 0.1;
/// Nobody goes farther than this at once and faster than that: it was a jump even if nobody said so.
const JUMP_M: f64 = 2.0;
const JUMP_M_PER_S: f64 = 20.0;
/// Longest gap between updates that is waited for, ticks.
const LONGEST_GAP: f64 = 4.0;
/// The wait for rarer updates grows and shrinks by this share of elapsed time.
const BEND: f64 = 0.05;

/// A sample at its server time, seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed {
    at_s: f64,
    sample: PoseSample,
    body: Body,
}

impl Timed {
    pub(super) fn new(at_s: f64, sample: &PoseSample) -> Self {
        Self {
            at_s,
            sample: *sample,
            body: Body::from_pose(&sample.pose),
        }
    }

    fn jumps_to(&self, next: &Self) -> bool {
        let apart_m = self.body.head.at.distance(next.body.head.at);
        let apart_s = (next.at_s - self.at_s).abs().max(1e-3);
        self.sample.jumps != next.sample.jumps
            || (apart_m > JUMP_M && apart_m / apart_s > JUMP_M_PER_S)
    }
}

/// What was shown last.
#[derive(Clone, Copy, Debug)]
struct Shown {
    at_s: f64,
    body: Body,
    /// Before the correction.
    raw: Body,
    jumps: u8,
}

/// What is still to be blended away, since a shown time.
#[derive(Clone, Copy, Debug)]
struct Correction {
    error: Body,
    since_s: f64,
}

#[derive(Debug)]
pub(super) struct Track {
    tick_s: f64,
    samples: VecDeque<Timed>,
    arrived_s: f64,
    shown: Option<Shown>,
    correction: Option<Correction>,
    changed: bool,
    /// Usual time between updates, seconds, and how much of it beyond a tick is waited now.
    gap_s: f64,
    wait_s: f64,
}

impl Track {
    pub(super) fn new(tick_s: f64) -> Self {
        Self {
            tick_s,
            samples: VecDeque::with_capacity(KEPT),
            arrived_s: 0.0,
            shown: None,
            correction: None,
            changed: false,
            gap_s: tick_s,
            wait_s: 0.0,
        }
    }

    pub(super) fn age_s(&self, now_s: f64) -> f64 {
        (now_s - self.arrived_s).max(0.0)
    }

    pub(super) fn insert(&mut self, timed: Timed, now_s: f64) {
        let at = self.samples.partition_point(|kept| kept.at_s < timed.at_s);
        if self
            .samples
            .get(at)
            .is_some_and(|kept| kept.at_s == timed.at_s)
        {
            return;
        }
        self.arrived_s = now_s;
        self.changed = true;
        if at == self.samples.len()
            && let Some(last) = self.samples.back()
        {
            let gap_s = timed.at_s - last.at_s;
            let rested = self.at_rest();
            let moved = last.sample.pose != timed.sample.pose;
            if moved && !rested {
                let gap_s = gap_s.clamp(self.tick_s, LONGEST_GAP * self.tick_s);
                self.gap_s += (gap_s - self.gap_s) / 8.0;
            }
            if moved && rested && gap_s > 1.5 * self.gap_s {
                // It rested until one update before it moved; records of rest are rare.
                let mut rest = *last;
                rest.at_s = timed.at_s - self.gap_s;
                self.samples.push_back(rest);
            }
            self.samples.push_back(timed);
        } else {
            self.samples.insert(at, timed);
        }
        while self.samples.len() > KEPT {
            self.samples.pop_front();
        }
    }

    /// Whether the last two poses are the same.
    fn at_rest(&self) -> bool {
        let mut newest = self.samples.iter().rev();
        match (newest.next(), newest.next()) {
            (Some(last), Some(before)) => last.sample.pose == before.sample.pose,
            _ => false,
        }
    }

    /// What to show at a server time; times only grow.
    pub(super) fn play(&mut self, common_s: f64) -> Option<AvatarPose> {
        let elapsed_s = self
            .shown
            .map_or(0.0, |shown| (common_s - shown.at_s).max(0.0));
        let wait_s = (self.gap_s - self.tick_s).max(0.0);
        if self.shown.is_none() {
            self.wait_s = wait_s;
        }
        // A wait that grows from zero, so that time still never runs backwards.
        let most = BEND * elapsed_s;
        self.wait_s += (wait_s - self.wait_s).clamp(-most, most);
        let at_s = common_s - self.wait_s;
        if std::mem::take(&mut self.changed) {
            self.correct();
        }
        let (body, exact, jumps) = self.evaluate(at_s)?;
        if self.shown.is_some_and(|shown| shown.jumps != jumps) {
            self.correction = None;
        }
        let raw = body;
        let (body, exact) = match self.correction {
            Some(Correction { error, since_s }) if at_s - since_s < BLEND_S => {
                let left = 1.0 - ((at_s - since_s) / BLEND_S).clamp(0.0, 1.0);
                // Smooth at both ends: 3u² − 2u³.
                let share = left * left * (3.0 - 2.0 * left);
                let shown = body.zip(&error, |_, part, error| part.with_error(error, share));
                (shown, None)
            }
            _ => {
                self.correction = None;
                (body, exact)
            }
        };
        self.shown = Some(Shown {
            at_s: common_s,
            body,
            raw,
            jumps,
        });
        self.forget_before(at_s);
        Some(exact.unwrap_or_else(|| body.to_pose()))
    }

    /// After a change of the samples: goes on from what was shown.
    fn correct(&mut self) {
        let Some(shown) = self.shown else { return };
        let Some((body, _, jumps)) = self.evaluate(shown.at_s - self.wait_s) else {
            return;
        };
        if body == shown.raw {
            // Nothing changed where we are: a correction that is under way ends in its time.
            return;
        }
        let apart_m = body.head.at.distance(shown.body.head.at);
        self.correction = (jumps == shown.jumps && apart_m < JUMP_M).then(|| Correction {
            error: body.error(&shown.body),
            since_s: shown.at_s - self.wait_s,
        });
    }

    /// The body at a time, the pose it is exactly if it is one, and the jumps it has made.
    fn evaluate(&self, at_s: f64) -> Option<(Body, Option<AvatarPose>, u8)> {
        let after = self.samples.partition_point(|sample| sample.at_s <= at_s);
        let Some(last) = after.checked_sub(1).and_then(|last| self.samples.get(last)) else {
            let first = self.samples.front()?;
            return Some((first.body, Some(first.sample.pose), first.sample.jumps));
        };
        let before = after.checked_sub(2).map(|before| &self.samples[before]);
        let before = before.filter(|before| !before.jumps_to(last));
        let rests = |other: &Timed| other.sample.pose == last.sample.pose;
        let still = (last.body, Some(last.sample.pose), last.sample.jumps);
        let body = match (before, self.samples.get(after)) {
            (_, Some(next)) if rests(next) || last.jumps_to(next) => return Some(still),
            (_, Some(next)) => {
                let beyond = self
                    .samples
                    .get(after + 1)
                    .filter(|beyond| !next.jumps_to(beyond));
                between(before, last, next, beyond, at_s)
            }
            (Some(before), None) if !rests(before) => {
                let apart_s = (last.at_s - before.at_s).max(0.5 * self.tick_s);
                last.body.zip(&before.body, |_, part, earlier| {
                    part.after(earlier, apart_s, at_s - last.at_s)
                })
            }
            (_, None) => return Some(still),
        };
        Some((body, None, last.sample.jumps))
    }

    /// Keeps what curves still need: two samples before the shown time.
    fn forget_before(&mut self, at_s: f64) {
        while self.samples.get(2).is_some_and(|third| third.at_s <= at_s) {
            self.samples.pop_front();
        }
    }
}

/// On the curve from `last` to `next`; their neighbours give the tangents.
fn between(
    before: Option<&Timed>,
    last: &Timed,
    next: &Timed,
    beyond: Option<&Timed>,
    at_s: f64,
) -> Body {
    let whole_s = next.at_s - last.at_s;
    let u = ((at_s - last.at_s) / whole_s).clamp(0.0, 1.0);
    last.body.zip(&next.body, |index, from, to| {
        let tangent = |left: Option<&Timed>, middle_s: (f64, &Rigid), right: Option<&Timed>| {
            let side = |timed: Option<&Timed>| {
                timed.and_then(|timed| Some((timed.at_s, *timed.body.part(index)?)))
            };
            let middle = (middle_s.0, *middle_s.1);
            let (a, b) = (side(left).unwrap_or(middle), side(right).unwrap_or(middle));
            let slope = (b.1.at - a.1.at) / (b.0 - a.0).max(1e-6) * whole_s;
            within_way(slope, to.at - from.at)
        };
        let tangents = [
            tangent(before, (last.at_s, from), Some(next)),
            tangent(Some(last), (next.at_s, to), beyond),
        ];
        from.between(to, tangents, u)
    })
}

/// A tangent no longer than three times the way, on each axis, and none against it: the curve does not overshoot.
/// Source: Fritsch & Carlson, *Monotone piecewise cubic interpolation*, SIAM J. Numer. Anal. 17(2), 1980.
fn within_way(tangent: DVec3, way: DVec3) -> DVec3 {
    let low = (3.0 * way).min(DVec3::ZERO);
    let high = (3.0 * way).max(DVec3::ZERO);
    tangent.clamp(low, high)
}
