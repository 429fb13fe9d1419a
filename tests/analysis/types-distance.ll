; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; The distance of two elements is a multiple of their size: std::vector puts a
; new element behind those it moves.
define void @grow(ptr %v, ptr %new, double %x) {
  %begin = load ptr, ptr %v
  %pend = getelementptr i8, ptr %v, i64 8
  %next = getelementptr i8, ptr %begin, i64 24
  store ptr %next, ptr %pend
  %end = load ptr, ptr %pend
  %more = getelementptr i8, ptr %end, i64 24
  store ptr %more, ptr %pend
  %e = ptrtoint ptr %end to i64
  %b = ptrtoint ptr %begin to i64
  %d = sub i64 %e, %b
  %at = getelementptr i8, ptr %new, i64 %d
  store double %x, ptr %at
  %np = getelementptr i8, ptr %at, i64 8
  store ptr %v, ptr %np
  ret void
}
; CHECK-LABEL: types of grow
; CHECK: %new = {0+8:Pointer} -> {0+8:double, 8+8:Pointer, 16+8:Unknown} every 24
