//! A congestion controller that never holds a datagram back.
//!
//! Poses are worth nothing late, and loss on a school's Wi-Fi says little about congestion: the default controller shrinks
//! its window at every lost packet and keeps seconds of old poses in its buffer. This one leaves the window open; what may
//! be sent is decided above, by [`RateController`](crate::realtime::RateController), and the buffer holds a few kilobytes.

use std::{any::Any, sync::Arc, time::Instant};

use quinn::congestion::{Controller, ControllerFactory};

/// Above `u32::MAX`, quinn neither waits for the window nor paces.
const WINDOW: u64 = 1 << 33;

/// The controller; see the module.
#[derive(Clone, Debug, Default)]
pub struct OpenWindow;

impl Controller for OpenWindow {
    fn on_congestion_event(
        &mut self,
        _now: Instant,
        _sent: Instant,
        _persistent: bool,
        _lost_bytes: u64,
    ) {
    }

    fn on_mtu_update(&mut self, _new_mtu: u16) {}

    fn window(&self) -> u64 {
        WINDOW
    }

    fn clone_box(&self) -> Box<dyn Controller> {
        Box::new(self.clone())
    }

    fn initial_window(&self) -> u64 {
        WINDOW
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

impl ControllerFactory for OpenWindow {
    fn build(self: Arc<Self>, _now: Instant, _current_mtu: u16) -> Box<dyn Controller> {
        Box::new(Self)
    }
}
