; RUN: %opt -passes='print<wengert-types>' -disable-output %s 2>&1 | %filecheck %s
; Sign tricks leave a float a float; other arithmetic on its bits makes an
; integer of the result, not of the operand.
define double @tricks(double %x, double %y) {
  %b = bitcast double %x to i64
  %abs = and i64 %b, 9223372036854775807
  %neg = xor i64 %abs, -9223372036854775808
  %c = bitcast double %y to i64
  %sign = and i64 %c, -9223372036854775808
  %mag = and i64 %b, 9223372036854775807
  %cs = or i64 %sign, %mag
  %e = lshr i64 %b, 52
  %k = add i64 %e, -1023
  %kf = sitofp i64 %k to double
  %n = bitcast i64 %neg to double
  %d = bitcast i64 %cs to double
  %r1 = fadd double %n, %d
  %r = fadd double %r1, %kf
  ret double %r
}
; CHECK-LABEL: types of tricks
; CHECK: %b = {0+8:double}
; CHECK: %abs = {0+8:double}
; CHECK: %neg = {0+8:double}
; CHECK: %cs = {0+8:double}
; CHECK: %e = {0+8:Integer}
; CHECK: %k = {0+8:Integer}
