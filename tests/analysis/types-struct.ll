; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; A struct with a header and an array behind it: the exact fact about the
; header wins over what is known of every eighth byte.
define double @header(ptr %p, i64 %i) {
  %n = load i64, ptr %p
  %m = add i64 %n, %i
  %q = getelementptr i8, ptr %p, i64 8
  %e = getelementptr double, ptr %q, i64 %m
  %x = load double, ptr %e
  ret double %x
}
; CHECK-LABEL: types of header
; CHECK: tree {[-1]:Pointer, [-1,0]:Integer@8, [-1,-1]:Float@double}
; CHECK: %n = {0+8:Integer}
; CHECK: %e = {0+8:Pointer} -> {0+8:double} every 8

; Struct arrays: offsets within the element are kept.
define void @records(ptr %p, i64 %i, ptr %out) {
  %e = getelementptr { double, i32, ptr }, ptr %p, i64 %i
  %x = load double, ptr %e
  %np = getelementptr i8, ptr %e, i64 8
  %n = load i32, ptr %np
  %n1 = mul i32 %n, 3
  %qp = getelementptr i8, ptr %e, i64 16
  %q = load ptr, ptr %qp
  %y = load float, ptr %q
  %s = sitofp i32 %n1 to double
  store double %s, ptr %out
  ret void
}
; CHECK-LABEL: types of records
; CHECK: %p = {0+8:Pointer} -> {0+8:double, 8+4:Integer, 12+4:Anything, 16+8:Pointer} every 24
; CHECK: %q = {0+8:Pointer} -> {0+4:float} every 4
