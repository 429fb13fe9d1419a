//! Vectors and boxes with an allocator of their own (`Allocator`): a bump arena whose
//! code is differentiated like any other, and one that counts for the global one.
use crate::check;
use std::alloc::{AllocError, Allocator, Global, Layout};
use std::autodiff::{autodiff_forward, autodiff_reverse};
use std::cell::Cell;
use std::ptr::NonNull;

/// Hands out pieces of one block, which goes as a whole.
struct Bump {
    block: NonNull<u8>,
    layout: Layout,
    used: Cell<usize>,
}
impl Bump {
    fn new(bytes: usize) -> Bump {
        let layout = Layout::from_size_align(bytes, 16).unwrap();
        let block = NonNull::new(unsafe { std::alloc::alloc(layout) }).unwrap();
        Bump { block, layout, used: Cell::new(0) }
    }
}
impl Drop for Bump {
    fn drop(&mut self) {
        unsafe { std::alloc::dealloc(self.block.as_ptr(), self.layout) }
    }
}
unsafe impl Allocator for &Bump {
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let start = self.used.get().next_multiple_of(layout.align());
        if start + layout.size() > self.layout.size() {
            return Err(AllocError);
        }
        self.used.set(start + layout.size());
        let p = unsafe { self.block.add(start) };
        Ok(NonNull::slice_from_raw_parts(p, layout.size()))
    }
    unsafe fn deallocate(&self, _: NonNull<u8>, _: Layout) {}
}

#[autodiff_forward(t_in_bump, Dual, Dual)]
#[autodiff_reverse(d_in_bump, Duplicated, Active)]
fn in_bump(x: &[f64]) -> f64 {
    let bump = Bump::new(4096);
    let mut squares = Vec::new_in(&bump);
    for v in x {
        squares.push(v * v); // grows, into another piece
    }
    let mut sum = Box::new_in(0.0, &bump);
    for (s, v) in squares.iter().zip(x.iter().rev()) {
        *sum += s * v;
    }
    *sum * squares[0]
}

/// Blocks of the global allocator, counted.
struct Counted<'a>(&'a Cell<isize>);
unsafe impl Allocator for Counted<'_> {
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        self.0.set(self.0.get() + 1);
        Global.allocate(layout)
    }
    unsafe fn deallocate(&self, p: NonNull<u8>, layout: Layout) {
        self.0.set(self.0.get() - 1);
        unsafe { Global.deallocate(p, layout) }
    }
}

#[autodiff_forward(t_counted, Dual, Dual)]
#[autodiff_reverse(d_counted, Duplicated, Active)]
fn counted(x: &[f64]) -> f64 {
    let live = Cell::new(0);
    let mut rows = Vec::new_in(Counted(&live));
    for (i, v) in x.iter().enumerate() {
        let mut row = Vec::with_capacity_in(i + 1, Counted(&live));
        row.resize(i + 1, v * v);
        row[i] *= x[0];
        rows.push(row);
    }
    let sum: f64 = rows.iter().flat_map(|row| row.iter()).sum();
    drop(rows);
    sum + live.get() as f64
}

pub fn run() {
    check! {
        in_bump at [0.7, 1.3, -0.4, 2.1, 0.9];
        in_bump at [0.7];
        counted at [0.7, 1.3, -0.4];
        counted at [1.5];
    }
}
