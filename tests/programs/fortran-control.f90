! Control: do while, exit and cycle out of named loops, select case, goto, do
! concurrent, where, forall, block, associate; and output amid active code.
#include "check_fortran.h"
module functions
  implicit none
  logical :: loud = .false.
contains
  real(8) function newton(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: r
    integer :: i, steps
    newton = 0
    do i = 1, n
      r = 1 + abs(x(i))
      steps = 0
      do while (abs(r * r - 1 - abs(x(i))) > 1d-13)
        r = 0.5d0 * (r + (1 + abs(x(i))) / r)
        steps = steps + 1
        if (steps > 50) exit
      end do
      newton = newton + r * i
    end do
  end function

  real(8) function exits(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    integer :: i, j
    exits = 1
    outer: do i = 1, n
      do j = n, 1, -1
        if (x(j) < -0.5d0) cycle
        if (i == j) cycle outer
        if (exits > 4) exit outer
        exits = exits + x(i) * x(j) * 0.25d0 + 0.125d0
      end do
    end do outer
    i = 1
10  continue
    if (i > n) goto 20
    exits = exits * (1 + 0.1d0 * x(i))
    i = i + 2
    goto 10
20  exits = exits + 1
  end function

  real(8) function cases(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    integer :: i
    cases = 0
    do i = 1, n
      select case (mod(i, 5))
      case (0)
        cases = cases + x(i)**2
      case (1:2)
        cases = cases + sin(x(i))
      case (4)
        cycle
      case default
        cases = cases * x(i)
      end select
    end do
  end function

  real(8) function whole_arrays(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: y(n), z(n), m(n, n)
    integer :: i, j
    where (x > 0)
      y = sqrt(x)
    elsewhere (x < -0.5d0)
      y = x * x
    elsewhere
      y = 1 - x
    end where
    do concurrent (i = 1:n)
      z(i) = y(i) * x(n + 1 - i)
    end do
    forall (i = 1:n, j = 1:n, i /= j) m(i, j) = x(i) * y(j)
    do i = 1, n
      m(i, i) = z(i)
    end do
    associate (first => m(1:n, 1:n), w => z)
      whole_arrays = sum(first * first) + sum(w)
    end associate
    block
      real(8) :: t(n)
      t = y + z
      whole_arrays = whole_arrays * sum(t) + dot_product([(x(i) * i, i = 1, n)], t)
    end block
  end function

  real(8) function talkative(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    character(40) :: line
    integer :: i
    talkative = 0
    do i = 1, n
      talkative = talkative + x(i)**3
      write (line, '(a, i0, 1x, f8.3)') "step ", i, talkative
      if (loud) print *, trim(line), x(i), talkative
      if (index(line, "step") /= 1) talkative = 0
    end do
    if (loud) write (*, *) "done", x
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
    CHECK(newton, sizes(k), x)
    CHECK(exits, sizes(k), x)
    CHECK(cases, sizes(k), x)
    CHECK(whole_arrays, sizes(k), x)
    CHECK(talkative, sizes(k), x)
  end do
  loud = .true.
  CHECK(talkative, 2, x)
  call done()
end program
