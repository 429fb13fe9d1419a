; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; TBAA says what an access turned into integers was.
define void @copy(ptr %a, ptr %b, ptr %c) {
  %v = load i64, ptr %a, !tbaa !3
  store i64 %v, ptr %b, !tbaa !3
  %w = load i64, ptr %c, !tbaa !6
  ret void
}
; CHECK-LABEL: types of copy
; CHECK: %a = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %b = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %c = {0+8:Pointer} -> {0+8:Pointer} every 8
; CHECK: %v = {0+8:double}

; tbaa.struct lists the fields of what a memcpy moves; gaps are padding.
define void @assign(ptr %a, ptr %b) {
  call void @llvm.memcpy.p0.p0.i64(ptr %a, ptr %b, i64 24, i1 false), !tbaa.struct !8
  ret void
}
; CHECK-LABEL: types of assign
; CHECK: %a = {0+8:Pointer} -> {0+8:double, 8+4:Integer, 12+4:Anything, 16+8:Pointer}
; CHECK: %b = {0+8:Pointer} -> {0+8:double, 8+4:Integer, 12+4:Anything, 16+8:Pointer}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
!0 = !{!"Simple C/C++ TBAA"}
!1 = !{!"omnipotent char", !0, i64 0}
!2 = !{!"double", !1, i64 0}
!3 = !{!2, !2, i64 0}
!4 = !{!"any pointer", !1, i64 0}
!5 = !{!"p1 double", !4, i64 0}
!6 = !{!5, !5, i64 0}
!7 = !{!"int", !1, i64 0}
!8 = !{i64 0, i64 8, !3, i64 8, i64 4, !9, i64 16, i64 8, !6}
!9 = !{!7, !7, i64 0}
