; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; The `enzyme_type` attribute, as rustc writes it, and our strides.
define void @known(ptr "enzyme_type"="{[-1]:Pointer, [-1,0]:Pointer, [-1,0,-1]:Float@double, [-1,8]:Integer}" %v, ptr "enzyme_type"="{[-1]:Pointer, [-1,0%16]:Float@float, [-1,8%16]:Pointer}" %w, i64 "enzyme_type"="{[0]:Float@float, [4]:Float@float}" %x) {
  %p = load ptr, ptr %v
  ret void
}
; CHECK-LABEL: types of known
; CHECK: %v = {0+8:Pointer} -> {0+8:Pointer, 8+1:Integer}
; CHECK: tree {[-1]:Pointer, [-1,0]:Pointer, [-1,8]:Integer, [-1,0,-1]:Float@double}
; CHECK: %w = {0+8:Pointer} -> {0+4:float, 4+4:Unknown, 8+8:Pointer} every 16
; CHECK: tree {[-1]:Pointer, [-1,0%16]:Float@float, [-1,8%16]:Pointer}
; CHECK: %x = {0+8:float}
; CHECK: tree {[0]:Float@float, [4]:Float@float}
; CHECK: %p = {0+8:Pointer} -> {0+8:double} every 8
