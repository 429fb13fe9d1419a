; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; A list's header counts where a node has its value: seen as one object, the
; bytes are both. What is declared an integer is one all the same.
define double @header(ptr %p, ptr %q) {
  %d = load double, ptr %p
  %n = load i64, ptr %p, !tbaa !2
  store i64 %n, ptr %q, !tbaa !2
  %m = load i64, ptr %q
  %k = add i64 %m, 1
  store i64 %k, ptr %p
  ret double %d
}
; CHECK-LABEL: types of header
; CHECK: %p = {0+8:Pointer} -> {0+8:double}
; CHECK: %n = {0+8:Integer}

; But the bits of a double in a long are a double.
define double @bits(ptr %p) {
  %n = load i64, ptr %p, !tbaa !2
  %x = load double, ptr %p
  %y = bitcast i64 %n to double
  %z = fadd double %x, %y
  ret double %z
}
; CHECK-LABEL: types of bits
; CHECK: %n = {0+8:double}

; Text is no data: neither its bytes nor where its pointer leads.
define double @text(ptr %s, double %x) {
  %v = getelementptr i8, ptr %s, i64 32
  store double %x, ptr %v
  %own = getelementptr i8, ptr %s, i64 16
  store ptr %own, ptr %s, !tbaa !6
  %c = load ptr, ptr %s, !tbaa !6
  %y = load double, ptr %v
  ret double %y
}
; CHECK-LABEL: types of text
; CHECK: %s = {0+8:Pointer} -> {0+8:Pointer, 8+24:Integer, 32+8:double}
; CHECK: %own = {0+8:Pointer} -> {0+1:Integer} every 1
; CHECK: %c = {0+8:Pointer} -> {0+1:Unknown} every 1

!0 = !{!"Simple C++ TBAA"}
!1 = !{!"omnipotent char", !0, i64 0}
!3 = !{!"long", !1, i64 0}
!4 = !{!"header", !1, i64 0, !3, i64 16}
!2 = !{!4, !3, i64 16}
!5 = !{!"any pointer", !1, i64 0}
!7 = !{!"_ZTSNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE", !5, i64 0, !3, i64 8, !1, i64 16}
!6 = !{!7, !5, i64 0}
