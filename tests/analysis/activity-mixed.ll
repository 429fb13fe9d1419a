; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; One pointer that may be either of two arguments, one of them const.
define double @either(ptr %x, ptr %c, i1 %b) #0 {
  %p = select i1 %b, ptr %x, ptr %c
  %v = load double, ptr %p
  %w = load double, ptr %c
  %r = fadd double %v, %w
  ret double %r
}
; CHECK-LABEL: activity of either
; CHECK: %x: active{{$}}
; CHECK: %c: const{{$}}
; CHECK: [active mixed]  %p
; CHECK: [active]  %v
; CHECK: [const]  %w

; Null mixes with everything.
define double @maybe(ptr %x, i1 %b) #1 {
  %p = select i1 %b, ptr %x, ptr null
  %v = load double, ptr %p
  ret double %v
}
; CHECK-LABEL: activity of maybe
; CHECK: [active]  %p
attributes #0 = { "wengert-args"="dup,const" }
attributes #1 = { "wengert-args"="dup" }
