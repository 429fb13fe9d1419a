; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Globals: declared types and initializers.
@table = constant [100 x double] zeroinitializer
@cfg = constant { ptr, i32, float } { ptr @table, i32 3, float 1.0 }
define void @use(ptr %out) {
  call void @llvm.memcpy.p0.p0.i64(ptr %out, ptr @table, i64 80, i1 false)
  %p = load ptr, ptr @cfg
  ret void
}
; CHECK-LABEL: types of use
; CHECK: %out = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %p = {0+8:Pointer} -> {0+800:double} every 800
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
