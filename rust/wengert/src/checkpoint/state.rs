//! What the steps of a loop hand on, and what they read: which memory that is.
use std::collections::HashMap;
use std::ffi::c_void;

// They say what is at an address; nothing is called.
extern "C" {
    fn __enzyme_double_state(at: *const c_void, bytes: usize);
    fn __enzyme_float_state(at: *const c_void, bytes: usize);
    fn __enzyme_integer_state(at: *const c_void, bytes: usize);
    fn __enzyme_pointer_state(at: *const c_void, bytes: usize);
}

/// A value whose memory a checkpointed loop can keep and put back: numbers, and
/// arrays, slices, tuples, `Vec`, `Box` and references of such. Derive it for
/// structs, and for enums without addresses: `#[derive(State)]`.
///
/// A state may swap its vectors; none may move to other memory while the loop runs.
///
/// # Safety
/// `walk` names all memory that the value owns or refers to.
#[diagnostic::on_unimplemented(
    message = "a checkpointed loop cannot keep a `{Self}`",
    label = "neither numbers, nor arrays, slices, tuples, `Vec`, `Box` or references of such",
    note = "derive it for your own structs: `#[derive(wengert::State)]`",
    note = "what can change behind a shared reference (`Cell`, `RefCell`, `Rc`, locks, atomics) cannot be kept"
)]
pub unsafe trait State {
    /// Every byte is of a number: there is no padding and no address.
    const PLAIN: bool;
    /// There is no address: its bytes are all of it.
    const FLAT: bool;
    /// Names the memory of this value. The shadow has its shape.
    /// # Safety
    /// Both point to values, or to what the derivative has in place of one.
    unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut Walk);
    /// Says what the bytes are to the derivative of a step, which does not see where
    /// they come from: lengths that a step only moves are not used as such there.
    /// # Safety
    /// Points to a value.
    #[inline(always)]
    unsafe fn declare(_this: *const Self) {}
    /// The same for an array of them.
    /// # Safety
    /// Points to so many values.
    #[inline(always)]
    unsafe fn declare_array<const N: usize>(this: *const Self)
    where
        Self: Sized,
    {
        if N > 0 {
            Self::declare(this);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Numbers,
    /// Numbers and what means nothing beside them.
    Mixed,
    /// An address, and what goes with it (a length, a capacity).
    Address,
}

#[derive(Clone, Copy)]
struct Place {
    at: *mut u8,
    shadow: *mut u8,
    bytes: usize,
    kind: Kind,
}

/// Collects the memory of a value; for implementations of [`State`].
#[derive(Default)]
pub struct Walk {
    places: Vec<Place>,
}

impl Walk {
    /// So many bytes of numbers.
    pub fn numbers(&mut self, at: *mut u8, bytes: usize) {
        self.add(at, at, bytes, Kind::Numbers);
    }
    /// So many bytes, some of which may mean nothing.
    pub fn mixed(&mut self, at: *mut u8, bytes: usize) {
        self.add(at, at, bytes, Kind::Mixed);
    }
    /// A pointer, with its length and capacity if it has these.
    pub fn address(&mut self, at: *mut u8, shadow: *mut u8, bytes: usize) {
        assert!(bytes <= size_of::<Header>() && bytes % size_of::<usize>() == 0);
        self.add(at, shadow, bytes, Kind::Address);
    }
    fn add(&mut self, at: *mut u8, shadow: *mut u8, bytes: usize, kind: Kind) {
        if bytes > 0 {
            self.places.push(Place { at, shadow, bytes, kind });
        }
    }
}

type Header = [usize; 3];

impl Place {
    unsafe fn header(at: *const u8, bytes: usize) -> Header {
        let mut header = [0; 3];
        std::ptr::copy_nonoverlapping(at, header.as_mut_ptr().cast(), bytes);
        header
    }
    unsafe fn differs(at: *const u8, from: *const u8, bytes: usize) -> bool {
        std::slice::from_raw_parts(at, bytes) != std::slice::from_raw_parts(from, bytes)
    }
    unsafe fn put(at: *mut u8, from: *const u8, bytes: usize) {
        // What is the same may be in memory that cannot be written.
        if Self::differs(at, from, bytes) {
            std::ptr::copy_nonoverlapping(from, at, bytes);
        }
    }
}

/// A number that differs when the memory does, but for an accident in 2^64.
unsafe fn mix(mut hash: u64, at: *const u8, bytes: usize) -> u64 {
    for chunk in std::slice::from_raw_parts(at, bytes).chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    hash
}
const START: u64 = 0x9e3779b97f4a7c15;

/// Where the memory of a state is. Its addresses may be exchanged for one another;
/// their shadows follow.
pub(super) struct Layout {
    places: Vec<Place>,
    bytes: usize,
    shadow_of: HashMap<Header, Header>,
}

impl Layout {
    pub fn new(walk: Walk) -> Layout {
        let bytes = walk.places.iter().map(|p| p.bytes).sum();
        let mut shadow_of = HashMap::new();
        for p in walk.places.iter().filter(|p| p.kind == Kind::Address) {
            unsafe {
                shadow_of.insert(Place::header(p.at, p.bytes), Place::header(p.shadow, p.bytes));
            }
        }
        Layout { places: walk.places, bytes, shadow_of }
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }

    pub fn save(&self, to: &mut [u8]) {
        assert_eq!(to.len(), self.bytes);
        let mut to = to.as_mut_ptr();
        for p in &self.places {
            unsafe {
                std::ptr::copy_nonoverlapping(p.at, to, p.bytes);
                to = to.add(p.bytes);
            }
        }
    }

    /// The shadows of addresses are put where they belong by `settle`.
    pub fn load(&self, from: &[u8]) {
        assert_eq!(from.len(), self.bytes);
        let mut from = from.as_ptr();
        for p in &self.places {
            unsafe {
                Place::put(p.at, from, p.bytes);
                from = from.add(p.bytes);
            }
        }
    }

    /// Every address is one that the state had when the loop began.
    pub fn check(&self) {
        for p in self.places.iter().filter(|p| p.kind == Kind::Address) {
            if !self.shadow_of.contains_key(&unsafe { Place::header(p.at, p.bytes) }) {
                panic!(
                    "wengert: checkpointed loop: memory of the state moved or changed its size \
                     in a step; write new values into the elements that are there \
                     (`copy_from_slice`), or swap two vectors of the state"
                );
            }
        }
    }

    /// The shadow of each address is the one it had when the loop began.
    pub fn settle(&self) {
        self.check();
        for p in self.places.iter().filter(|p| p.kind == Kind::Address && p.at != p.shadow) {
            unsafe {
                let shadow = &self.shadow_of[&Place::header(p.at, p.bytes)];
                Place::put(p.shadow, shadow.as_ptr().cast(), p.bytes);
            }
        }
    }

    /// The shadows of all addresses, and their putting back.
    pub fn shadows(&self) -> Vec<Header> {
        let addresses = self.places.iter().filter(|p| p.kind == Kind::Address);
        addresses.map(|p| unsafe { Place::header(p.shadow, p.bytes) }).collect()
    }
    pub fn put_shadows(&self, shadows: &[Header]) {
        let addresses = self.places.iter().filter(|p| p.kind == Kind::Address);
        for (p, s) in addresses.zip(shadows).filter(|(p, _)| p.at != p.shadow) {
            unsafe { Place::put(p.shadow, s.as_ptr().cast(), p.bytes) };
        }
    }

    pub fn fingerprint(&self) -> u64 {
        let certain = self.places.iter().filter(|p| p.kind != Kind::Mixed);
        certain.fold(START, |hash, p| unsafe { mix(hash, p.at, p.bytes) })
    }
}

/// More than so many bytes are not copied, only fingerprinted.
const COPIED: usize = 256;

/// What the steps read and do not change, as it was when the loop ran. When its
/// steps run again it may hold something else: a frame's memory serves every round
/// of a loop around this one.
pub(super) struct Surroundings {
    places: Vec<Place>,
    values: Vec<u8>,
    prints: Vec<u64>,
}

impl Surroundings {
    pub fn new(walk: Walk) -> Surroundings {
        let mut s = Surroundings { places: walk.places, values: Vec::new(), prints: Vec::new() };
        s.values = s.present();
        let long = s.places.iter().filter(|p| p.bytes > COPIED);
        s.prints = long.map(|p| unsafe { mix(START, p.at, p.bytes) }).collect();
        s
    }

    fn parts(&self) -> impl Iterator<Item = (*mut u8, usize)> + '_ {
        self.places.iter().filter(|p| p.bytes <= COPIED).flat_map(|p| {
            let shadow = (p.kind == Kind::Address).then_some((p.shadow, p.bytes));
            std::iter::once((p.at, p.bytes)).chain(shadow)
        })
    }
    fn present(&self) -> Vec<u8> {
        let mut values = Vec::new();
        for (at, bytes) in self.parts() {
            values.extend_from_slice(unsafe { std::slice::from_raw_parts(at, bytes) });
        }
        values
    }
    fn put(&self, values: &[u8]) {
        let mut from = values.as_ptr();
        for (at, bytes) in self.parts() {
            unsafe {
                Place::put(at, from, bytes);
                from = from.add(bytes);
            }
        }
    }

    /// Before steps run again. Gives what was there, for `leave`.
    pub fn put_back(&self) -> Vec<u8> {
        let found = self.present();
        self.put(&self.values);
        let long = self.places.iter().filter(|p| p.bytes > COPIED);
        for (p, print) in long.zip(&self.prints) {
            if unsafe { mix(START, p.at, p.bytes) } != *print {
                panic!(
                    "wengert: checkpointed loop: numbers of the context have changed since the \
                     loop; give each loop numbers of its own, or put them into the state"
                );
            }
        }
        found
    }
    /// After they have.
    pub fn leave(&self, found: &[u8]) {
        self.put(found);
    }
}

macro_rules! numbers {
    ($hint:ident $most:literal: $($t:ty)*) => { $(
        unsafe impl State for $t {
            const PLAIN: bool = true;
            const FLAT: bool = true;
            unsafe fn walk(this: *mut $t, _: *mut $t, walk: &mut Walk) {
                walk.numbers(this.cast(), size_of::<$t>());
            }
            #[inline(always)]
            unsafe fn declare(this: *const $t) {
                $hint(this.cast(), size_of::<$t>());
            }
            #[inline(always)]
            unsafe fn declare_array<const N: usize>(this: *const $t) {
                // A longer list would be one of all that follows.
                let bytes = const { let n = N * size_of::<$t>(); if n < $most { n } else { $most } };
                if N > 0 {
                    $hint(this.cast(), bytes);
                }
            }
        }
    )* };
}
numbers!(__enzyme_double_state 512: f64);
numbers!(__enzyme_float_state 256: f32);
numbers!(__enzyme_integer_state 64: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char);

unsafe fn elements<T: State>(this: *mut T, shadow: *mut T, n: usize, walk: &mut Walk) {
    if T::PLAIN {
        return walk.numbers(this.cast(), n * size_of::<T>());
    }
    for k in 0..n {
        T::walk(this.wrapping_add(k), shadow.wrapping_add(k), walk);
    }
}

/// What nothing can be active in has no shadow: zeros stand in place of an address.
unsafe fn is_missing(shadow: *const u8, bytes: usize) -> bool {
    std::slice::from_raw_parts(shadow, bytes).iter().all(|b| *b == 0)
}

unsafe impl<T: State> State for [T] {
    const PLAIN: bool = T::PLAIN;
    const FLAT: bool = T::FLAT;
    unsafe fn walk(this: *mut [T], shadow: *mut [T], walk: &mut Walk) {
        elements(this.cast::<T>(), shadow.cast::<T>(), this.len(), walk);
    }
    #[inline(always)]
    unsafe fn declare(this: *const [T]) {
        if !this.is_empty() {
            T::declare(this.cast());
        }
    }
}
unsafe impl<T: State, const N: usize> State for [T; N] {
    const PLAIN: bool = T::PLAIN;
    const FLAT: bool = T::FLAT;
    unsafe fn walk(this: *mut [T; N], shadow: *mut [T; N], walk: &mut Walk) {
        elements(this.cast::<T>(), shadow.cast::<T>(), N, walk);
    }
    #[inline(always)]
    unsafe fn declare(this: *const [T; N]) {
        T::declare_array::<N>(this.cast());
    }
}
unsafe impl State for str {
    const PLAIN: bool = true;
    const FLAT: bool = true;
    unsafe fn walk(this: *mut str, _: *mut str, walk: &mut Walk) {
        walk.numbers(this.cast(), (this as *mut [u8]).len());
    }
}
unsafe impl<T> State for std::marker::PhantomData<T> {
    const PLAIN: bool = true;
    const FLAT: bool = true;
    unsafe fn walk(_: *mut Self, _: *mut Self, _: &mut Walk) {}
}

macro_rules! tuples {
    ($($($t:ident $k:tt)*;)*) => { $(
        unsafe impl<$($t: State),*> State for ($($t,)*) {
            const PLAIN: bool = true $(&& $t::PLAIN)* && size_of::<Self>() == 0 $(+ size_of::<$t>())*;
            const FLAT: bool = true $(&& $t::FLAT)*;
            #[allow(unused_variables)]
            unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut Walk) {
                $($t::walk(&raw mut (*this).$k, &raw mut (*shadow).$k, walk);)*
            }
            #[allow(unused_variables)]
            #[inline(always)]
            unsafe fn declare(this: *const Self) {
                $($t::declare(&raw const (*this).$k);)*
            }
        }
    )* };
}
tuples! {
    ;
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

unsafe impl<T: State> State for Option<T> {
    const PLAIN: bool = false;
    const FLAT: bool = T::FLAT;
    unsafe fn walk(this: *mut Self, _: *mut Self, walk: &mut Walk) {
        const { assert!(T::FLAT, "a checkpointed loop keeps no Option of what is elsewhere in memory") };
        walk.mixed(this.cast(), size_of::<Self>());
    }
}

/// Which of the three words of a vector is the pointer: the only one that is not zero
/// in an empty one.
const POINTER: usize = {
    // SAFETY: three words, none of them with a provenance.
    let words = unsafe { std::mem::transmute::<Vec<u64>, [usize; 3]>(Vec::new()) };
    match words {
        [_, 0, 0] => 0,
        [0, _, 0] => 1,
        _ => 2,
    }
};

unsafe impl<T: State> State for Vec<T> {
    const PLAIN: bool = false;
    const FLAT: bool = false;
    unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut Walk) {
        walk.address(this.cast(), shadow.cast(), size_of::<Self>());
        let p = (*this).as_mut_ptr();
        let missing = is_missing(shadow.cast(), size_of::<Self>());
        let s = if missing { p } else { (*shadow).as_mut_ptr() };
        elements(p, s, (*this).len(), walk);
    }
    #[inline(always)]
    unsafe fn declare(this: *const Self) {
        let words = this.cast::<usize>();
        let (one, other) = const { ((POINTER + 1) % 3, (POINTER + 2) % 3) };
        __enzyme_pointer_state(words.wrapping_add(POINTER).cast(), size_of::<usize>());
        __enzyme_integer_state(words.wrapping_add(one).cast(), size_of::<usize>());
        __enzyme_integer_state(words.wrapping_add(other).cast(), size_of::<usize>());
        if !(*this).is_empty() {
            T::declare((*this).as_ptr());
        }
    }
}
unsafe impl State for String {
    const PLAIN: bool = false;
    const FLAT: bool = false;
    unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut Walk) {
        <Vec<u8> as State>::walk((*this).as_mut_vec(), shadow.cast(), walk);
    }
}

macro_rules! pointers {
    ($(($($g:tt)*) $p:ty;)*) => { $(
        unsafe impl<$($g)* T: State + ?Sized> State for $p {
            const PLAIN: bool = false;
            const FLAT: bool = false;
            unsafe fn walk(this: *mut Self, shadow: *mut Self, walk: &mut Walk) {
                let bytes = size_of::<Self>();
                walk.address(this.cast(), shadow.cast(), bytes);
                // As what they are in memory: a shadow is no unique reference.
                let to = *this.cast::<*mut T>();
                let missing = is_missing(shadow.cast(), bytes);
                T::walk(to, if missing { to } else { *shadow.cast::<*mut T>() }, walk);
            }
            #[inline(always)]
            unsafe fn declare(this: *const Self) {
                let words = this.cast::<usize>();
                __enzyme_pointer_state(words.cast(), size_of::<usize>());
                if size_of::<Self>() > size_of::<usize>() {
                    __enzyme_integer_state(words.wrapping_add(1).cast(), size_of::<usize>());
                }
                T::declare(*this.cast::<*const T>());
            }
        }
    )* };
}
pointers! {
    () Box<T>;
    ('a,) &'a T;
    ('a,) &'a mut T;
}
