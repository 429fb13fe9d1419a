//! A library that uses its own derivatives, and lends its functions.

fn gravity() -> f64 {
    env!("GRAVITY").parse().unwrap()
}

#[wengert::reverse(energy_gradient, Duplicated, Const, Active)]
fn energy(heights: &[f64], mass: f64) -> f64 {
    let stiffness = 3.0;
    let weight: f64 = heights.iter().sum::<f64>() * mass * 9.81;
    let springs: f64 = heights.windows(2).map(|h| (h[1] - h[0]).powi(2)).sum();
    weight + 0.5 * stiffness * springs
}

/// The forces on a chain of masses.
///
/// ```
/// assert_eq!(physics::forces(&[0.0, 1.0], 2.0), [3.0 - 19.62, -3.0 - 19.62]);
/// ```
pub fn forces(heights: &[f64], mass: f64) -> Vec<f64> {
    assert_eq!(gravity(), 9.81);
    let mut gradient = vec![0.0; heights.len()];
    energy_gradient(heights, &mut gradient, mass, -1.0);
    gradient
}

/// Generic, so that others can differentiate it.
pub fn drag<T: Copy + std::ops::Mul<T, Output = T>>(speed: T, area: T) -> T {
    speed * speed * area
}
