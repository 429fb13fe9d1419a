! Assumed-shape dummies, sections passed on, pointers.
#include "check_fortran.h"
module functions
contains
  real(8) function energy(a)
    real(8), intent(in) :: a(:)
    integer :: i
    energy = 0
    do i = 2, size(a)
      energy = energy + (a(i) - a(i - 1))**2 * a(1)
    end do
  end function

  subroutine smooth(a, b)
    real(8), intent(in) :: a(:, :)
    real(8), intent(out) :: b(:, :)
    integer :: i, j
    b = a
    do j = 2, ubound(a, 2) - 1
      do i = 2, ubound(a, 1) - 1
        b(i, j) = 0.25d0 * (a(i - 1, j) + a(i + 1, j) + a(i, j - 1) + a(i, j + 1))
      end do
    end do
  end subroutine

  real(8) function sections(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    sections = energy(x) * energy(x(1:n:2)) + energy(x(n:1:-1))
  end function

  real(8) function stencil(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: a(3, 3), b(3, 3)
    integer :: k
    a = 0.5d0
    do k = 1, n
      a(1 + mod(k, 3), 1 + k / 3) = x(k) * x(k)
    end do
    call smooth(a, b)
    call smooth(b, a)
    stencil = 0
    do k = 1, 3
      stencil = stencil + a(k, k) * b(k, 4 - k)
    end do
  end function

  real(8) function pointers(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), target :: a(n)
    real(8), pointer :: p(:)
    a = x
    p => a(2:4)
    p(1) = p(1) * a(1)
    p => a(1:n:2)
    p(2) = sin(p(2))
    pointers = a(2) * a(3) + p(3)
  end function
end module

program test
  use wengert
  use check
  use functions
  real(8) :: x(6) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0]
  CHECK(sections, 6, x)
  CHECK(stencil, 6, x)
  CHECK(pointers, 6, x)
  call done()
end program
