; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Lists and pointers to pointers.
define double @list(ptr %p) {
entry:
  br label %loop
loop:
  %n = phi ptr [ %p, %entry ], [ %next, %loop ]
  %s = phi double [ 0.0, %entry ], [ %t, %loop ]
  %x = load double, ptr %n
  %t = fadd double %s, %x
  %a = getelementptr i8, ptr %n, i64 8
  %next = load ptr, ptr %a
  %c = icmp eq ptr %next, null
  br i1 %c, label %exit, label %loop
exit:
  ret double %t
}
; CHECK-LABEL: types of list
; CHECK: %p = {0+8:Pointer} -> {0+8:double, 8+8:Pointer} every 16
; What a node leads back to is told once more: a callee does not know that it is
; the same.
; CHECK-NEXT: tree {[-1]:Pointer, [-1,0]:Float@double, [-1,8]:Pointer, [-1,8,0]:Float@double, [-1,8,8]:Pointer}
; CHECK: %next = {0+8:Pointer} -> {0+8:double, 8+8:Pointer} every 16

define float @rows(ptr %m, i64 %i, i64 %j) {
  %r = getelementptr ptr, ptr %m, i64 %i
  %row = load ptr, ptr %r
  %e = getelementptr float, ptr %row, i64 %j
  %x = load float, ptr %e
  ret float %x
}
; CHECK-LABEL: types of rows
; CHECK: tree {[-1]:Pointer, [-1,-1]:Pointer, [-1,-1,-1]:Float@float}
