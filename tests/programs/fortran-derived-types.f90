! Derived types: arrays and allocatable arrays in them, nested, arrays of them,
! default values, assignment (which copies deeply), type-bound procedures.
#include "check_fortran.h"
module shapes
  implicit none
  type point
    real(8) :: at(3)
    real(8) :: mass = 2
    integer :: id = 0
  end type

  type cloud
    integer :: n = 0
    type(point), allocatable :: p(:)
    real(8) :: scale = 1
  contains
    procedure :: moment
    procedure :: shift
  end type

  type grid
    real(8), allocatable :: v(:, :)
    type(cloud) :: inside
  end type
contains
  real(8) function moment(self, k)
    class(cloud), intent(in) :: self
    integer, intent(in) :: k
    integer :: i
    moment = 0
    do i = 1, self%n
      moment = moment + self%p(i)%mass * self%p(i)%at(k)**2
    end do
    moment = moment * self%scale
  end function

  subroutine shift(self, d)
    class(cloud), intent(inout) :: self
    real(8), intent(in) :: d
    integer :: i
    do i = 1, self%n
      self%p(i)%at = self%p(i)%at + d * self%p(i)%mass
    end do
  end subroutine
end module

module functions
  use shapes
  implicit none
contains
  real(8) function distance(a, b)
    type(point), intent(in) :: a, b
    distance = sqrt(sum((a%at - b%at)**2) + a%mass * b%mass)
  end function

  real(8) function points(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    type(point) :: a, b, list(4)
    integer :: i, j
    a%at = [x(1), x(2), x(3)]
    b = a
    b%at(2) = x(4) * x(5)
    b%mass = exp(x(1))
    points = distance(a, b)
    do i = 1, 4
      list(i) = point([x(i), x(i + 1), 1d0], x(1) * i + 3, i)
    end do
    list(2) = b
    do i = 1, 4
      do j = 1, i
        points = points + distance(list(i), list(j)) * list(i)%id
      end do
    end do
  end function

  real(8) function clouds(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    type(cloud) :: c
    integer :: i
    c%n = n
    allocate(c%p(n))
    do i = 1, n
      c%p(i)%at = x(i) * [1d0, 2d0, 3d0]
      c%p(i)%at(2) = sin(x(i))
    end do
    if (n > 0) c%scale = x(1)
    call c%shift(0.25d0)
    if (n > 1) call c%shift(x(2))
    clouds = c%moment(1) + c%moment(2) * c%moment(3)
  end function

  real(8) function copies(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    type(cloud) :: c, d
    type(grid) :: g, h
    integer :: i
    c%n = n
    allocate(c%p(n))
    do i = 1, n
      c%p(i)%at = [x(i), x(i)**2, 0.5d0]
    end do
    d = c
    call d%shift(0.5d0)
    allocate(g%v(n, 2))
    do i = 1, n
      g%v(i, :) = [x(i), c%p(i)%at(2) * d%p(i)%at(1)]
    end do
    g%inside = d
    h = g
    do i = 1, n
      h%v(i, 1) = h%v(i, 1) * h%v(i, 2) * g%inside%p(i)%at(3)
    end do
    call h%inside%shift(0.125d0)
    copies = sum(h%v) + sum(g%v) + h%inside%moment(1) * c%moment(2) + g%inside%moment(1)
  end function
end module

program test
  use wengert
  use check
  use functions
  implicit none
  real(8) :: x(7) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0, 0.6d0]
  integer :: sizes(4) = [0, 1, 5, 7], k
  CHECK(points, 5, x)
  do k = 1, 4
    CHECK(clouds, sizes(k), x)
    CHECK(copies, sizes(k), x)
  end do
  call done()
end program
