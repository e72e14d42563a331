//! What the physics engine does beside closed forms, pinned: an upgrade that moves things otherwise is seen here.
//!
//! Measured motion is never rapier's: lab models are closed forms (`labs/`). Rapier moves hands and props. Each difference is measured
//! at rapier's own step and at the client's (a frame of 1/60 s in four steps, `app/mod.rs`); the table in `docs/labs.md` has them, and
//! they are pinned closely. `cargo test -p pleiades --test rapier -- --nocapture` prints them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::f32::consts::FRAC_PI_6;

use bevy_rapier3d::rapier::prelude::*;

const G: f64 = 9.81;
/// Rapier's own step, and the client's.
const STEPS_S: [f64; 2] = [1.0 / 60.0, 1.0 / 240.0];
/// Sub-steps of the solver in one step.
const SUB_STEPS: f64 = 4.0;

/// What was measured with the version below, for rapier's step and the client's; `within` is how far another machine may be.
#[track_caller]
fn pinned(what: &str, step_s: f64, measured: f64, [own, client]: [f64; 2], within: f64) {
    let expected = if step_s == STEPS_S[0] { own } else { client };
    println!("{what}, step {:.2} ms: {measured:.6e}", 1e3 * step_s);
    assert!(
        (measured - expected).abs() <= within,
        "{what}, step {step_s} s: {measured:e} is no longer {expected:e} ± {within:e}; measure anew and change docs/labs.md"
    );
}

fn world(step_s: f64) -> PhysicsWorld {
    let mut world = PhysicsWorld::new();
    world.integration_parameters.dt = step_s as f32;
    world
}

fn run(world: &mut PhysicsWorld, seconds: f64, step_s: f64) {
    for _ in 0..(seconds / step_s).round() as usize {
        world.step();
    }
}

fn place(world: &PhysicsWorld, body: RigidBodyHandle) -> Vector {
    world.bodies[body].translation()
}

/// The figures below are of this version.
#[test]
fn the_version_is_the_one_that_was_measured() {
    let lock = include_str!("../../Cargo.lock");
    let (_, rest) = lock.split_once("name = \"rapier3d\"\n").unwrap();
    let version = rest.lines().next().unwrap();
    assert_eq!(
        version, "version = \"0.35.0-glamx0.2\"",
        "another rapier: run these tests with --nocapture and write its figures here and into docs/labs.md"
    );
}

/// Symplectic Euler falls too far by ½·g·h·t, h being the sub-step.
#[test]
fn a_free_fall_is_too_long_by_half_a_sub_step() {
    for step_s in STEPS_S {
        let mut world = world(step_s);
        let (ball, _) = world.insert(
            RigidBodyBuilder::dynamic().translation(Vector::new(0.0, 100.0, 0.0)),
            ColliderBuilder::ball(0.05),
        );
        run(&mut world, 1.0, step_s);
        let extra = 100.0 - f64::from(place(&world, ball).y) - 0.5 * G;
        let expected = 0.5 * G * (step_s / SUB_STEPS);
        assert!((extra / expected - 1.0).abs() < 0.02, "{extra} m");
        pinned(
            "free fall, m too far in 1 s",
            step_s,
            extra,
            [0.020_44, 0.005_11],
            2e-4,
        );
    }
}

/// A point on a rod of 1 m, let go at 10°: T = 2.009 893 s, and it comes back to 10°.
#[test]
fn a_pendulum_keeps_its_period_and_its_height() {
    for step_s in STEPS_S {
        let mut world = world(step_s);
        let pivot = world.insert_body(RigidBodyBuilder::fixed());
        let angle = 10.0_f32.to_radians();
        let bob = world.insert_body(
            RigidBodyBuilder::dynamic()
                .translation(Vector::new(angle.sin(), -angle.cos(), 0.0))
                .additional_mass_properties(MassProperties::new(
                    Vector::ZERO,
                    1.0,
                    Vector::splat(1e-6),
                ))
                .can_sleep(false),
        );
        let joint = RevoluteJointBuilder::new(Vector::Z)
            .local_anchor1(Vector::ZERO)
            .local_anchor2(Vector::new(-angle.sin(), angle.cos(), 0.0));
        world.insert_impulse_joint(pivot, bob, joint);
        // Where it passes the middle from right to left, between two steps; how far out it comes in the last swing.
        let (mut crossings, mut farthest) = (Vec::new(), 0.0_f64);
        let mut before = f64::from(angle.sin());
        let steps = (24.0 / step_s).round() as u32;
        for step in 1..=steps {
            world.step();
            let now = f64::from(place(&world, bob).x);
            if before > 0.0 && now <= 0.0 {
                crossings.push((f64::from(step) - 1.0 + before / (before - now)) * step_s);
            }
            if f64::from(step) * step_s > 21.5 {
                farthest = farthest.max(now);
            }
            before = now;
        }
        let (first, last) = (crossings[0], *crossings.last().unwrap());
        let period = (last - first) / (crossings.len() - 1) as f64;
        pinned(
            "pendulum, share of the period",
            step_s,
            period / 2.009_893 - 1.0,
            [-1.67e-5, -2.6e-6],
            3e-6,
        );
        let swing = farthest / f64::from(angle.sin());
        pinned(
            "pendulum, swing left after 11 periods",
            step_s,
            swing,
            [0.9948, 0.9987],
            5e-4,
        );
    }
}

/// A block on 30° with μ = 0.3 slides at g·(sin α − μ·cos α) = 2.356 287 m/s².
#[test]
fn a_block_slides_as_coulomb_says() {
    for step_s in STEPS_S {
        let mut world = world(step_s);
        let block = on_a_slope(&mut world, FRAC_PI_6, 0.3);
        // Contact settles first.
        run(&mut world, 0.5, step_s);
        let before = f64::from(world.bodies[block].linvel().length());
        run(&mut world, 1.0, step_s);
        let a = f64::from(world.bodies[block].linvel().length()) - before;
        pinned(
            "incline, share of the acceleration",
            step_s,
            a / 2.356_287 - 1.0,
            [2e-6, -2e-5],
            5e-5,
        );
    }
}

/// Wood on wood (μ = 0.5, as things have here) on 20°, where tan α = 0.36: it has to stay.
#[test]
fn a_block_that_should_stay_creeps_little() {
    for step_s in STEPS_S {
        let mut world = world(step_s);
        let block = on_a_slope(&mut world, 20.0_f32.to_radians(), 0.5);
        run(&mut world, 0.5, step_s);
        let before = place(&world, block);
        run(&mut world, 5.0, step_s);
        let crept = f64::from((place(&world, block) - before).length());
        pinned(
            "rest on 20°, m crept in 5 s",
            step_s,
            crept,
            [9e-6, 3.9e-5],
            5e-5,
        );
    }
}

fn on_a_slope(world: &mut PhysicsWorld, angle: f32, friction: f32) -> RigidBodyHandle {
    let turned = Vector::new(0.0, 0.0, -angle);
    world.insert(
        RigidBodyBuilder::fixed().rotation(turned),
        ColliderBuilder::cuboid(20.0, 0.1, 1.0).friction(friction),
    );
    let start = Rotation::from_rotation_z(-angle) * Vector::new(-5.0, 0.2, 0.0);
    let (block, _) = world.insert(
        RigidBodyBuilder::dynamic()
            .translation(start)
            .rotation(turned)
            .can_sleep(false),
        ColliderBuilder::cuboid(0.1, 0.1, 0.1).friction(friction),
    );
    block
}

/// A ball dropped from 1 m comes back to e². Restitution is what changes from version to version (rapier issue 974).
#[test]
fn a_ball_bounces_by_its_restitution() {
    for (restitution, pins) in [
        (0.2, [0.0355, 0.0264]),
        (0.5, [0.2413, 0.2381]),
        (0.8, [0.6258, 0.6320]),
        (0.95, [0.8851, 0.8973]),
    ] {
        for step_s in STEPS_S {
            let mut world = world(step_s);
            world.insert(
                RigidBodyBuilder::fixed(),
                ColliderBuilder::cuboid(5.0, 0.1, 5.0).restitution(restitution),
            );
            let (ball, _) = world.insert(
                RigidBodyBuilder::dynamic()
                    .translation(Vector::new(0.0, 1.15, 0.0))
                    .can_sleep(false),
                ColliderBuilder::ball(0.05).restitution(restitution),
            );
            let (mut risen, mut down) = (0.0_f64, true);
            for _ in 0..(1.0 / step_s) as usize {
                world.step();
                if down {
                    down = world.bodies[ball].linvel().y <= 0.0;
                } else {
                    risen = risen.max(f64::from(place(&world, ball).y) - 0.15);
                }
            }
            let what = format!(
                "bounce, e = {restitution}, m of {:.4}",
                restitution * restitution
            );
            pinned(&what, step_s, risen, pins, 0.002);
        }
    }
}

/// A spring of 20 N/m without damping and 0.25 kg: implicit, so it settles. That is why no spring here is ever measured.
#[test]
fn a_spring_without_damping_settles_all_the_same() {
    for step_s in STEPS_S {
        let mut world = world(step_s);
        world.gravity = Vector::ZERO;
        let wall = world.insert_body(RigidBodyBuilder::fixed());
        let (ball, _) = world.insert(
            RigidBodyBuilder::dynamic()
                .translation(Vector::new(1.2, 0.0, 0.0))
                .can_sleep(false),
            ColliderBuilder::ball(0.05).mass(0.25),
        );
        world.insert_impulse_joint(wall, ball, SpringJointBuilder::new(1.0, 20.0, 0.0));
        run(&mut world, 4.5, step_s);
        let mut swing = 0.0_f64;
        for _ in 0..(0.75 / step_s) as usize {
            world.step();
            swing = swing.max((f64::from(place(&world, ball).x) - 1.0).abs());
        }
        pinned(
            "spring, swing left after 5 s",
            step_s,
            swing / 0.2,
            [0.467, 0.827],
            0.01,
        );
    }
}
