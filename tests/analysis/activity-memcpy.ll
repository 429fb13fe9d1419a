; RUN: %opt -passes='print<wengert-activity>' -disable-output %s 2>&1 | %filecheck %s
; memcpy carries activity in its direction; integers do not.
define double @copies(ptr %x, ptr %c, ptr %idx) #0 {
  %t = alloca [4 x double]
  %u = alloca [4 x double]
  %i = alloca [4 x i32]
  call void @llvm.memcpy.p0.p0.i64(ptr %t, ptr %x, i64 32, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr %u, ptr %c, i64 32, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr %i, ptr %idx, i64 16, i1 false)
  %k = load i32, ptr %i
  %a = getelementptr double, ptr %t, i32 %k
  %v = load double, ptr %a
  %b = getelementptr double, ptr %u, i32 %k
  %w = load double, ptr %b
  %r = fmul double %v, %w
  ret double %r
}
; CHECK-LABEL: activity of copies
; CHECK: * [active]  %t
; CHECK: [const]  %u
; CHECK: [const]  %i
; CHECK: *   call void @llvm.memcpy{{.*}}(ptr %t, ptr %x
; CHECK-NEXT: {{^ +}}call void @llvm.memcpy{{.*}}(ptr %u, ptr %c
; CHECK-NEXT: {{^ +}}call void @llvm.memcpy{{.*}}(ptr %i, ptr %idx
; CHECK: [const]  %k
; CHECK: * [active]  %v
; CHECK: [const]  %w
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
attributes #0 = { "wengert-args"="dup,const,dup" "wengert-ret"="active" }
