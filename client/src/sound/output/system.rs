//! The loudspeaker of Windows and macOS.

use std::sync::mpsc::Receiver;

use cpal::{
    Stream, StreamConfig,
    traits::{DeviceTrait as _, HostTrait as _, StreamTrait as _},
};

use crate::sound::mixer::{Mixer, Order};

/// Plays as long as it is kept.
pub(in crate::sound) struct Output {
    _stream: Stream,
}

/// Opens the default loudspeaker; the reason if there is none.
pub(in crate::sound) fn open(orders: Receiver<Order>) -> Result<Output, String> {
    let device = cpal::default_host()
        .default_output_device()
        .ok_or("this computer has no loudspeaker")?;
    let config: StreamConfig = device
        .default_output_config()
        .map_err(|error| error.to_string())?
        .config();
    let mut mixer = Mixer::new(orders, config.sample_rate);
    let channels = usize::from(config.channels.max(1));
    let stream = device
        .build_output_stream(
            config,
            move |samples: &mut [f32], _: &cpal::OutputCallbackInfo| {
                for frame in samples.chunks_mut(channels) {
                    frame.fill(mixer.next());
                }
            },
            |error| tracing::warn!("the loudspeaker: {error}"),
            None,
        )
        .map_err(|error| error.to_string())?;
    stream.play().map_err(|error| error.to_string())?;
    Ok(Output { _stream: stream })
}
