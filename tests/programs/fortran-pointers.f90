! Pointers: to sections, to rows of a matrix, remapped, allocated, in derived
! types, linked lists and trees.
#include "check_fortran.h"
module functions
  implicit none
  type node
    real(8) :: value = 0
    type(node), pointer :: next => null()
  end type
  type tree
    real(8) :: key
    type(tree), pointer :: left => null(), right => null()
  end type
  type view
    real(8), pointer :: v(:)
  end type
contains
  real(8) function sections(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), target :: a(n, n), b(n)
    real(8), pointer :: p(:), q(:, :)
    integer :: i
    b = x
    do i = 1, n
      p => a(i, :)
      p = x(i) * b
      p(i) = p(i) * b(i)
      p => a(:, i)
      p(1:i) = i
    end do
    q => a(1:n:2, n:1:-1)
    sections = sum(q * q)
    q => a(2:, 1:n - 1)
    sections = sections + sum(q)
    if (associated(q, a)) sections = -1
    p(1:n) => b
    q(0:0, 1:n) => b
    p = p * 2
    sections = sections + sum(q * q * q)
  end function

  real(8) function allocated_pointers(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), pointer :: p(:), q(:)
    integer :: i
    allocate(p(n))
    q => p
    do i = 1, n
      p(i) = x(i)**2
      q(i) = q(i) * 3 + p(1)
    end do
    allocated_pointers = dot_product(p, x)
    deallocate(p)
  end function

  real(8) function list(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    type(node), pointer :: head, p
    integer :: i
    nullify(head)
    do i = 1, n
      allocate(p)
      p%value = x(i)
      p%next => head
      head => p
    end do
    list = 0
    p => head
    do while (associated(p))
      p%value = p%value * (1 + list)
      list = list + p%value * p%value
      p => p%next
    end do
    do while (associated(head))
      p => head%next
      deallocate(head)
      head => p
    end do
  end function

  recursive subroutine insert(t, key)
    type(tree), pointer, intent(inout) :: t
    real(8), intent(in) :: key
    if (.not. associated(t)) then
      allocate(t)
      t%key = key
    else if (key < t%key) then
      call insert(t%left, key)
    else
      call insert(t%right, key)
    end if
  end subroutine

  recursive real(8) function fold(t, depth) result(r)
    type(tree), pointer, intent(in) :: t
    real(8), intent(in) :: depth
    r = 0
    if (associated(t)) r = fold(t%left, depth + 1) * t%key + t%key * depth + fold(t%right, depth + 2)
  end function

  recursive subroutine clear(t)
    type(tree), pointer, intent(inout) :: t
    if (.not. associated(t)) return
    call clear(t%left)
    call clear(t%right)
    deallocate(t)
  end subroutine

  real(8) function sorted(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    type(tree), pointer :: root
    integer :: i
    nullify(root)
    do i = 1, n
      call insert(root, x(i) * x(i))
    end do
    sorted = fold(root, 1d0)
    call clear(root)
  end function

  real(8) function views(n, x)
    integer, intent(in) :: n
    real(8), intent(in) :: x(n)
    real(8), target :: a(2 * n)
    type(view) :: w(2)
    a(1:n) = x
    a(n + 1:) = sin(x)
    w(1)%v => a(1:2 * n:2)
    w(2)%v => a(2:2 * n:2)
    w(1)%v = w(1)%v * w(2)%v
    views = dot_product(w(1)%v, w(2)%v) + sum(a)
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
    CHECK(sections, sizes(k), x)
    CHECK(allocated_pointers, sizes(k), x)
    CHECK(list, sizes(k), x)
    CHECK(sorted, sizes(k), x)
    CHECK(views, sizes(k), x)
  end do
  call done()
end program
