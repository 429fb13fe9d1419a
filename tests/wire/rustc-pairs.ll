; rustc writes a pair passed by value (p, dp) as `dup p.0 p.1 dup dp.0 dp.1`, as
; if it were two arguments. Where neither names nor debug information tell the
; two apart, the operands' types may.
; RUN: %opt -passes='print<wengert-calls>' -disable-output %s 2>&1 | %filecheck %s
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

@enzyme_dup = external global ptr
declare double @__enzyme_fwddiff_RNvCs1_2ab1m(...)

; CHECK-LABEL: __enzyme_fwddiff of mixed in a_pair (rust)
; CHECK-NEXT: param 0: dup double %p0 shadow double %dp0
; CHECK-NEXT: param 1: dup i64 %p1 shadow i64 %dp1
define internal double @mixed(double noundef %0, i64 noundef %1) { unreachable }
define double @a_pair(double %p0, i64 %p1, double %dp0, i64 %dp1) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @mixed, ptr @enzyme_dup, double %p0, i64 %p1, ptr @enzyme_dup, double %dp0, i64 %dp1)
  ret double %r
}

; CHECK-LABEL: __enzyme_fwddiff of widths in two_widths (rust)
; CHECK-NEXT: param 0: dup double %x shadow double %dx
; CHECK-NEXT: param 1: dup float %y shadow float %dy
define internal double @widths(double noundef %0, float noundef %1) { unreachable }
define double @two_widths(double %x, double %dx, float %y, float %dy) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @widths, ptr @enzyme_dup, double %x, double %dx, ptr @enzyme_dup, float %y, float %dy)
  ret double %r
}

; CHECK-LABEL: __enzyme_fwddiff of widths in a_pair_of_widths (rust)
; CHECK-NEXT: param 0: dup double %x shadow double %dx
; CHECK-NEXT: param 1: dup float %y shadow float %dy
define double @a_pair_of_widths(double %x, float %y, double %dx, float %dy) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @widths, ptr @enzyme_dup, double %x, float %y, ptr @enzyme_dup, double %dx, float %dy)
  ret double %r
}

; Two references in one tuple.
; CHECK-LABEL: __enzyme_fwddiff of references in a_pair_of_references (rust)
; CHECK-NEXT: param 0: dup ptr %p0 shadow ptr %dp0
; CHECK-NEXT: param 1: dup ptr %p1 shadow ptr %dp1
define internal double @references(ptr %p.0, ptr %p.1) { unreachable }
define double @a_pair_of_references(ptr %p0, ptr %p1, ptr %dp0, ptr %dp1) {
  %r = call double (...) @__enzyme_fwddiff_RNvCs1_2ab1m(ptr @references, ptr @enzyme_dup, ptr %p0, ptr %p1, ptr @enzyme_dup, ptr %dp0, ptr %dp1)
  ret double %r
}
