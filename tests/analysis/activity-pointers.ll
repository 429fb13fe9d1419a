; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; A pointer is active when what it reaches, directly or through pointers, may
; hold active floats.
define double @nested(ptr %x, ptr %c) #0 {
  %box = alloca ptr
  %cbox = alloca ptr
  store ptr %x, ptr %box
  store ptr %c, ptr %cbox
  %p = load ptr, ptr %box
  %q = load ptr, ptr %cbox
  %a = load double, ptr %p
  %b = load double, ptr %q
  %r = fmul double %a, %b
  ret double %r
}
; CHECK-LABEL: activity of nested
; CHECK: * [active]  %box
; CHECK: [const]  %cbox
; CHECK: *   store ptr %x, ptr %box
; CHECK-NEXT: {{^ +}}store ptr %c, ptr %cbox
; CHECK: * [active]  %p
; CHECK: [const]  %q
; CHECK: * [active]  %a
; CHECK: [const]  %b

; What is stored behind an active argument belongs to the caller from then on.
define void @build(ptr %out) #1 {
  %n = call ptr @malloc(i64 8)
  store double 1.0, ptr %n
  store ptr %n, ptr %out
  ret void
}
; CHECK-LABEL: activity of build
; CHECK: * [active]  %n
; CHECK: *   store double 1.000000e+00, ptr %n
; CHECK: *   store ptr %n, ptr %out

; So does what is returned with a shadow.
define ptr @give() #2 {
  %n = call ptr @malloc(i64 8)
  store double 1.0, ptr %n
  ret ptr %n
}
; CHECK-LABEL: activity of give
; CHECK: * [active]  %n
; CHECK: *   ret ptr %n
declare ptr @malloc(i64)
attributes #0 = { "wengert-args"="dup,const" }
attributes #1 = { "wengert-args"="dup" }
attributes #2 = { "wengert-ret"="dup" }
