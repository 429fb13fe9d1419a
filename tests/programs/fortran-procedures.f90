! Procedures: recursive, elemental, contained with host association, passed as
! arguments, optional arguments, array results, procedure pointers.
#include "check_fortran.h"
module functions
  implicit none
  abstract interface
    real(8) function scalar_function(t)
      real(8), intent(in) :: t
    end function
  end interface
contains
  recursive real(8) function horner(n, x, t) result(r)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n), t
    if (n == 0) then
      r = 0
    else
      r = x(1) + t * horner(n - 1, x(2:n), t)
    end if
  end function

  recursive subroutine halves(a, s)
    real(8), intent(inout) :: a(:)
    real(8), intent(inout) :: s
    integer :: m
    if (size(a) == 0) return
    if (size(a) == 1) then
      a(1) = a(1) * a(1)
      s = s + a(1)
      return
    end if
    m = size(a) / 2
    call halves(a(1:m), s)
    s = s * a(m + 1)
    call halves(a(m + 1:), s)
  end subroutine

  real(8) function recursion(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: y(n)
    y = x
    recursion = horner(n, x, 0.7d0)
    if (n > 1) recursion = recursion + horner(n - 1, x(2:n), x(1))
    call halves(y, recursion)
    recursion = recursion + sum(y)
  end function

  elemental real(8) function soft(t, k)
    real(8), intent(in) :: t
    real(8), intent(in), optional :: k
    soft = t / (1 + abs(t))
    if (present(k)) soft = soft * k
  end function

  impure elemental subroutine swap_scale(a, b)
    real(8), intent(inout) :: a, b
    real(8) :: t
    t = a
    a = b * 2
    b = t * t
  end subroutine

  real(8) function elements(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: y(n), z(n)
    y = soft(x)
    z = soft(x * x, y)
    call swap_scale(y, z)
    elements = sum(y * x + z) + soft(sum(x), 3d0)
  end function

  real(8) function contained(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: state
    integer :: i
    state = 1
    contained = 0
    do i = 1, n
      call step(x(i))
      contained = contained + squares()
    end do
    contained = contained + integral(inner, 0d0, 1d0)
  contains
    subroutine step(t)
      real(8), intent(in) :: t
      state = state * t + x(n)
    end subroutine
    real(8) function squares()
      squares = state * state
    end function
    real(8) function inner(t)
      real(8), intent(in) :: t
      inner = horner(n, x, t)
    end function
  end function

  real(8) function integral(f, a, b)
    procedure(scalar_function) :: f
    real(8), intent(in) :: a, b
    integer :: i
    integer, parameter :: m = 5
    integral = 0
    do i = 1, m
      integral = integral + f(a + (b - a) * (i - 0.5d0) / m)
    end do
    integral = integral * (b - a) / m
  end function

  real(8) function bell(t)
    real(8), intent(in) :: t
    bell = exp(-t * t)
  end function

  real(8) function cubic(t)
    real(8), intent(in) :: t
    cubic = t**3 - t
  end function

  real(8) function passed(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    integer :: i
    passed = 0
    do i = 1, n
      passed = passed + integral(bell, 0.1d0, x(i)) + integral(cubic, x(i), 2d0)
    end do
  end function

  function outer(a, b) result(c)
    real(8), intent(in) :: a(:), b(:)
    real(8) :: c(size(a), size(b))
    integer :: i, j
    do j = 1, size(b)
      do i = 1, size(a)
        c(i, j) = a(i) * b(j) + a(i)
      end do
    end do
  end function

  real(8) function array_results(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: m(n, n)
    m = outer(x, x * x)
    array_results = sum(m * m) + sum(outer(x(1:n:2), m(:, n)))
  end function

  real(8) function by_pointer(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    procedure(scalar_function), pointer :: f
    integer :: i
    by_pointer = 1
    do i = 1, n
      if (mod(i, 2) == 0) then
        f => bell
      else
        f => cubic
      end if
      by_pointer = by_pointer + f(x(i)) * by_pointer
    end do
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
    CHECK(recursion, sizes(k), x)
    CHECK(elements, sizes(k), x)
    CHECK(contained, sizes(k), x)
    CHECK(passed, sizes(k), x)
    CHECK(by_pointer, sizes(k), x)
    if (k > 1) then
      CHECK(array_results, sizes(k), x)
    end if
  end do
  call done()
end program
