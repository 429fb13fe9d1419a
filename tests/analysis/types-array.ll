; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Floats and pointers say what they are by how they are used; an integer index
; is an integer.
define double @sum(ptr %p, i64 %n) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %s = phi double [ 0.0, %entry ], [ %t, %loop ]
  %a = getelementptr inbounds double, ptr %p, i64 %i
  %x = load double, ptr %a
  %t = fadd double %s, %x
  %next = add i64 %i, 1
  %c = icmp ult i64 %next, %n
  br i1 %c, label %loop, label %exit
exit:
  ret double %t
}
; CHECK-LABEL: types of sum
; CHECK: %p = {0+8:Pointer} -> {0+8:double} every 8
; CHECK-NEXT: tree {[-1]:Pointer, [-1,-1]:Float@double}
; CHECK: %n = {0+8:Integer}
; CHECK: %i = {0+8:Integer}
; CHECK: %a = {0+8:Pointer} -> {0+8:double} every 8
