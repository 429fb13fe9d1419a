! Intrinsics that reduce: sum, product, maxval, minval, norm2, dot_product,
! matmul, with dim and mask, over whole arrays and sections.
#include "check_fortran.h"
module functions
  implicit none
contains
  real(8) function vectors(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: y(n)
    y = x * x + 0.1d0 * x
    vectors = sum(y) + product(x(1:n:2)) * dot_product(x, y)
    if (n > 0) vectors = vectors + maxval(y) * minval(x) + norm2(y) * maxval(x(n:1:-1))
  end function

  real(8) function masks(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    integer :: at
    masks = sum(x * x, mask = x > 0) + product(x, mask = x > 0.25d0)
    if (n > 2) then
      masks = masks * maxval(x, mask = x < 1) + minval(x, mask = x > 0)
      at = maxloc(x, 1)
      masks = masks + x(at) * x(minloc(x, dim = 1)) + count(x > 0)
    end if
    if (any(x > 0.5d0) .and. .not. all(x > 0)) masks = masks * 2
  end function

  real(8) function dimensions(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: m(n, 3), s(n), c(3), w(n, 3)
    integer :: i
    do i = 1, n
      m(i, :) = [x(i), x(i)**2, x(i) + 2]
    end do
    s = sum(m, dim = 2)
    c = sum(m, dim = 1)
    dimensions = sum(s * s) + product(c)
    c = norm2(m + 1, dim = 1)
    dimensions = dimensions + sum(c)
    w = m * m
    s = product(w, dim = 2)
    dimensions = dimensions + dot_product(s, x) + sum(m * w)
    if (n > 0) then
      c = maxval(m, dim = 1) + minval(w, dim = 1)
      dimensions = dimensions + sum(c * [1, 2, 3]) + maxval(sum(m, 2)) + norm2(m)
    end if
  end function

  real(8) function matrices(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: a(n, 3), b(3, n), c(n, n), d(3, 3), v(3)
    integer :: i
    do i = 1, n
      a(i, :) = [x(i), 2 * x(i), cos(x(i))]
      b(:, i) = [1d0, x(i) * x(n + 1 - i), x(i)]
    end do
    c = matmul(a, b)
    d = matmul(b, a)
    v = matmul(b, x)
    matrices = sum(c) + d(1, 2) * d(3, 1) + dot_product(v, matmul(x, a))
    d = matmul(transpose(a), matmul(c, a))
    matrices = matrices + sum(d * transpose(d)) * 1d-2
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
    CHECK(vectors, sizes(k), x)
    CHECK(masks, sizes(k), x)
    CHECK(dimensions, sizes(k), x)
    CHECK(matrices, sizes(k), x)
  end do
  call done()
end program
