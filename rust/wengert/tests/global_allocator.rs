//! A program with an allocator of its own: vectors, boxes and text of differentiated
//! code come from it, as do their shadows, and all of them go back.
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;
thread_local! {
    static BYTES: Cell<isize> = const { Cell::new(0) };
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.set(BYTES.get() + layout.size() as isize);
        TAKEN.set(TAKEN.get() + 1);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, p: *mut u8, layout: Layout) {
        BYTES.set(BYTES.get() - layout.size() as isize);
        System.dealloc(p, layout)
    }
}

#[global_allocator]
static GLOBAL: Counting = Counting;

#[wengert::reverse(d_boxed, Duplicated, Active)]
#[wengert::forward(t_boxed, Dual, Dual)]
fn boxed(x: &[f64]) -> f64 {
    let mut powers = vec![Box::new(1.0)];
    for v in x {
        let next = **powers.last().unwrap() * v;
        powers.push(Box::new(next));
    }
    let squares: Vec<f64> = x.iter().map(|x| x * x).collect();
    let text = format!("{}", x.len());
    *powers[x.len()] + squares.into_iter().sum::<f64>() * text.len() as f64
}

#[test]
fn everything_goes_back() {
    for n in [0, 1, 7] {
        let x: Vec<f64> = (0..n).map(|i| 0.5 + 0.25 * i as f64).collect();
        let product: f64 = x.iter().product();
        let want: Vec<f64> = x.iter().map(|x| product / x + 2.0 * x).collect();
        let (mut d, dx) = (vec![0.0; n], vec![1.0; n]);
        let value = boxed(&x);
        let (bytes, taken) = (BYTES.get(), TAKEN.get());
        assert_eq!(d_boxed(&x, &mut d, 1.0), value);
        assert_eq!(BYTES.get(), bytes);
        // Boxes and shadows; the optimizer leaves some out.
        assert!(n == 0 || TAKEN.get() - taken > n, "{} blocks", TAKEN.get() - taken);
        let (_, t) = t_boxed(&x, &dx);
        assert_eq!(BYTES.get(), bytes);
        for (d, want) in d.iter().zip(&want) {
            assert!((d - want).abs() < 1e-12, "{d} {want}");
        }
        assert!((t - want.iter().sum::<f64>()).abs() < 1e-12);
    }
}
