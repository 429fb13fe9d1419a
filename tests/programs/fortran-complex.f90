! Complex numbers: arrays of them, intrinsics on them, a discrete Fourier
! transform in place, complex arguments; double and single.
#include "check_fortran.h"
module functions
  implicit none
  real(8), parameter :: pi = acos(-1d0)
contains
  real(8) function arithmetic(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    complex(8) :: z(n), w
    integer :: i
    do i = 1, n
      z(i) = cmplx(x(i), x(n + 1 - i)**2, 8)
    end do
    w = (1d0, 0.5d0)
    do i = 1, n
      w = w * z(i) + conjg(w) / (2 + z(i)) + exp((0, 1) * z(i)) + sqrt(z(i) + (3, 1)) + z(i)**3
      w = w / (1 + abs(w)**2) + log(z(i) + (2, 2)) * sin(z(i))
    end do
    arithmetic = real(w) * aimag(w) + abs(w)**2
  end function

  real(8) function reductions(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    complex(8) :: z(n), m(n, 2), s, p(2, 2)
    z = cmplx(x, 1 + x * x, 8)
    s = sum(z) + product(z(1:n:2)) + dot_product(z, conjg(z) * (1, 2))
    m(:, 1) = z
    m(:, 2) = conjg(z) * x
    p = matmul(transpose(conjg(m)), m)
    reductions = abs(s) + real(p(1, 2) * p(2, 2)) + sum(abs(m)) + aimag(sum(p))
  end function

  subroutine transform(n, z)
    integer, intent(in) :: n
    complex(8), intent(inout) :: z(0:n - 1)
    complex(8) :: t(0:n - 1)
    integer :: j, k
    do k = 0, n - 1
      t(k) = 0
      do j = 0, n - 1
        t(k) = t(k) + z(j) * exp(cmplx(0, -2 * pi * mod(j * k, n) / n, 8))
      end do
    end do
    z = t
  end subroutine

  real(8) function spectrum(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    complex(8) :: z(n)
    integer :: k
    z = x
    call transform(n, z)
    spectrum = 0
    do k = 1, n
      spectrum = spectrum + k * (real(z(k))**2 + aimag(z(k))**2) + real(z(k))
    end do
  end function

  ! |a z^2 + conjg(z)|^2: by real and imaginary part, closed form below
  real(8) function quadratic(a, z)
    complex(8), intent(in) :: a, z
    complex(8) :: w
    w = a * z * z + conjg(z)
    quadratic = real(w * conjg(w))
  end function

  real(4) function single(z)
    complex(4), intent(in) :: z
    complex(4) :: w
    w = z * z
    single = real(w) + 3 * aimag(w) + abs(z)
  end function
end module

program test
  use wengert
  use check
  use functions
  implicit none
  real(8) :: x(7) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0, 0.6d0]
  integer :: sizes(4) = [0, 1, 5, 7], k
  complex(8) :: a = (0.5d0, -1.5d0), z = (0.75d0, 0.25d0), da = 0, dz = 0, w
  complex(4) :: c = (3.0, 4.0), dc = 0
  do k = 1, 4
    CHECK(arithmetic, sizes(k), x)
    CHECK(reductions, sizes(k), x)
    CHECK(spectrum, sizes(k), x)
  end do
  ! The gradient of |w|^2 by (re a, im a) is 2 w conjg(z^2); by z likewise,
  ! 2 (w conjg(2 a z) + conjg(w)).
  call gradient(quadratic, a, da, z, dz)
  w = a * z * z + conjg(z)
  call near(__LINE__, real(da), real(2 * w * conjg(z * z)), 1d-14)
  call near(__LINE__, aimag(da), aimag(2 * w * conjg(z * z)), 1d-14)
  call near(__LINE__, real(dz), real(2 * (w * conjg(2 * a * z) + conjg(w))), 1d-14)
  call near(__LINE__, aimag(dz), aimag(2 * (w * conjg(2 * a * z) + conjg(w))), 1d-14)
  da = (1d0, 2d0); dz = 0
  call near(__LINE__, derivative(quadratic, a, da, z, dz), &
    2 * real(conjg(w) * z * z * da), 1d-14)
  ! x^2 - y^2 + 6 x y + |z|
  call gradient(single, c, dc)
  call near(__LINE__, real(real(dc), 8), 30.6d0, 1d-6)
  call near(__LINE__, real(aimag(dc), 8), 10.8d0, 1d-6)
  dc = (0.5, -1.0)
  call near(__LINE__, real(derivative_real4(single, c, dc), 8), 0.5d0 * 30.6d0 - 10.8d0, 1d-6)
  call done()
end program
