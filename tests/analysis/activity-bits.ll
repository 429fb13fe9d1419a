; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Floats that travel as integers stay active; a float made by integer
; arithmetic from float bits is seen to be active at the arithmetic.
define double @carried(ptr %x) #0 {
  %t = alloca i64
  %v = load i64, ptr %x
  store i64 %v, ptr %t
  %r = load double, ptr %t
  ret double %r
}
; CHECK-LABEL: activity of carried
; CHECK: * [active]  %t
; CHECK: * [active]  %v

define float @rsqrt(float %x) #1 {
  %b = bitcast float %x to i32
  %h = lshr i32 %b, 1
  %g = sub i32 1597463007, %h
  %y = bitcast i32 %g to float
  ret float %y
}
; CHECK-LABEL: activity of rsqrt
; CHECK: * [active]  %b
; CHECK: * [active]  %g
; CHECK: * [active]  %y

; An exponent used as a number is no derivative.
define double @exponent(double %x) #1 {
  %b = bitcast double %x to i64
  %e = lshr i64 %b, 52
  %f = sitofp i64 %e to double
  %r = fmul double %f, %x
  ret double %r
}
; CHECK-LABEL: activity of exponent
; CHECK: [const]  %e
; CHECK: [const]  %f
; CHECK: * [active]  %r
attributes #0 = { "wengert-args"="dup" }
attributes #1 = { "wengert-args"="out" }
