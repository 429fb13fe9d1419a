; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; A call through a pointer reaches the functions the pointer may hold: their
; bodies say what the operands are.
@vtable = internal constant [2 x ptr] [ptr null, ptr @move]
define internal void @move(ptr %this, ptr %d, ptr %s) {
  %v = load i64, ptr %s
  store i64 %v, ptr %d
  %x = load double, ptr %d
  ret void
}
define void @virtual(ptr %s) {
  %obj = alloca ptr
  %d = alloca i64
  store ptr @vtable, ptr %obj
  %vt = load ptr, ptr %obj
  %slot = getelementptr ptr, ptr %vt, i64 1
  %f = load ptr, ptr %slot
  call void %f(ptr %obj, ptr %d, ptr %s)
  ret void
}
; CHECK-LABEL: types of virtual
; CHECK: %s = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %d = {0+8:Pointer} -> {0+8:double} every 8

; Where anything may be called, nothing is known of what it does.
define void @anything(ptr %f, ptr %s) {
  %d = alloca [2 x i64]
  call void %f(ptr null, ptr %d, ptr %s)
  ret void
}
; CHECK-LABEL: types of anything
; CHECK: %d = {0+8:Pointer} -> {0+1:Unknown} every 1
