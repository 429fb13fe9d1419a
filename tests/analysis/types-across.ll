; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Floats known at every eighth byte from 1 on and from 2 on: they lie across each
; other, so nobody knows where one begins (a hash table's entries, seen as one
; with its control bytes). No copy of them may take the first for the truth.
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
define void @across(ptr "enzyme_type"="{[-1]:Pointer, [-1,1%8]:Float@double, [-1,2%8]:Float@double}" %x, ptr %y) {
  call void @llvm.memcpy.p0.p0.i64(ptr %y, ptr %x, i64 8, i1 false)
  ret void
}
; CHECK-LABEL: types of across
; CHECK-NOT: {{[0-9]:double}}
; CHECK: copy to {0+8:Unknown} from {0+8:Conflict}
; CHECK-NOT: {{[0-9]:double}}
