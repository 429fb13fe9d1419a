! Objects with allocatable components as active arguments; the shadow is an
! object of the same shape. Closed forms.
module shapes
  implicit none
  type cloud
    real(8) :: s = 1
    integer :: n = 0
    real(8), allocatable :: p(:)
  end type
contains
  ! s^2 times the sum of squares of p, by way of a copy
  real(8) function energy(c)
    type(cloud), intent(in) :: c
    type(cloud) :: d
    d = c
    d%p = d%p * c%s
    energy = sum(d%p**2)
  end function
end module

program test
  use wengert
  use shapes
  implicit none
  type(cloud) :: c, d
  integer, parameter :: sizes(3) = [0, 1, 7]
  integer :: i, k, n, failures = 0
  real(8) :: squares
  do k = 1, 3
    n = sizes(k)
    c%s = 1.5d0
    c%n = n
    c%p = [(0.25d0 * i - 0.6d0, i = 1, n)]
    squares = sum(c%p**2)
    d = c
    d%s = 0
    d%p = 0
    call gradient(energy, c, d)
    call near(d%s, 2 * c%s * squares)
    do i = 1, n
      call near(d%p(i), 2 * c%s**2 * c%p(i))
    end do
    d%s = -0.5d0
    d%p = [(cos(real(i, 8)), i = 1, n)]
    call near(derivative(energy, c, d), &
      2 * c%s * squares * d%s + 2 * c%s**2 * dot_product(c%p, d%p))
    if (size(c%p) /= n .or. c%n /= n) failures = failures + 1
  end do
  if (failures > 0) stop 1
  print *, "all comparisons hold"
contains
  subroutine near(got, want)
    real(8), intent(in) :: got, want
    if (.not. abs(got - want) <= 1d-13 * (1 + abs(want))) then
      failures = failures + 1
      print *, "got", got, "want", want
    end if
  end subroutine
end program
