; A call through a vtable reaches what vtables hold at its offset. Others whose
; address is taken, here one that calls what nobody knows, do not count.
; RUN: %opt -passes=wengert -S %s | %filecheck %s
; Without the note that the load is one of a vtable, they do.
; RUN: sed 's/, !invariant.load !0//' %s > %t.ll
; RUN: not %opt -passes=wengert -S %t.ll 2>&1 | %filecheck %s --check-prefix=ANY

; CHECK: define internal ptr @wengert.dispatch
; CHECK-NOT: @other
; CHECK: icmp eq ptr %0, @square
; CHECK-NOT: @other
; CHECK: icmp eq ptr %0, @cube
; CHECK-NOT: @other

; ANY: error: {{.*}}WG0003{{.*}} call of `outside` with active data

@vtable.0 = private unnamed_addr constant <{ ptr, i64, i64, ptr, ptr }> <{ ptr null, i64 0, i64 1, ptr @name, ptr @square }>
@vtable.1 = private unnamed_addr constant <{ ptr, i64, i64, ptr, ptr }> <{ ptr null, i64 0, i64 1, ptr @other, ptr @cube }>
@calls = constant [2 x ptr] [ptr @other, ptr @cube]

declare double @outside(double)

define double @other(ptr %self, double %x) {
  %y = call double @outside(double %x)
  ret double %y
}

define i64 @name(ptr %self) {
  ret i64 7
}

define double @square(ptr %self, double %x) {
  %y = fmul double %x, %x
  ret double %y
}

define double @cube(ptr %self, double %x) {
  %s = fmul double %x, %x
  %y = fmul double %s, %x
  ret double %y
}

define double @apply(ptr %object, ptr %vtable, double %x) {
  %slot = getelementptr inbounds i8, ptr %vtable, i64 32
  %method = load ptr, ptr %slot, align 8, !invariant.load !0
  %y = call double %method(ptr %object, double %x)
  ret double %y
}

define double @gradient(ptr %object, ptr %vtable, double %x) {
  %d = call double (...) @__enzyme_autodiff(ptr @apply, metadata !"enzyme_const", ptr %object, metadata !"enzyme_const", ptr %vtable, double %x)
  ret double %d
}

declare double @__enzyme_autodiff(...)

!0 = !{}
