//! What the runtime shows in the end, after its own composition: both eyes side by side on its screen.

use std::{collections::HashSet, path::Path};

use image::{Rgb, RgbImage};

use crate::{
    monado::{Monado, is_here},
    wearer::{Wearer, keep},
};

/// Width and height of the window the compositor shows itself in, and of the screen it fills.
const SCREEN: [u32; 2] = [960, 540];

#[test]
fn the_compositor_shows_both_eyes_side_by_side() {
    if !is_here("the_compositor_shows_both_eyes_side_by_side") {
        return;
    }
    let mut monado = Monado::start_on_a_screen(SCREEN);
    monado.move_to();
    let mut person = Wearer::start(Some(&monado), &["--xr"]);
    person.gets_ready();
    person.does("frames 20");
    let shown = read_screen(&monado.screen().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("composited.png");
    shown.save(&picture).unwrap();
    keep(&picture);
    let half = shown.width() / 2;
    let [left, right] =
        [0, half].map(|x| image::imageops::crop_imm(&shown, x, 0, half, shown.height()).to_image());
    for (eye, picture) in [("left", &left), ("right", &right)] {
        let colours: HashSet<&Rgb<u8>> = picture.pixels().collect();
        assert!(colours.len() > 500, "{eye} eye: {} colours", colours.len());
        // The sky is above, bright and blue; the ground below is neither black nor the sky.
        let mean = |from: u32, to: u32| {
            let rows = image::imageops::crop_imm(picture, half / 4, from, half / 2, to - from);
            let mut sum = [0_u64; 3];
            for (_, _, pixel) in image::GenericImageView::pixels(&*rows) {
                for (sum, part) in sum.iter_mut().zip(pixel.0) {
                    *sum += u64::from(part);
                }
            }
            sum.map(|sum| sum / u64::from(half / 2 * (to - from)))
        };
        let height = picture.height();
        let (sky, ground) = (
            mean(height / 6, height / 3),
            mean(height * 2 / 3, height * 5 / 6),
        );
        assert!(sky[2] > 120 && sky[2] > sky[0], "{eye} eye: sky {sky:?}");
        assert!(
            ground.iter().sum::<u64>() > 90 && ground[2] < sky[2],
            "{eye} eye: ground {ground:?}"
        );
    }
    let same = left
        .pixels()
        .zip(right.pixels())
        .filter(|(a, b)| a == b)
        .count();
    let share = same as f64 / f64::from(half * shown.height());
    assert!(share < 0.9, "both eyes see the same: {share}");
    person.leaves();
}

/// The picture in an X server's frame buffer file, in the format of xwd.
fn read_screen(path: &Path) -> RgbImage {
    let bytes = std::fs::read(path).unwrap();
    let field = |index: usize| {
        let at = 4 * index;
        u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap())
    };
    let [header, width, height] = [field(0), field(4), field(5)];
    let [line, colours] = [field(12), field(19)].map(|value| value as usize);
    assert_eq!(
        (field(11), field(7)),
        (32, 0),
        "32 bits a pixel, lowest byte first"
    );
    let data = &bytes[header as usize + 12 * colours..];
    RgbImage::from_fn(width, height, |x, y| {
        let at = y as usize * line + 4 * x as usize;
        Rgb([data[at + 2], data[at + 1], data[at]])
    })
}
