; Two values of one type, without names and debug information: one pair or two
; arguments cannot be told (see rustc-pairs.ll).
; RUN: %not %opt -passes='print<wengert-calls>' -disable-output %s 2>&1 | %filecheck %s
@enzyme_dup = external global ptr
declare double @__enzyme_fwddiff_RNvCs1_2ab1m(...)

; CHECK: error: {{.*}}[WG0015] arguments 1 and 2 of 'unnamed' may be two or one pair passed by value: {{.*}}; help: compile with -Zfewer-names=no (tools/wengert-rustc does) or with -g
define internal double @unnamed(double noundef %0, double noundef %1) { unreachable }
define double @two_scalars(double %x, double %dx, double %y, double %dy) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @unnamed, ptr @enzyme_dup, double %x, double %dx, ptr @enzyme_dup, double %y, double %dy)
  ret double %r
}
