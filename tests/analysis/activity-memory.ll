; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Through memory: a heap block that gets varied floats needs a shadow, one that
; holds only constants does not.
define double @heap(ptr %x, ptr %w) #0 {
  %t = call ptr @malloc(i64 8)
  %u = call ptr @malloc(i64 8)
  %a = load double, ptr %x
  %b = load double, ptr %w
  store double %a, ptr %t
  store double %b, ptr %u
  %c = load double, ptr %t
  %d = load double, ptr %u
  %r = fmul double %c, %d
  call void @free(ptr %t)
  call void @free(ptr %u)
  ret double %r
}
; CHECK-LABEL: activity of heap
; CHECK: %x: active
; CHECK: %w: const
; CHECK: * [active]  %t
; CHECK: [const]  %u
; CHECK: * [active]  %a
; CHECK: [const]  %b
; CHECK: *   store double %a, ptr %t
; CHECK-NEXT: {{^ +}}store double %b, ptr %u
; CHECK: * [active]  %c
; CHECK: [const]  %d
; CHECK: *   call void @free(ptr %t)
; CHECK-NEXT: {{^ +}}call void @free(ptr %u)

; What is written to a const argument has no derivative.
define double @sink(double %x, ptr %c) #1 {
  store double %x, ptr %c
  %y = load double, ptr %c
  ret double %y
}
; CHECK-LABEL: activity of sink
; CHECK: %c: const
; CHECK-NEXT: {{^ +}}store double %x, ptr %c
; CHECK: [const]  %y

; A local that is only read back into nothing useful.
define double @scratch(double %x) #2 {
  %t = alloca double
  store double %x, ptr %t
  %k = load double, ptr %t
  %i = fptosi double %k to i32
  %f = sitofp i32 %i to double
  %r = fmul double %f, %x
  ret double %r
}
; CHECK-LABEL: activity of scratch
; CHECK: [const]  %t = alloca
; CHECK-NEXT: {{^ +}}store double %x, ptr %t
; CHECK: [const]  %k
; CHECK: * [active]  %r
declare ptr @malloc(i64)
declare void @free(ptr)
attributes #0 = { "wengert-args"="dup,const" }
attributes #1 = { "wengert-args"="out,const" }
attributes #2 = { "wengert-args"="out" }
