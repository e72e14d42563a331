//! Who goes with whom.

use crate::protocol::{ParticipantId, TeamId};

use super::VisitState;

/// Teams of `size` as nearly as it works out: where some are left over, a few teams have one more. In the order of the list.
pub(super) fn shared_out(people: &[ParticipantId], size: u8) -> Vec<Vec<ParticipantId>> {
    let teams = (people.len() / usize::from(size.max(1))).max(1);
    let (each, more) = (people.len() / teams, people.len() % teams);
    let mut left = people;
    (0..teams)
        .map(|team| {
            let (first, rest) = left.split_at(each + usize::from(team < more));
            left = rest;
            first.to_vec()
        })
        .filter(|team| !team.is_empty())
        .collect()
}

impl VisitState {
    /// Where each of `people` goes, one after the other into the team that is smallest then; `counts` says who of a team is
    /// still in the session.
    pub(super) fn filled_up(
        &self,
        people: &[ParticipantId],
        counts: impl Fn(ParticipantId) -> bool,
    ) -> Vec<(ParticipantId, TeamId)> {
        let mut sizes: Vec<(usize, TeamId)> = self
            .teams()
            .map(|(id, team)| (team.members.iter().filter(|who| counts(**who)).count(), id))
            .collect();
        people
            .iter()
            .filter_map(|who| {
                let smallest = sizes.iter_mut().min()?;
                smallest.0 += 1;
                Some((*who, smallest.1))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_of_three_take_the_ones_left_over() {
        let sizes = |people: u16| -> Vec<usize> {
            let people: Vec<_> = (1..=people).map(ParticipantId).collect();
            let teams = shared_out(&people, 3);
            assert_eq!(teams.concat(), people, "each once, in order");
            teams.iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(30), [3; 10]);
        assert_eq!(sizes(31)[..2], [4, 3]);
        assert_eq!(sizes(32), [4, 4, 3, 3, 3, 3, 3, 3, 3, 3]);
        assert_eq!(sizes(5), [5]);
        assert_eq!(sizes(2), [2]);
        assert_eq!(sizes(0), [0_usize; 0]);
    }
}
