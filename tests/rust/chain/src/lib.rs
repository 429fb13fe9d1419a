//! Derivatives across crates: of another crate's functions, called from here,
//! and called by the other crate itself.

#[cfg(test)]
mod tests {
    use backend::*;

    #[test]
    fn derivative_of_another_crates_function() {
        let x = opaque([1.2, 0.7, -0.3]);
        let mut g = [0.0; 3];
        let v = model::rosenbrock_gradient(&x, &mut g, 1.0);
        close(v, model::rosenbrock(&x));
        near_gradient(&g, model::rosenbrock, &x);
    }

    #[test]
    fn generic_derivative_of_another_crate() {
        let (r, c) = opaque((1.5, [2.0, -1.0, 0.5]));
        let (v, t) = model::potential_slope::<3>(r, 1.0, &c);
        close(v, 2.0 / r - 1.0 / (r * r) + 0.5 / (r * r * r));
        close(t, -2.0 / (r * r) + 2.0 / r.powi(3) - 1.5 / r.powi(4));
    }

    #[test]
    fn derivative_called_inside_another_crate() {
        let mut x = opaque([0.5, 0.5]);
        let before = model::rosenbrock(&x);
        let mut by_hand = x;
        for _ in 0..10 {
            let [a, b] = by_hand;
            by_hand[0] -= 1e-3 * (-400.0 * a * (b - a * a) - 2.0 * (1.0 - a));
            by_hand[1] -= 1e-3 * 200.0 * (b - a * a);
        }
        let last = model::descend(&mut x, 1e-3, 10);
        assert!(last < before);
        all_close(&x, &by_hand);
    }
}
