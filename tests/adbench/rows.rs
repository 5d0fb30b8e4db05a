//! The sparse Jacobian of a bundle in compressed rows, as ADBench lays it out: two rows for each observation, then one for each weight.

use crate::ba::Bundle;

/// What a row of an observation depends on: its camera, its point and its weight.
pub(crate) const INPUTS: usize = 15;
/// Both rows of an observation.
pub(crate) const BLOCK: usize = 2 * INPUTS;

/// Where the entries of the Jacobian stand. The blocks of the observations and then the derivatives of the weights' own errors, each
/// in its order, are the values that belong to it: no value has to be moved.
pub(crate) struct Pattern {
    /// Where each row begins among the columns and the values, and behind the last one their number.
    pub(crate) row_starts: Vec<usize>,
    /// The column of each value: cameras come first, then points, then weights.
    pub(crate) columns: Vec<u32>,
}

impl Pattern {
    pub(crate) fn new(bundle: &Bundle) -> Self {
        let mut pattern = Pattern {
            row_starts: Vec::new(),
            columns: Vec::new(),
        };
        pattern.set_up(bundle);
        pattern
    }

    /// Overwrites it with the pattern of this bundle, in the room it has.
    pub(crate) fn set_up(&mut self, bundle: &Bundle) {
        let first_point = 11 * bundle.cameras.len();
        let first_weight = first_point + 3 * bundle.points.len();
        let last_weight = first_weight + bundle.weights.len();
        assert!(u32::try_from(last_weight).is_ok(), "too many columns");
        self.row_starts.clear();
        self.columns.clear();
        for (i, &(camera, point)) in bundle.observations.iter().enumerate() {
            let (camera, point) = (11 * camera, first_point + 3 * point);
            let columns: [usize; INPUTS] = std::array::from_fn(|j| match j {
                0..11 => camera + j,
                11..14 => point + j - 11,
                _ => first_weight + i,
            });
            for row in 0..2 {
                self.row_starts.push(BLOCK * i + INPUTS * row);
                self.columns.extend(columns.map(|column| column as u32));
            }
        }
        let blocks = self.columns.len();
        self.row_starts
            .extend((blocks..).take(bundle.weights.len()));
        self.columns
            .extend((first_weight..last_weight).map(|column| column as u32));
        self.row_starts.push(self.columns.len());
    }
}
