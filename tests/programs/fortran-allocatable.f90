! Allocatable arrays: allocate and deallocate, assignment that (re)allocates,
! source=, move_alloc, growing element by element, dummies and results.
#include "check_fortran.h"
module functions
contains
  real(8) function allocated_work(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: w(:), m(:, :)
    integer :: i, j
    allocate(w(n), m(n, 0:n))
    do i = 1, n
      w(i) = x(i) * x(i)
      do j = 0, n
        m(i, j) = w(i) * (j + 1) + sin(x(i))
      end do
    end do
    allocated_work = 0
    do j = 0, n
      do i = 1, n
        allocated_work = allocated_work + m(i, j) * w(n + 1 - i)
      end do
    end do
    deallocate(w)
    allocate(w(2 * n))
    w = 1.5d0
    do i = 1, n
      w(2 * i) = x(i) * w(2 * i - 1)
    end do
    do i = 1, 2 * n
      allocated_work = allocated_work + w(i)**3
    end do
  end function

  real(8) function by_assignment(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: a(:), b(:)
    a = x * 2
    b = a
    a = b(1:n:2) * b(1:n:2)
    b = [a, x]
    by_assignment = sum(a) * sum(b * b)
  end function

  real(8) function from_source(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: a(:), b(:), s
    allocate(a, source = x)
    allocate(b(n), source = 0.5d0)
    allocate(s)
    s = 3
    a = a * b * s
    from_source = dot_product(a, x)
  end function

  real(8) function moved(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: a(:), b(:)
    integer :: i
    allocate(a(0))
    do i = 1, n
      allocate(b(i))
      b(1:i - 1) = a
      b(i) = x(i)**2
      if (i > 1) b(i) = b(i) * a(i - 1)
      call move_alloc(b, a)
    end do
    moved = sum(a)
  end function

  real(8) function grown(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: a(:)
    integer :: i
    a = [real(8) ::]
    do i = 1, n
      if (x(i) > 0) a = [a, exp(x(i))]
    end do
    grown = product(a) + size(a)
  end function

  function running(x) result(r)
    real(8), intent(in) :: x(:)
    real(8), allocatable :: r(:)
    integer :: i
    allocate(r(size(x)))
    if (size(x) > 0) r(1) = x(1)
    do i = 2, size(x)
      r(i) = r(i - 1) * 0.5d0 + x(i) * x(i - 1)
    end do
  end function

  subroutine fill(a, x)
    real(8), allocatable, intent(out) :: a(:)
    real(8), intent(in) :: x(:)
    a = running(x)
  end subroutine

  real(8) function results(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), allocatable :: a(:), b(:)
    call fill(a, x)
    results = sum(a * a)
    call fill(b, a)
    results = results + sum(running(b)) * 0.5d0
    if (allocated(a)) deallocate(a)
    if (.not. allocated(a)) results = results * 2
  end function
end module

program test
  use wengert
  use check
  use functions
  real(8) :: x(7) = [0.3d0, -0.7d0, 1.1d0, 0.2d0, 0.95d0, -0.4d0, 0.6d0]
  integer :: sizes(4) = [0, 1, 5, 7], k
  do k = 1, 4
    CHECK(allocated_work, sizes(k), x)
    CHECK(by_assignment, sizes(k), x)
    CHECK(from_source, sizes(k), x)
    CHECK(moved, sizes(k), x)
    CHECK(grown, sizes(k), x)
    CHECK(results, sizes(k), x)
  end do
  call done()
end program
