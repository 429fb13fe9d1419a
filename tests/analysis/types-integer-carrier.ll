; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; An i64 that is only moved is what the memory holds.
define void @move(ptr %a, ptr %b, i1 %c) {
  %v = load i64, ptr %a
  %w = load i64, ptr %b
  %s = select i1 %c, i64 %v, i64 %w
  store i64 %s, ptr %b
  %x = load double, ptr %b
  ret void
}
; CHECK-LABEL: types of move
; CHECK: %a = {0+8:Pointer} -> {0+8:double} every 8
; CHECK: %v = {0+8:double}
; CHECK: %s = {0+8:double}

; Nothing is known when nobody uses the bytes.
define void @opaque(ptr %a, ptr %b) {
  %v = load i64, ptr %a
  store i64 %v, ptr %b
  ret void
}
; CHECK-LABEL: types of opaque
; CHECK: %v = {0+8:Unknown}

; Zero is zero in every type.
define double @zeroed(ptr %a) {
  store i64 0, ptr %a
  %q = getelementptr i8, ptr %a, i64 8
  %x = load double, ptr %a
  ret double %x
}
; CHECK-LABEL: types of zeroed
; CHECK: %a = {0+8:Pointer} -> {0+8:double} every 8
