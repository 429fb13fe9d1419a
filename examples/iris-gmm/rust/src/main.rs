//! Fits a Gaussian mixture to Fisher's iris data by L-BFGS, with the gradient
//! rustc derives from the objective.
//!
//! usage: iris-gmm <iris.csv> <folder for results>

#![feature(autodiff)]

mod gmm;
mod polish;
mod svg;

use argmin::core::observers::{Observe, ObserverMode};
use argmin::core::{CostFunction, Error, Executor, Gradient, IterState, KV, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use gmm::{D, K, PARAMETERS, assign, loss, loss_and_gradient, start};
use std::cell::RefCell;
use std::fmt::Write;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

struct Fit<'a>(&'a [[f64; D]]);

impl CostFunction for Fit<'_> {
    type Param = Vec<f64>;
    type Output = f64;
    fn cost(&self, theta: &Vec<f64>) -> Result<f64, Error> {
        Ok(loss(theta, self.0))
    }
}

impl Gradient for Fit<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;
    fn gradient(&self, theta: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let mut g = vec![0.0; PARAMETERS];
        loss_and_gradient(theta, self.0, &mut g);
        Ok(g)
    }
}

/// Prints the objective and keeps the points the optimizer visits.
struct Progress(Rc<RefCell<Vec<Vec<f64>>>>);

impl Observe<IterState<Vec<f64>, Vec<f64>, (), (), (), f64>> for Progress {
    fn observe_iter(
        &mut self,
        state: &IterState<Vec<f64>, Vec<f64>, (), (), (), f64>,
        _: &KV,
    ) -> Result<(), Error> {
        let i = state.get_iter();
        if i % 50 == 0 {
            println!("  iteration {i:3}  objective {:.10}", state.get_cost());
            if let Some(p) = state.get_param() {
                self.0.borrow_mut().push(p.clone());
            }
        }
        Ok(())
    }
}

fn read_csv(path: &str) -> (Vec<[f64; D]>, Vec<String>) {
    let text = std::fs::read_to_string(path).expect("the data file can be read");
    let (mut data, mut species) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        data.push([(); D].map(|()| {
            let field = fields.next().expect("four measurements a line");
            field.parse().expect("a number")
        }));
        species.push(fields.next().unwrap_or("").trim_matches('"').to_string());
    }
    (data, species)
}

/// Median seconds of a call.
fn time(mut call: impl FnMut()) -> f64 {
    let mut samples: Vec<f64> = (0..25)
        .map(|_| {
            let begin = Instant::now();
            (0..200).for_each(|_| call());
            begin.elapsed().as_secs_f64() / 200.0
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// Largest difference to fourth-order central differences, relative to 1 + |g|.
fn check_gradient(theta: &[f64], data: &[[f64; D]]) -> f64 {
    let mut g = vec![0.0; PARAMETERS];
    loss_and_gradient(theta, data, &mut g);
    let mut worst = 0.0f64;
    for i in 0..PARAMETERS {
        let at = |h: f64| {
            let mut t = theta.to_vec();
            t[i] += h;
            loss(&t, data)
        };
        let h = 1e-3;
        let difference = (8.0 * (at(h) - at(-h)) - (at(2.0 * h) - at(-2.0 * h))) / (12.0 * h);
        worst = worst.max((g[i] - difference).abs() / (1.0 + g[i].abs()));
    }
    worst
}

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, csv, folder] = &arguments[..] else {
        eprintln!("usage: iris-gmm <iris.csv> <folder for results>");
        std::process::exit(2);
    };
    let (data, species) = read_csv(csv);
    let theta = start(&data);
    println!("Rust: {} flowers, {} parameters", species.len(), PARAMETERS);

    let worst = check_gradient(&theta, &data);
    println!("  gradient against finite differences: largest relative difference {worst:.1e}");
    assert!(worst < 1e-8, "the gradient is wrong");

    let visited = Rc::new(RefCell::new(vec![theta.clone()]));
    let search = MoreThuenteLineSearch::new();
    let solver = LBFGS::new(search, 10).with_tolerance_grad(1e-6)?.with_tolerance_cost(1e-14)?;
    let result = Executor::new(Fit(&data), solver)
        .configure(|s| s.param(theta).max_iters(500))
        .add_observer(Progress(visited.clone()), ObserverMode::Always)
        .run()?;
    let mut best = result.state().get_best_param().expect("a point was found").clone();
    let iterations = result.state().get_iter();
    polish::polish(&mut best, &data);
    visited.borrow_mut().push(best.clone());

    let mut g = vec![0.0; PARAMETERS];
    let value = loss_and_gradient(&best, &data, &mut g);
    let norm = g.iter().map(|v| v * v).sum::<f64>().sqrt();
    println!("  {iterations} iterations and a polish: objective {value:.12}, |gradient| {norm:.1e}");

    let primal = time(|| {
        black_box(loss(black_box(&best), black_box(&data)));
    });
    let gradient = time(|| {
        black_box(loss_and_gradient(black_box(&best), black_box(&data), &mut g));
    });
    println!(
        "  primal {:.2} us, value and gradient {:.2} us, ratio {:.2}",
        primal * 1e6,
        gradient * 1e6,
        gradient / primal
    );

    let names = ["setosa", "versicolor", "virginica"];
    for k in 0..K {
        let mut count = [0; 3];
        for (x, s) in data.iter().zip(&species) {
            if assign(&best, x) == k {
                count[names.iter().position(|n| n == s).unwrap_or(2)] += 1;
            }
        }
        println!("  cluster {k}: {} setosa, {} versicolor, {} virginica", count[0], count[1], count[2]);
    }

    // What the C++ program compares itself with.
    let mut text = String::new();
    for point in visited.borrow().iter() {
        let value = loss_and_gradient(point, &data, &mut g);
        let _ = write!(text, "{value:e}");
        for v in point.iter().chain(&g) {
            let _ = write!(text, " {v:e}");
        }
        text += "\n";
    }
    std::fs::write(format!("{folder}/rust-points.txt"), text)?;
    let picture = format!("{folder}/iris-clusters.svg");
    std::fs::write(&picture, svg::draw(&best, &data, &species))?;
    println!("  picture: {picture}");
    Ok(())
}
