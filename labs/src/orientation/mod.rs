//! Planes and lines in rock: strike and dip, poles, means on the sphere, fold axes, stereonets.
//!
//! The frame is East, North, Up (ENU), in metres; the room's is glTF's: east = +x, up = +y, north = −z.

mod angle;
mod fisher;
mod girdle;
mod line;
mod plane;
mod points;
mod section;
mod stereonet;
mod vector;

pub use angle::{AngleError, Azimuth, Declination, Dip, Plunge, Strike};
pub use fisher::{FisherMean, SpreadError, fisher_mean, mean_plane};
pub use girdle::{Girdle, girdle};
pub use line::Line;
pub use plane::{Parallel, Plane};
pub use points::{PlaneFit, PointsError, best_plane, plane_through};
pub use section::{apparent_dip_deg, dip_in_section_deg, true_thickness_m, vertical_thickness_m};
pub use stereonet::Projection;
pub use vector::Enu;
