! State outside the procedure: module variables and arrays, common blocks, saved
! and parameter arrays, an allocatable of the module, renamed imports.
#include "check_fortran.h"
module constants
  implicit none
  real(8), parameter :: weights(3) = [0.25d0, 0.5d0, 0.125d0]
  real(8), allocatable :: data(:)
  integer :: count_calls = 0
  real(8), protected :: gain = 2
contains
  subroutine set_up(m)
    integer, intent(in) :: m
    integer :: i
    allocate(data(m))
    data = [(1d0 / i, i = 1, m)]
    gain = 3
  end subroutine
end module

module functions
  use constants, only: weights, observed => data, gain, count_calls
  implicit none
contains
  real(8) function misfit(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8) :: r
    integer :: i, k
    misfit = 0
    count_calls = count_calls + 1
    do i = 1, n
      r = -observed(i)
      do k = 1, 3
        r = r + weights(k) * gain * x(1 + mod(i + k, n))**k
      end do
      misfit = misfit + r * r
    end do
  end function

  real(8) function tabulated(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), save :: table(0:3) = [1d0, 0.5d0, 0.25d0, 2d0]
    real(8) :: factor
    common /shared/ factor
    integer :: i
    tabulated = 0
    do i = 1, n
      tabulated = tabulated + table(mod(i, 4)) * sin(x(i)) * factor
    end do
  end function
end module

program test
  use wengert
  use check
  use constants
  use functions
  implicit none
  real(8) :: x(7) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0, 0.6d0], factor
  common /shared/ factor
  integer :: sizes(4) = [0, 1, 5, 7], k
  factor = 1.5d0
  call set_up(7)
  do k = 1, 4
    CHECK(misfit, sizes(k), x)
    CHECK(tabulated, sizes(k), x)
  end do
  if (count_calls == 0) stop 2
  call done()
end program
