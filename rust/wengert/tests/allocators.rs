//! Allocators that the attribute tells of: shadows come from them and go back.
//! Expected values are closed forms.
use std::alloc::Layout;
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};
use std::sync::Mutex;

#[track_caller]
fn close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-12 * want.abs().max(1.0), "got {got}, want {want}");
}

extern "C" {
    fn malloc(bytes: usize) -> *mut c_void;
    fn free(p: *mut c_void);
}

// A pair of plain functions around foreign ones. The counters show that shadows go
// the same way; tests run side by side.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
static LIVE: AtomicIsize = AtomicIsize::new(0);
static TAKEN: AtomicIsize = AtomicIsize::new(0);

#[wengert::allocator(size = bytes, free = give)]
fn take(bytes: usize) -> *mut f64 {
    LIVE.fetch_add(1, Relaxed);
    TAKEN.fetch_add(1, Relaxed);
    unsafe { malloc(bytes).cast() }
}
#[inline(never)]
fn give(p: *mut f64) {
    LIVE.fetch_sub(1, Relaxed);
    unsafe { free(p.cast()) }
}

#[wengert::reverse(d_power, Active, Const, Active)]
#[wengert::forward(t_power, Dual, Const, Dual)]
fn power(x: f64, n: usize) -> f64 {
    let p = take((n + 1) * 8);
    let powers = unsafe { std::slice::from_raw_parts_mut(p, n + 1) };
    powers[0] = 1.0;
    for i in 0..n {
        powers[i + 1] = powers[i] * x;
    }
    let result = powers[n];
    give(p);
    result
}

#[test]
fn a_pair_of_functions() {
    let _alone = ONE_AT_A_TIME.lock();
    for n in [0, 1, 5] {
        let want = if n == 0 { 0.0 } else { n as f64 * 2f64.powi(n as i32 - 1) };
        TAKEN.store(0, Relaxed);
        let (value, d) = d_power(2.0, n, 1.0);
        assert_eq!((value, d), (2f64.powi(n as i32), want));
        assert_eq!((TAKEN.load(Relaxed), LIVE.load(Relaxed)), (2, 0));
        assert_eq!(t_power(2.0, 1.0, n).1, want);
        assert_eq!((TAKEN.load(Relaxed), LIVE.load(Relaxed)), (4, 0));
    }
}

// What frees takes more than the pointer; two allocators share it. `extern "C"`.
static POOLS: [AtomicIsize; 2] = [AtomicIsize::new(0), AtomicIsize::new(0)];

#[wengert::allocator(size = 1, free = pool_give(pool, _, bytes))]
extern "C" fn pool_take(pool: u8, bytes: usize) -> Option<NonNull<u8>> {
    POOLS[pool as usize].fetch_add(bytes as isize, Relaxed);
    NonNull::new(unsafe { malloc(bytes).cast() })
}
#[wengert::allocator(size = bytes, free = pool_give(pool, _, bytes))]
fn pool_take_aligned(bytes: usize, align: u32, pool: u8) -> *mut u8 {
    POOLS[pool as usize].fetch_add(bytes as isize, Relaxed);
    assert!(align <= 16);
    unsafe { malloc(bytes).cast() }
}
#[inline(never)]
extern "C" fn pool_give(pool: u8, p: *mut u8, bytes: usize) {
    POOLS[pool as usize].fetch_sub(bytes as isize, Relaxed);
    unsafe { free(p.cast()) }
}

/// A vector of its own in memory of a pool.
struct Pooled {
    items: *mut f64,
    n: usize,
    pool: u8,
}
impl Pooled {
    fn new(n: usize, pool: u8, aligned: bool) -> Self {
        let p = if aligned {
            pool_take_aligned(n * 8, 16, pool)
        } else {
            pool_take(pool, n * 8).map_or(std::ptr::null_mut(), NonNull::as_ptr)
        };
        Pooled { items: p.cast(), n, pool }
    }
    fn all(&mut self) -> &mut [f64] {
        unsafe { std::slice::from_raw_parts_mut(self.items, self.n) }
    }
}
impl Drop for Pooled {
    fn drop(&mut self) {
        pool_give(self.pool, self.items.cast(), self.n * 8);
    }
}

#[wengert::reverse(d_pooled, Duplicated, Const, Active)]
#[wengert::forward(t_pooled, Dual, Const, Dual)]
fn pooled(x: &[f64], pool: u8) -> f64 {
    let mut sum = 0.0;
    for n in 1..=x.len() {
        let (mut a, mut b) = (Pooled::new(n, pool, false), Pooled::new(n, pool, true));
        for (i, (a, b)) in a.all().iter_mut().zip(b.all()).enumerate() {
            *a = x[i] * x[i];
            *b = *a * x[i];
        }
        sum += a.all().iter().zip(b.all()).map(|(a, b)| *a + *b).sum::<f64>();
    }
    sum
}

#[test]
fn a_pool() {
    for n in [0, 1, 3] {
        let x: Vec<f64> = (0..n).map(|i| 0.5 + i as f64).collect();
        let mut d = vec![0.0; n];
        d_pooled(&x, &mut d, 1, 1.0);
        let mut along = 0.0;
        for i in 0..n {
            let want = (n - i) as f64 * (2.0 * x[i] + 3.0 * x[i] * x[i]);
            close(d[i], want);
            along += want;
        }
        assert_eq!(POOLS[1].load(Relaxed), 0);
        close(t_pooled(&x, &vec![1.0; n], 1).1, along);
        assert_eq!(POOLS[1].load(Relaxed), 0);
    }
}

/// An arena: pieces of blocks, which go together with it. Its methods are generic.
struct Arena {
    blocks: RefCell<Vec<(*mut u8, Layout)>>,
    at: Cell<usize>,
    pieces: Cell<usize>,
}
impl Arena {
    const BLOCK: usize = 256;
    fn new() -> Self {
        Arena { blocks: RefCell::default(), at: Cell::new(0), pieces: Cell::new(0) }
    }
    #[wengert::allocator(size = bytes)]
    fn raw(&self, bytes: usize) -> NonNull<u8> {
        self.pieces.set(self.pieces.get() + 1);
        let mut blocks = self.blocks.borrow_mut();
        let last = blocks.last().map(|(p, layout)| (*p, layout.size()));
        let start = self.at.get().next_multiple_of(16);
        if let Some((p, size)) = last {
            if start + bytes <= size {
                self.at.set(start + bytes);
                return unsafe { NonNull::new_unchecked(p.add(start)) };
            }
        }
        let layout = Layout::from_size_align(bytes.max(Self::BLOCK), 16).unwrap();
        let p = unsafe { std::alloc::alloc(layout) };
        blocks.push((p, layout));
        self.at.set(bytes);
        NonNull::new(p).unwrap()
    }
    #[allow(clippy::mut_from_ref)]
    fn slice<T: Copy>(&self, n: usize, value: T) -> &mut [T] {
        assert!(align_of::<T>() <= 16);
        let p = self.raw(n * size_of::<T>()).cast::<T>();
        unsafe {
            for i in 0..n {
                p.add(i).write(value);
            }
            std::slice::from_raw_parts_mut(p.as_ptr(), n)
        }
    }
    #[allow(clippy::mut_from_ref)]
    fn one<T: Copy>(&self, value: T) -> &mut T {
        &mut self.slice(1, value)[0]
    }
}
impl Drop for Arena {
    fn drop(&mut self) {
        for (p, layout) in self.blocks.borrow_mut().drain(..) {
            unsafe { std::alloc::dealloc(p, layout) }
        }
    }
}

/// A tree in the arena.
#[derive(Clone, Copy)]
enum Tree<'a> {
    Variable(usize),
    Sum(&'a Tree<'a>, &'a Tree<'a>),
    Product(&'a Tree<'a>, &'a Tree<'a>, f64),
}
fn value(t: &Tree, x: &[f64]) -> f64 {
    match t {
        Tree::Variable(i) => x[*i],
        Tree::Sum(a, b) => value(a, x) + value(b, x),
        Tree::Product(a, b, scale) => scale * value(a, x) * value(b, x),
    }
}

fn in_arena_of(arena: &Arena, x: &[f64]) -> f64 {
    let n = x.len();
    let squares = arena.slice(n, 0.0);
    for (s, x) in squares.iter_mut().zip(x) {
        *s = x * x;
    }
    let singles = arena.slice(n, 0.0f32);
    for (s, x) in singles.iter_mut().zip(x) {
        *s = *x as f32;
    }
    let first: &Tree = arena.one(Tree::Variable(0));
    let tree = (1..n).fold(first, |tree, i| {
        let one = arena.one(Tree::Variable(i));
        let product = arena.one(Tree::Product(tree, one, x[i]));
        arena.one(Tree::Sum(product, one))
    });
    squares.iter().sum::<f64>()
        + singles.iter().map(|s| f64::from(*s)).sum::<f64>()
        + value(tree, x)
}

/// The gradient by hand: tree(i) = tree(i-1) x_i² + x_i.
fn expected(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut d = vec![0.0; n];
    let mut trees = vec![x[0]];
    for i in 1..n {
        trees.push(trees[i - 1] * x[i] * x[i] + x[i]);
    }
    let mut seed = 1.0;
    for i in (1..n).rev() {
        d[i] += seed * (2.0 * trees[i - 1] * x[i] + 1.0);
        seed *= x[i] * x[i];
    }
    d[0] += seed;
    d.iter().zip(x).map(|(d, x)| d + 2.0 * x + 1.0).collect()
}

#[wengert::reverse(d_inside, Duplicated, Active)]
#[wengert::forward(t_inside, Dual, Dual)]
fn inside(x: &[f64]) -> f64 {
    let arena = Arena::new();
    in_arena_of(&arena, x)
}

#[wengert::reverse(d_handed, Const, Duplicated, Active)]
#[wengert::forward(t_handed, Const, Dual, Dual)]
fn handed(arena: &Arena, x: &[f64]) -> f64 {
    in_arena_of(arena, x)
}

#[test]
fn an_arena() {
    for n in [1, 2, 7] {
        let x: Vec<f64> = (0..n).map(|i| 0.5 + 0.25 * i as f64).collect();
        let want = expected(&x);
        let along: f64 = want.iter().sum();
        let mut d = vec![0.0; n];
        close(d_inside(&x, &mut d, 1.0), inside(&x));
        for (d, want) in d.iter().zip(&want) {
            close(*d, *want);
        }
        close(t_inside(&x, &vec![1.0; n]).1, along);

        let (arena, plain) = (Arena::new(), Arena::new());
        let mut d = vec![0.0; n];
        close(d_handed(&arena, &x, &mut d, 1.0), handed(&plain, &x));
        for (d, want) in d.iter().zip(&want) {
            close(*d, *want);
        }
        // The shadows are in the same arena.
        assert!(arena.pieces.get() > plain.pieces.get());
        close(t_handed(&arena, &x, &vec![1.0; n]).1, along);
    }
}

// Generic over the allocator, as the standard library's `Allocator` is.
trait Memory {
    fn grab(&self, bytes: usize) -> *mut u8;
    fn release(p: *mut u8, bytes: usize);
}
#[derive(Default)]
struct Counted(Cell<isize>);
static FREED: AtomicIsize = AtomicIsize::new(0);
impl Memory for Counted {
    #[wengert::allocator(size = bytes, free = Self::release(_, bytes))]
    fn grab(&self, bytes: usize) -> *mut u8 {
        self.0.set(self.0.get() + bytes as isize);
        unsafe { malloc(bytes).cast() }
    }
    #[inline(never)]
    fn release(p: *mut u8, bytes: usize) {
        FREED.fetch_add(bytes as isize, Relaxed);
        unsafe { free(p.cast()) }
    }
}

#[wengert::reverse(d_matrix, Duplicated, Const, Active)]
fn matrix<M: Memory>(x: &[f64], memory: &M) -> f64 {
    let n = x.len();
    let p = memory.grab(n * n * 8).cast::<f64>();
    let m = unsafe { std::slice::from_raw_parts_mut(p, n * n) };
    for i in 0..n {
        for j in 0..n {
            m[i * n + j] = x[i] * x[j] * x[j];
        }
    }
    let sum = m.iter().sum();
    M::release(p.cast(), n * n * 8);
    sum
}

#[test]
fn a_trait_of_allocators() {
    for n in [1, 3] {
        let memory = Counted::default();
        let x: Vec<f64> = (0..n).map(|i| 1.0 + i as f64).collect();
        let (sum, squares) = (x.iter().sum::<f64>(), x.iter().map(|x| x * x).sum::<f64>());
        let mut d = vec![0.0; n];
        close(d_matrix(&x, &mut d, &memory, 1.0), sum * squares);
        for i in 0..n {
            close(d[i], squares + 2.0 * x[i] * sum);
        }
        assert_eq!(memory.0.get(), 2 * 8 * (n * n) as isize);
        assert_eq!(FREED.swap(0, Relaxed), memory.0.get());
    }
}

// Derivatives of derivatives, and in two halves.
#[test]
fn second_and_split() {
    let _alone = ONE_AT_A_TIME.lock();
    let f = |x: &[f64]| power(x[0], 4) * x[1];
    // x⁴ y: the gradient (4 x³ y, x⁴), and its derivative along (1, 0).
    let (g, h) = wengert::hvp(f, &[2.0, 3.0], &[1.0, 0.0]);
    assert_eq!((g, h), (vec![96.0, 16.0], vec![144.0, 32.0]));
    assert_eq!(LIVE.load(Relaxed), 0);
    let (value, back) = wengert::augmented(&f, &[2.0, 3.0]);
    assert_eq!(value, 48.0);
    assert_eq!(back.pull(2.0), [192.0, 32.0]);
    assert_eq!(LIVE.load(Relaxed), 0);

    let f = |x: &[f64]| {
        let arena = Arena::new();
        in_arena_of(&arena, x)
    };
    let (g, h) = wengert::hvp(f, &[0.5, 2.0], &[0.0, 1.0]);
    assert_eq!(g, expected(&[0.5, 2.0]));
    // x0 x1² + x1 + x0² + x1² + x0 + x1
    assert_eq!(h, [4.0, 2.0 * 0.5 + 2.0]);
}
