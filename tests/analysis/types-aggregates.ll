; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; By-value aggregates and vectors keep bytes apart.
define { ptr, i64 } @slice(ptr %p, i64 %n, double %x) {
  store double %x, ptr %p
  %m = add i64 %n, 1
  %a = insertvalue { ptr, i64 } poison, ptr %p, 0
  %b = insertvalue { ptr, i64 } %a, i64 %m, 1
  %q = extractvalue { ptr, i64 } %b, 0
  %k = extractvalue { ptr, i64 } %b, 1
  ret { ptr, i64 } %b
}
; CHECK-LABEL: types of slice
; CHECK: %b = {0+8:Pointer, 8+8:Integer}
; CHECK: %q = {0+8:Pointer} -> {0+8:double}

define <2 x i64> @lanes(ptr %p, i64 %n) {
  %v = load i64, ptr %p
  %x = load double, ptr %p
  %m = add i64 %n, 1
  %a = insertelement <2 x i64> poison, i64 %v, i32 0
  %b = insertelement <2 x i64> %a, i64 %m, i32 1
  ret <2 x i64> %b
}
; CHECK-LABEL: types of lanes
; CHECK: %b = {0+8:double, 8+8:Integer}
