! Elemental functions: transcendental, powers, signs, rounding, complex.
#include "check_fortran.h"
module functions
contains
  real(8) function transcendental(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    transcendental = sin(x(1)) * cos(x(2)) + tan(x(3)) + exp(x(4)) * log(x(5)) &
      + asin(x(1)) + acos(x(2)) + atan(x(3)) + atan2(x(4), x(5)) &
      + sinh(x(1)) * cosh(x(2)) + tanh(x(3)) + asinh(x(4)) + acosh(x(5) + 1) &
      + atanh(x(1)) + sqrt(x(3)) + log10(x(5)) + hypot(x(1), x(3))
  end function

  real(8) function special(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    special = gamma(x(3) + 1) + log_gamma(x(5) + 2) + erf(x(1)) + erfc(x(2)) &
      + bessel_j0(x(3)) + bessel_j1(x(5)) + bessel_jn(2, x(3)) + bessel_y0(x(5) + 1)
  end function

  real(8) function powers(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    integer :: k
    powers = 0
    do k = -2, 3
      powers = powers + x(3)**k * k
    end do
    powers = powers + x(5)**x(1) + x(2)**3 + 2d0**x(4)
  end function

  real(8) function pieces(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    pieces = abs(x(1)) + sign(x(2), x(3)) + max(x(1), x(2), x(3)) * min(x(4), x(5)) &
      + mod(x(5) * 7, 2d0) + modulo(x(2), 3d0) + dim(x(3), x(1)) + aint(x(5) * 3) * x(1) &
      + nint(x(3) * 2) * x(2) + real(int(x(5) * 4), 8) * x(3) + floor(x(2)) * x(1)
  end function

  real(8) function complex_numbers(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    complex(8) :: z, w
    z = cmplx(x(1), x(2), 8)
    w = exp(z) * conjg(z) + sqrt(cmplx(x(3), x(4), 8)) / z
    complex_numbers = real(w) * aimag(w) + abs(z)
  end function
end module

program test
  use wengert
  use check
  use functions
  real(8) :: x(5) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0]
  CHECK(transcendental, 5, x)
  CHECK(special, 5, x)
  CHECK(powers, 5, x)
  CHECK(pieces, 5, x)
  CHECK(complex_numbers, 5, x)
  call done()
end program
