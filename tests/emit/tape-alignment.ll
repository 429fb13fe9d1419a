; RUN: %opt -passes=wengert -S %s | %filecheck %s
; The tape is memory of malloc, which is aligned to 16 bytes: a vector of 32
; goes there, and comes back, as if it were unaligned.
declare void @__enzyme_autodiff(ptr, ...)

define double @f(ptr %x, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %s = phi <4 x double> [ splat (double 1.0), %entry ], [ %p, %loop ]
  %a = getelementptr <4 x double>, ptr %x, i64 %i
  %v = load <4 x double>, ptr %a
  %q = fmul <4 x double> %s, %v
  %p = fmul <4 x double> %q, %q
  %next = add nuw nsw i64 %i, 1
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %exit
exit:
  %r = extractelement <4 x double> %p, i64 0
  ret double %r
}

define void @g(ptr %x, ptr %dx, i64 %n) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 %n)
  ret void
}
; CHECK-LABEL: define internal {} @f.grad
; CHECK: [[TAPE:%.*]] = {{.*}}call {{.*}}ptr @wengert.tape.alloc(
; CHECK: [[IN:%.*]] = getelementptr {{.*}}<4 x double>, ptr [[TAPE]]
; CHECK: store <4 x double> {{.*}}, ptr [[IN]], align 16
; CHECK: [[OUT:%.*]] = getelementptr {{.*}}<4 x double>, ptr [[TAPE]]
; CHECK: load <4 x double>, ptr [[OUT]], align 16
