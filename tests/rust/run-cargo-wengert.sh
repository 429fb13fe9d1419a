#!/bin/bash
# cargo-wengert as a user has it: setup, doctor, a new project by both ways in,
# and a workspace.   usage: run-cargo-wengert.sh <build folder>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
cargo=${CARGO:-cargo}
work=$build/tests/rust/cargo-wengert
unset RUSTC_WRAPPER RUSTFLAGS RUSTDOCFLAGS RUSTC_BOOTSTRAP WENGERT_PLUGIN
"$cargo" build --quiet --manifest-path "$here/../../rust/Cargo.toml" \
  --package cargo-wengert --target-dir "$work/tool"
# As cargo calls it: by its name on the PATH.
export PATH=$work/tool/debug:$PATH
export WENGERT_HOME=$work/home
export CARGO_TARGET_DIR=$work/target
rm -rf "$WENGERT_HOME"

fail() { echo "$1"; exit 1; }
# expect <what> <wanted text> <command...>: the command's output has that text.
expect() {
  local what=$1 wanted=$2 got
  shift 2
  got=$("$@" 2>&1) || true
  [[ $got == *"$wanted"* ]] || fail "$what: wanted '$wanted', got '$got'"
}

expect 'before setup' 'run `cargo wengert setup --plugin <libEnzyme-' \
  "$cargo" wengert doctor
expect 'no such plugin' 'no plugin at /nowhere/libEnzyme-22.so' \
  "$cargo" wengert setup --plugin /nowhere/libEnzyme-22.so
touch "$work/libEnzyme-1.so"
expect 'another LLVM' 'and needs libEnzyme-' \
  "$cargo" wengert setup --plugin "$work/libEnzyme-1.so"
expect setup 'differentiates with' \
  "$cargo" wengert setup --plugin "$build/lib/libEnzyme-22.so"
expect doctor 'a derivative: d(x²)/dx = 6 at 3' "$cargo" wengert doctor
"$cargo" wengert doctor >/dev/null || fail 'doctor finds something wrong'
expect 'a wrapper in the way' 'RUSTC_WRAPPER is set' \
  env RUSTC_WRAPPER=/bin/true "$cargo" wengert build
expect 'no command' 'no command `fly`' "$cargo" wengert fly

# A new project, in both profiles, and by the linker.
project=$work/demo
rm -rf "$project"
"$cargo" wengert new "$project" >/dev/null
expect 'a folder that exists' "$project exists" "$cargo" wengert new "$project"
# Closed forms: the normal equations, and the derivative by hand.
want="y = 1.0900 + 1.9400 x
wave(1) = 0.085594, wave'(1) = -1.844179"
cd "$project"
expect 'the new project' "$want" "$cargo" wengert run --quiet
expect 'the new project, optimized' "$want" "$cargo" wengert run --quiet --release
expect 'the new project, by lld' "$want" "$cargo" wengert --lld run --quiet
"$cargo" wengert test --quiet >/dev/null

# Rules by hand in the project: the test approves a right one and refuses a wrong
# one with the argument's name. By hand: d(w h)/dh = w = 2, and the rule says h = 5.
cat >>src/main.rs <<'RUST'

#[wengert::test_rule(2.0, 5.0)]
#[wengert::custom_reverse(right_back)]
fn right(width: f64, height: f64) -> f64 {
    width * height
}
fn right_back(width: f64, height: f64, seed: f64) -> (f64, f64) {
    (height * seed, width * seed)
}

#[wengert::test_rule(2.0, 5.0)]
#[wengert::custom_reverse(wrong_back)]
fn wrong(width: f64, height: f64) -> f64 {
    width * height
}
fn wrong_back(_: f64, height: f64, seed: f64) -> (f64, f64) {
    (height * seed, height * seed)
}
RUST
expect 'a right rule' 'test test_rule_right ... ok' "$cargo" wengert test
expect 'a wrong rule' 'the reverse rule of `wrong` is wrong: derivative by `height`: 5 by the rule, 2 by differences' \
  "$cargo" wengert test
! "$cargo" wengert test --quiet >/dev/null 2>&1 || fail 'a wrong rule passes'

# Checks of gradients: by hand, d(w h)/dh = w = 2, and the rule says h = 3. The sine
# is right, and so is what memory of constants and a struct hold.
checked=$work/checked
rm -rf "$checked"
"$cargo" wengert new "$checked" >/dev/null
cd "$checked"
cat >src/main.rs <<'RUST'
#[wengert::custom_reverse(area_back)]
fn area(width: f64, height: f64) -> f64 {
    width * height
}
fn area_back(_: f64, height: f64, seed: f64) -> (f64, f64) {
    (height * seed, height * seed)
}

#[wengert::reverse(cost_gradient, Active, Duplicated, Const, Active)]
fn cost(w: f64, sides: &[f64], n: usize) -> f64 {
    area(w, sides[n]) + sides[0] // line 11
}

struct Body {
    at: [f32; 2],
    id: u32,
    mass: f64,
}
#[wengert::reverse(energy_gradient, Duplicated, Active)]
fn energy(bodies: &mut Vec<Body>) -> f64 {
    let mut sum = 0.0;
    for b in bodies.iter_mut() {
        b.at[0] *= b.at[1];
        sum += b.mass * f64::from(b.at[0]) + f64::from(b.id);
    }
    sum
}

fn main() {
    let (sides, mut d) = ([1.0, 2.0, 3.0], [0.0; 3]);
    println!("{:?} {d:?}", cost_gradient(2.0, &sides, &mut d, 2, 1.0));
    println!("{:?}", wengert::gradient(|x| area(x[0], x[1]), &[2.0, 3.0]));
}

#[test]
fn wrong() {
    main();
}
#[test]
fn right() {
    let d = wengert::gradient(|x| x[0].sin() * x[1], &[0.5, 2.0]);
    assert!((d[0] - 2.0 * 0.5f64.cos()).abs() < 1e-15);
    for _ in 0..10 {
        let bodies = |mass| vec![Body { at: [2.0, 3.0], id: 1, mass }];
        let (mut x, mut dx) = (bodies(0.5), bodies(0.0));
        dx[0].at = [0.0; 2];
        energy_gradient(&mut x, &mut dx, 1.0);
        assert_eq!((dx[0].at, dx[0].mass, x[0].at[0]), ([1.5, 1.0], 6.0, 6.0));
    }
}
RUST
unset CARGO_TARGET_DIR
expect 'a wrong rule, checked' "src/main.rs:9: wengert check: the reverse derivative of \`checked::cost_gradient::{closure#0}\` by \`sides\`, element 2 is wrong: 3, 2 by differences, 2 by forward mode" \
  "$cargo" wengert check --quiet
expect 'where the rule is' 'rules by hand in it: `checked::area` (src/main.rs:1)' \
  "$cargo" wengert check --quiet
! "$cargo" wengert check --quiet >/dev/null 2>&1 || fail 'a wrong rule passes the check'
expect 'checks that go on' "src/main.rs:32: wengert check: the reverse derivative of \`checked::main::{closure#0}\` by \`x\`, element 1 is wrong: 3, 2 by differences" \
  "$cargo" wengert check --quiet --report
expect 'right gradients, checked' 'wengert check: 2 derivatives checked in 11 of 11 calls: right; largest error' \
  "$cargo" wengert check --quiet right
"$cargo" wengert check --quiet right >/dev/null 2>&1 || fail 'right gradients fail the check'
expect 'a sample' 'wengert check: 2 derivatives checked in 3 of 11 calls: right' \
  "$cargo" wengert check --quiet --every 5 right
expect 'a program, checked' 'wengert check: 1 derivative checked in 1 of 1 call: 1 wrong' \
  "$cargo" wengert check --quiet --bin checked
expect 'a check elsewhere' 'leave --target-dir out' \
  "$cargo" wengert check --target-dir elsewhere
export CARGO_TARGET_DIR=$work/target

# The report: x[i] is squared and cleared, so that 8 bytes are kept each time.
explained=$work/explained
rm -rf "$explained"
"$cargo" wengert new "$explained" >/dev/null
cd "$explained"
cat >src/main.rs <<'RUST'
#[wengert::reverse(cleared_gradient, Duplicated, Active)]
fn cleared(x: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    for v in x.iter_mut() {
        sum += *v * *v; // stores -
        *v = 0.0;
    }
    sum
}

fn main() {
    let (mut x, mut dx) = ([1.0, 2.0], [0.0; 2]);
    cleared_gradient(&mut x, &mut dx, 1.0);
    println!("{dx:?}");
}
RUST
unset CARGO_TARGET_DIR
expect 'what is explained' '[2.0, 4.0]' "$cargo" wengert run --quiet
expect 'the report' 'report.html: 1 derivatives, 0 messages' \
  "$cargo" wengert explain --quiet
python3 "$here/../explain/explain.py" cargo "$build" "$explained" >/dev/null
expect 'the report as text' 'cleared_gradient  [reverse]' \
  "$cargo" wengert explain --quiet --release --text
expect 'a folder of its own' 'leave --target-dir out' \
  "$cargo" wengert explain --target-dir elsewhere
export CARGO_TARGET_DIR=$work/target

# The workspace: everything cargo builds in one.
cd "$here/wengert-workspace"
expect 'the program' '[-6.81, -12.81] 12' "$cargo" wengert run --quiet --package app
expect 'the example' '[-6.81, -12.81]' \
  "$cargo" wengert run --quiet --package physics --example chain
expect 'the tests' '2 passed' bash -c "'$cargo' wengert test --quiet --workspace |
  grep -c '^test result: ok. 1 passed' | sed 's/\$/ passed/'"
expect 'the bench' 'bench [-9.81, -9.81, -9.81]' \
  "$cargo" wengert bench --quiet --package physics
echo ok
