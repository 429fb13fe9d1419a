//! Bundle adjustment as in bench/programs/ba.c: two reverse sweeps for each
//! observation, one for its weight.
#[cfg(not(plain))]
use std::autodiff::autodiff_reverse;

const CAMERA: usize = 11;

pub struct Observation {
    camera: usize,
    point: usize,
    at: [f64; 2],
    /// Of the residuals in the value.
    factor: [f64; 3],
}

pub struct Scene {
    pub cameras: usize,
    pub points: usize,
    pub seen: Vec<Observation>,
}

/// The derivatives of one observation's residuals.
#[derive(Clone, Default)]
pub struct Rows {
    camera: [[f64; CAMERA]; 2],
    point: [[f64; 3]; 2],
    weight: [f64; 2],
    weight_error: f64,
}

fn cross(a: &[f64; 3], b: &[f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg_attr(
    not(plain),
    autodiff_reverse(d_project, Duplicated, Duplicated, Active, Const, Duplicated)
)]
#[inline(never)]
fn project(cam: &[f64; CAMERA], x: &[f64; 3], w: f64, at: &[f64; 2], error: &mut [f64; 2]) {
    let rotation = [cam[0], cam[1], cam[2]];
    let xc = [x[0] - cam[3], x[1] - cam[4], x[2] - cam[5]];
    let mut y = xc;
    let square = dot(&rotation, &rotation);
    if square != 0.0 {
        let angle = square.sqrt();
        let (s, c) = angle.sin_cos();
        let axis = [rotation[0] / angle, rotation[1] / angle, rotation[2] / angle];
        let turned = cross(&axis, &xc);
        let along = dot(&axis, &xc) * (1.0 - c);
        for i in 0..3 {
            y[i] = xc[i] * c + turned[i] * s + axis[i] * along;
        }
    } else {
        let turned = cross(&rotation, &xc);
        for i in 0..3 {
            y[i] = xc[i] + turned[i];
        }
    }
    let (u, v) = (y[0] / y[2], y[1] / y[2]);
    let r = u * u + v * v;
    let l = 1.0 + r * (cam[9] + r * cam[10]);
    error[0] = w * (u * l * cam[6] + cam[7] - at[0]);
    error[1] = w * (v * l * cam[6] + cam[8] - at[1]);
}

#[cfg_attr(not(plain), autodiff_reverse(d_weight_error, Active, Active))]
#[inline(never)]
fn weight_error(w: f64) -> f64 {
    1.0 - w * w
}

impl Scene {
    pub fn new(
        cameras: usize,
        points: usize,
        seen: usize,
        random: &mut dyn FnMut() -> f64,
    ) -> Scene {
        let seen = (0..seen).map(|k| Observation {
            camera: k % cameras,
            point: k % points,
            at: [random(), random()],
            factor: [random(), random(), random()],
        });
        Scene { cameras, points, seen: seen.collect() }
    }
    pub fn parameters(&self) -> usize {
        self.cameras * CAMERA + 3 * self.points + self.seen.len()
    }
    /// Puts the cameras in front of the points.
    pub fn arrange(&self, p: &mut [f64]) {
        for camera in p[..self.cameras * CAMERA].chunks_exact_mut(CAMERA) {
            camera[5] -= 4.0;
        }
    }

    fn parts<'a>(&self, p: &'a [f64]) -> (&'a [[f64; CAMERA]], &'a [[f64; 3]], &'a [f64]) {
        let (cameras, rest) = p.split_at(self.cameras * CAMERA);
        let (points, weights) = rest.split_at(3 * self.points);
        (cameras.as_chunks().0, points.as_chunks().0, weights)
    }

    pub fn value(&self, p: &[f64]) -> f64 {
        let (cameras, points, weights) = self.parts(p);
        let mut sum = 0.0;
        for (o, w) in self.seen.iter().zip(weights) {
            let mut e = [0.0; 2];
            project(&cameras[o.camera], &points[o.point], *w, &o.at, &mut e);
            let f = &o.factor;
            sum += f[0] * e[0] + f[1] * e[1] + f[2] * weight_error(*w);
        }
        sum
    }

    #[cfg(not(plain))]
    pub fn gradient(&self, p: &[f64], rows: &mut [Rows]) {
        let (cameras, points, weights) = self.parts(p);
        for ((o, w), rows) in self.seen.iter().zip(weights).zip(rows) {
            *rows = Rows::default();
            for i in 0..2 {
                let (mut e, mut seed) = ([0.0; 2], [0.0; 2]);
                seed[i] = 1.0;
                let (cam, x) = (&cameras[o.camera], &points[o.point]);
                let (d_cam, d_x) = (&mut rows.camera[i], &mut rows.point[i]);
                rows.weight[i] = d_project(cam, d_cam, x, d_x, *w, &o.at, &mut e, &mut seed);
            }
            rows.weight_error = d_weight_error(*w, 1.0).1;
        }
    }

    /// The gradient of the value.
    pub fn gather(&self, rows: &[Rows], g: &mut [f64]) {
        let (cameras, rest) = g.split_at_mut(self.cameras * CAMERA);
        let (points, weights) = rest.split_at_mut(3 * self.points);
        for ((o, w), rows) in self.seen.iter().zip(weights).zip(rows) {
            for i in 0..2 {
                for (g, d) in cameras[o.camera * CAMERA..].iter_mut().zip(&rows.camera[i]) {
                    *g += o.factor[i] * d;
                }
                for (g, d) in points[3 * o.point..].iter_mut().zip(&rows.point[i]) {
                    *g += o.factor[i] * d;
                }
                *w += o.factor[i] * rows.weight[i];
            }
            *w += o.factor[2] * rows.weight_error;
        }
    }
}
