; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; An array of pairs that grows: where its end lies in the new block is told by the
; distance of its end in the old one, which is null at first.
declare ptr @_Znwm(i64)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
define void @grow(i64 %n, double %x, i64 %m) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %j, %loop ]
  %begin = phi ptr [ null, %entry ], [ %new, %loop ]
  %end = phi ptr [ null, %entry ], [ %next, %loop ]
  %e = ptrtoint ptr %end to i64
  %b = ptrtoint ptr %begin to i64
  %used = sub i64 %e, %b
  %new = call ptr @_Znwm(i64 %m)
  %last = getelementptr i8, ptr %new, i64 %used
  store double %x, ptr %last, align 8
  %second = getelementptr i8, ptr %last, i64 8
  store ptr null, ptr %second, align 8
  call void @llvm.memmove.p0.p0.i64(ptr %new, ptr %begin, i64 %used, i1 false)
  %room = icmp ult i64 %used, %m
  %at = select i1 %room, ptr %end, ptr %last
  %next = getelementptr i8, ptr %at, i64 16
  %j = add i64 %i, 1
  %c = icmp eq i64 %j, %n
  br i1 %c, label %exit, label %loop

exit:
  ret void
}
; CHECK-LABEL: types of grow
; CHECK: %last = {0+8:Pointer} -> {0+8:double, 8+8:Pointer} every 16
; CHECK: copy to {0+8:double, 8+8:Pointer} from {0+8:double, 8+8:Pointer}
