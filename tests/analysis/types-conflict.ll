; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; What is a float at one time and an integer at another moves as a float: the
; adjoint of an integer is zero.
define void @union(ptr %p, double %x, i64 %n) {
  %m = add i64 %n, 1
  store double %x, ptr %p
  store i64 %m, ptr %p
  ret void
}
; CHECK-LABEL: types of union
; CHECK: %p = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %m = {0+8:Integer}

; Other contradictions of equal weight are said, not guessed; a look at the bits
; of a float is no contradiction.
define void @other(ptr %p, double %x, ptr %q) {
  store double %x, ptr %p
  store ptr %q, ptr %p
  ret void
}
; CHECK-LABEL: types of other
; CHECK: %p = {0+8:Pointer} -> {0+8:Conflict} every 8

define i32 @peek(ptr %p) {
  %x = load double, ptr %p
  %h = getelementptr i8, ptr %p, i64 4
  %w = load i32, ptr %h
  %e = lshr i32 %w, 20
  %k = sub i32 %e, 1023
  ret i32 %k
}
; CHECK-LABEL: types of peek
; CHECK: %p = {0+8:Pointer} -> {0+8:double} every 8

; A pointer computed with is still a pointer.
define i64 @align(ptr %p) {
  %q = load ptr, ptr %p
  %b = load i64, ptr %p
  %m = and i64 %b, 7
  ret i64 %m
}
; CHECK-LABEL: types of align
; CHECK: %p = {0+8:Pointer} -> {0+8:Pointer} every 8
