; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; memcpy makes both ends alike, at the offsets copied.
define double @part(ptr %dst, ptr %src) {
  %s = getelementptr i8, ptr %src, i64 16
  call void @llvm.memcpy.p0.p0.i64(ptr %dst, ptr %s, i64 16, i1 false)
  %x = load double, ptr %dst
  %o = getelementptr i8, ptr %src, i64 24
  %p = load ptr, ptr %o
  %y = load float, ptr %p
  ret double %x
}
; CHECK-LABEL: types of part
; CHECK: %dst = {0+8:Pointer} -> {0+8:double, 8+8:Pointer} every 16
; CHECK: tree {[-1]:Pointer, [-1,0]:Float@double, [-1,8]:Pointer, [-1,8,0]:Float@float}
; CHECK: tree {[-1]:Pointer, [-1,16]:Float@double, [-1,24]:Pointer, [-1,24,0]:Float@float}
; CHECK: %s = {0+8:Pointer} -> {0+8:double, 8+8:Pointer} every 16

; Local memory that is filled only by known stores holds nothing else.
define double @local(double %x) {
  %t = alloca [4 x i64]
  store double %x, ptr %t
  %q = getelementptr i8, ptr %t, i64 16
  call void @llvm.memcpy.p0.p0.i64(ptr %q, ptr %t, i64 16, i1 false)
  %y = load double, ptr %q
  ret double %y
}
; CHECK-LABEL: types of local
; CHECK: %t = {0+8:Pointer} -> {0+8:double, 8+8:Anything, 16+8:double, 24+8:Anything} every 32
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; Half a double is no float; nobody may take it for nothing.
define double @halves(ptr %x) {
  %y = alloca double
  call void @llvm.memcpy.p0.p0.i64(ptr %y, ptr %x, i64 4, i1 false)
  %l = load i32, ptr %x
  %r = load double, ptr %x
  ret double %r
}
; CHECK-LABEL: types of halves
; CHECK: copy to {0+4:Conflict} from {0+4:Conflict}
; CHECK: %l = {0+4:Conflict}

; Both halves put together again: an active value that nobody can split.
define double @pieces(ptr %x) {
  %l = load i32, ptr %x
  %q = getelementptr i8, ptr %x, i64 4
  %h = load i32, ptr %q
  %l64 = zext i32 %l to i64
  %h64 = zext i32 %h to i64
  %up = shl i64 %h64, 32
  %b = or disjoint i64 %up, %l64
  %y = bitcast i64 %b to double
  ret double %y
}
; CHECK-LABEL: types of pieces
; CHECK: %l = {0+4:Conflict}
; CHECK: %b = {0+8:double}
