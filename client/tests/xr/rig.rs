//! A head and two controllers moved by a test: the packets of Monado's `remote` driver.

use std::{io::Write, net::TcpStream};

/// Bytes of a packet of the driver's version 3.
pub const PACKET: usize = 376;

/// A pose in the stage: rotation as x, y, z, w; metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub rotation: [f32; 4],
    pub position: [f32; 3],
}

impl Pose {
    pub const fn at(x: f32, y: f32, z: f32) -> Self {
        Self {
            rotation: [0.0, 0.0, 0.0, 1.0],
            position: [x, y, z],
        }
    }

    /// Turned by degrees: left about +Y first, then up about its own +X.
    pub fn turned(self, left_deg: f32, up_deg: f32) -> Self {
        let (sin_y, cos_y) = (left_deg.to_radians() / 2.0).sin_cos();
        let (sin_x, cos_x) = (up_deg.to_radians() / 2.0).sin_cos();
        Self {
            rotation: [cos_y * sin_x, sin_y * cos_x, -sin_y * sin_x, cos_y * cos_x],
            ..self
        }
    }
}

/// One controller.
#[derive(Clone, Copy, Debug)]
pub struct Controller {
    pub active: bool,
    pub pose: Pose,
    pub velocity: [f32; 3],
    /// rad/s, in the controller's own frame.
    pub angular_velocity: [f32; 3],
    pub trigger: f32,
    pub squeeze: f32,
    pub stick: [f32; 2],
    pub a: bool,
    /// The hand is seen, finger by finger, whatever it holds: little, ring, middle, index, thumb; 0 straight, 1 closed.
    pub seen: Option<[f32; 5]>,
}

impl Controller {
    const fn held(x: f32) -> Self {
        Self {
            active: true,
            pose: Pose::at(x, 1.3, -0.5),
            velocity: [0.0; 3],
            angular_velocity: [0.0; 3],
            trigger: 0.0,
            squeeze: 0.0,
            stick: [0.0; 2],
            a: false,
            seen: None,
        }
    }

    /// The hand itself is seen in the controller's place. The driver knows where by the controller, which therefore stays
    /// on: let the client have no profile for it.
    pub fn bare(self, curls: [f32; 5]) -> Self {
        Self {
            seen: Some(curls),
            ..self
        }
    }
}

/// What the headset measures next.
pub struct Rig {
    pub head: Pose,
    pub left: Controller,
    pub right: Controller,
}

impl Default for Rig {
    fn default() -> Self {
        Self {
            head: Pose::at(0.0, 1.62, 0.0),
            left: Controller::held(-0.2),
            right: Controller::held(0.2),
        }
    }
}

impl Rig {
    /// Both controllers lie switched off somewhere.
    pub fn without_hands() -> Self {
        let mut rig = Self::default();
        for hand in [&mut rig.left, &mut rig.right] {
            hand.active = false;
        }
        rig
    }

    pub fn packet(&self) -> [u8; PACKET] {
        let mut packet = [0; PACKET];
        packet[..8].copy_from_slice(b"mndrmt3\0");
        put_pose(&mut packet, 104, &self.head);
        put_controller(&mut packet, 136, &self.left);
        put_controller(&mut packet, 256, &self.right);
        packet
    }

    pub fn send(&self, to: &mut TcpStream) {
        to.write_all(&self.packet()).unwrap();
        to.flush().unwrap();
    }
}

fn put(packet: &mut [u8; PACKET], at: usize, values: &[f32]) {
    for (index, value) in values.iter().enumerate() {
        packet[at + 4 * index..at + 4 * index + 4].copy_from_slice(&value.to_le_bytes());
    }
}

fn put_pose(packet: &mut [u8; PACKET], at: usize, pose: &Pose) {
    put(packet, at, &pose.rotation);
    put(packet, at + 16, &pose.position);
}

fn put_controller(packet: &mut [u8; PACKET], at: usize, controller: &Controller) {
    put_pose(packet, at, &controller.pose);
    put(packet, at + 28, &controller.velocity);
    put(packet, at + 40, &controller.angular_velocity);
    put(packet, at + 72, &[controller.trigger, controller.squeeze]);
    put(packet, at + 84, &controller.stick);
    if let Some(curls) = &controller.seen {
        put(packet, at + 52, curls);
    }
    packet[at + 104] = controller.seen.is_some().into();
    packet[at + 105] = controller.active.into();
    packet[at + 108] = controller.a.into();
}

#[test]
fn a_packet_has_everything_where_the_driver_reads_it() {
    let mut rig = Rig {
        head: Pose::at(1.0, 2.0, 3.0),
        ..Rig::default()
    };
    rig.right.stick = [0.25, -0.5];
    rig.left.a = true;
    rig.left.active = false;
    let packet = rig.packet();
    let float = |at: usize| f32::from_le_bytes(packet[at..at + 4].try_into().unwrap());
    assert_eq!([float(120), float(124), float(128)], [1.0, 2.0, 3.0]);
    assert_eq!([float(256 + 84), float(256 + 88)], [0.25, -0.5]);
    assert_eq!((packet[136 + 105], packet[256 + 105]), (0, 1));
    assert_eq!((packet[136 + 108], packet[256 + 108]), (1, 0));
}
