! Small simulations as they are written in Fortran: heat equation in place,
! Lorenz by Runge-Kutta, bodies under gravity, a tridiagonal solve, a dense net.
#include "check_fortran.h"
module functions
  implicit none
contains
  real(8) function heat(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: u(0:n + 1), un(0:n + 1)
    integer :: t
    u = 0
    u(1:n) = x
    do t = 1, 11
      un(0) = u(0)
      un(n + 1) = u(n + 1)
      un(1:n) = u(1:n) + 0.2d0 * (u(2:n + 1) - 2 * u(1:n) + u(0:n - 1)) + 0.01d0 * u(1:n)**2
      u = un
    end do
    heat = sum(u * u)
  end function

  function lorenz(y, p) result(f)
    real(8), intent(in) :: y(3), p(3)
    real(8) :: f(3)
    f = [p(1) * (y(2) - y(1)), y(1) * (p(2) - y(3)) - y(2), y(1) * y(2) - p(3) * y(3)]
  end function

  real(8) function orbit(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: y(3), k1(3), k2(3), k3(3), k4(3), p(3)
    real(8), parameter :: h = 0.01d0
    integer :: i
    y = x(1:3)
    p = x(4:6) + [10d0, 28d0, 8d0 / 3]
    do i = 1, 13
      k1 = lorenz(y, p)
      k2 = lorenz(y + h / 2 * k1, p)
      k3 = lorenz(y + h / 2 * k2, p)
      k4 = lorenz(y + h * k3, p)
      y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    end do
    orbit = norm2(y) + y(1) * y(3)
  end function

  real(8) function bodies(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: q(2, 3), v(2, 3), a(2, 3), d(2), r2
    integer :: i, j, step
    q = reshape(x(1:6), [2, 3])
    v = 0
    do step = 1, 5
      a = 0
      do i = 1, 3
        do j = 1, 3
          if (i == j) cycle
          d = q(:, j) - q(:, i)
          r2 = dot_product(d, d) + 0.05d0
          a(:, i) = a(:, i) + d / (r2 * sqrt(r2))
        end do
      end do
      v = v + 0.01d0 * a
      q = q + 0.01d0 * v
    end do
    bodies = sum(v * v) + sum(q(1, :) * q(2, :))
  end function

  subroutine thomas(a, b, c, d)
    real(8), intent(in) :: a(:), c(:)
    real(8), intent(inout) :: b(:), d(:)
    integer :: i, n
    n = size(d)
    do i = 2, n
      b(i) = b(i) - a(i) / b(i - 1) * c(i - 1)
      d(i) = d(i) - a(i) / b(i - 1) * d(i - 1)
    end do
    if (n > 0) d(n) = d(n) / b(n)
    do i = n - 1, 1, -1
      d(i) = (d(i) - c(i) * d(i + 1)) / b(i)
    end do
  end subroutine

  real(8) function implicit_step(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: a(n), b(n), c(n), d(n)
    a = -0.3d0 * x
    c = -0.2d0
    b = 2 + x * x
    d = x
    call thomas(a, b, c, d)
    implicit_step = dot_product(d, d) + sum(d)
  end function

  real(8) function net(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: w(n, n), h(n), o(n)
    integer :: i, layer
    do i = 1, n
      w(:, i) = x * cos(x(i) * i)
    end do
    h = x
    do layer = 1, 3
      o = tanh(matmul(w, h) + 0.1d0)
      h = o + 0.5d0 * h
    end do
    net = log(sum(exp(h - maxval(h)))) + maxval(h)
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
    CHECK(heat, sizes(k), x)
    CHECK(implicit_step, sizes(k), x)
    if (k > 1) then
      CHECK(net, sizes(k), x)
    end if
  end do
  CHECK(orbit, 6, x)
  CHECK(bodies, 6, x)
  call done()
end program
