; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Two floats in one i64, as Rust and C pass them: bytes keep their places.
define i64 @swap(i64 %p) {
  %hi = lshr i64 %p, 32
  %hi32 = trunc i64 %hi to i32
  %f = bitcast i32 %hi32 to float
  %g = fmul float %f, 2.0
  %g32 = bitcast float %g to i32
  %lo32 = trunc i64 %p to i32
  %l = bitcast i32 %lo32 to float
  %l2 = fadd float %l, 1.0
  %l32 = bitcast float %l2 to i32
  %l64 = zext i32 %l32 to i64
  %up = shl i64 %l64, 32
  %g64 = zext i32 %g32 to i64
  %r = or disjoint i64 %up, %g64
  ret i64 %r
}
; CHECK-LABEL: types of swap
; CHECK: %p = {0+8:float}
; CHECK: tree {[0]:Float@float, [4]:Float@float}
; CHECK: %hi = {0+4:float, 4+4:Anything}
; CHECK: %up = {0+4:Anything, 4+4:float}
; CHECK: %r = {0+8:float}
