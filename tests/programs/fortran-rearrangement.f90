! Intrinsics that move elements: reshape, spread, pack, unpack, merge, cshift,
! eoshift, transpose.
#include "check_fortran.h"
module functions
  implicit none
contains
  real(8) function reshaped(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: m(2, n), w(n, 2), p(3, n)
    m = reshape([x, x * x], [2, n])
    w = reshape([x, sin(x)], [n, 2], order = [2, 1])
    p = reshape(x, [3, n], pad = [0.5d0, 2d0])
    reshaped = sum(m(1, :) * m(2, :)) + sum(w(:, 1) * w(:, 2)**2) + sum(p(1, :) * p(2, :) * p(3, :))
    m = transpose(w)
    reshaped = reshaped + sum(m(1, :) * x)
  end function

  real(8) function spread_out(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: a(n, n), b(n, n)
    a = spread(x, 1, n)
    b = spread(x * x, dim = 2, ncopies = n)
    spread_out = sum((a - b)**2 + a * b * b)
  end function

  real(8) function packed(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: p(:)
    real(8) :: u(n), v(n + 2)
    p = pack(x, x > 0)
    packed = sum(p**3) + size(p)
    v = pack(x, x < 0.5d0, [x, 1d0, 2d0])
    packed = packed + sum(v * v)
    u = unpack(p * p, x > 0, x)
    packed = packed + sum(u * x)
    u = unpack(p, x > 0, 0.25d0)
    packed = packed + sum(u * x * x)
  end function

  real(8) function shifted(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: a(n, 3), y(n)
    y = cshift(x, 1)
    shifted = sum(x * y) + sum(cshift(x, -2) * x * x)
    y = eoshift(x, 1)
    shifted = shifted + sum(x * y * y)
    y = eoshift(x, -1, boundary = 0.75d0)
    shifted = shifted + sum(x * y)
    a(:, 1) = x; a(:, 2) = x * x; a(:, 3) = 1
    a = cshift(a, 1, dim = 2) * a + cshift(a, 1, dim = 1)
    shifted = shifted + sum(a * a)
    y = merge(x, y, x > 0.25d0)
    shifted = shifted + sum(y * y * x)
  end function
end module

program test
  use wengert
  use check
  use functions
  implicit none
  real(8) :: x(7) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0, 0.6d0]
  integer :: sizes(4) = [0, 1, 5, 7], k
  do k = 1, 4
    CHECK(reshaped, sizes(k), x)
    CHECK(spread_out, sizes(k), x)
    CHECK(packed, sizes(k), x)
    CHECK(shifted, sizes(k), x)
  end do
  call done()
end program
