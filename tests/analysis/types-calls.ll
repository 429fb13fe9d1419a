; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Bodies of called functions take part, each call site by itself.
define void @move8(ptr %d, ptr %s) {
  %v = load i64, ptr %s
  store i64 %v, ptr %d
  ret void
}
define double @caller(ptr %a, ptr %b, ptr %i, ptr %j) {
  call void @move8(ptr %a, ptr %b)
  call void @move8(ptr %i, ptr %j)
  %x = load double, ptr %a
  %k = load i64, ptr %i
  %k1 = add i64 %k, 1
  store i64 %k1, ptr %j
  ret double %x
}
; CHECK-LABEL: types of caller
; CHECK: %a = {0+8:Pointer} -> {0+8:double}
; CHECK: %b = {0+8:Pointer} -> {0+8:double}
; CHECK: %i = {0+8:Pointer} -> {0+1:Integer}
; CHECK: %j = {0+8:Pointer} -> {0+1:Integer}

; Unoptimized bodies, with variables in memory, and recursion.
define double @rec(ptr %p, i32 %n) {
  %pa = alloca ptr
  %na = alloca i32
  store ptr %p, ptr %pa
  store i32 %n, ptr %na
  %m = load i32, ptr %na
  %c = icmp eq i32 %m, 0
  br i1 %c, label %done, label %more
more:
  %q = load ptr, ptr %pa
  %q1 = getelementptr i8, ptr %q, i64 16
  %m1 = sub i32 %m, 1
  %r = call double @rec(ptr %q1, i32 %m1)
  ret double %r
done:
  %l = load ptr, ptr %pa
  %x = load double, ptr %l
  ret double %x
}
; CHECK-LABEL: types of rec
; CHECK: %p = {0+8:Pointer} -> {0+8:double{{.*}} every 16
; CHECK: %pa = {0+8:Pointer} -> {0+8:Pointer} every 8
