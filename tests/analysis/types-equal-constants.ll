; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; One constant is all values that are equal to it. What the pointers lead to that
; may be its null elsewhere is not one and the same for it.
declare ptr @_Znwm(i64)
define void @blocks(i1 %c, double %x) {
entry:
  %p = call ptr @_Znwm(i64 16)
  %q = call ptr @_Znwm(i64 16)
  %v = insertvalue { ptr, i64 } poison, ptr %p, 0
  %w = insertvalue { ptr, i64 } poison, ptr %q, 0
  br i1 %c, label %join, label %other

other:
  br label %join

join:
  %a = phi { ptr, i64 } [ %v, %entry ], [ { ptr null, i64 0 }, %other ]
  %b = phi { ptr, i64 } [ %w, %entry ], [ { ptr null, i64 0 }, %other ]
  %d = phi { ptr, i64 } [ %v, %entry ], [ zeroinitializer, %other ]
  %e = phi { ptr, i64 } [ %w, %entry ], [ zeroinitializer, %other ]
  store double %x, ptr %p, align 8
  store ptr null, ptr %q, align 8
  ret void
}
; CHECK-LABEL: types of blocks
; CHECK: %p = {0+8:Pointer} -> {0+8:double}
; CHECK: %q = {0+8:Pointer} -> {0+8:Pointer}
