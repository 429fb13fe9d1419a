; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; Recursion, from the body's own request.
define double @power(double %x, i32 %n) #0 {
  %z = icmp eq i32 %n, 0
  br i1 %z, label %one, label %more
one:
  ret double 1.0
more:
  %m = sub i32 %n, 1
  %r = call double @power(double %x, i32 %m)
  %p = fmul double %r, %x
  ret double %p
}
; CHECK-LABEL: activity of power
; CHECK: * [active]  %r = call double @power
; CHECK: * [active]  %p

; A pointer argument that recursion moves along.
define void @scale(ptr %p, i64 %n, double %f) #1 {
  %z = icmp eq i64 %n, 0
  br i1 %z, label %done, label %more
more:
  %v = load double, ptr %p
  %w = fmul double %v, %f
  store double %w, ptr %p
  %q = getelementptr double, ptr %p, i64 1
  %m = sub i64 %n, 1
  call void @scale(ptr %q, i64 %m, double %f)
  br label %done
done:
  ret void
}
; CHECK-LABEL: activity of scale
; CHECK: * [active]  %v
; CHECK: *   call void @scale
attributes #0 = { "wengert-args"="out,const" }
attributes #1 = { "wengert-args"="dup,const,const" }
