! flang takes the same environment: x(i) is needed and set, 8 bytes each time.
subroutine halves(x, n, total)
  implicit none
  integer, intent(in) :: n
  real(8), intent(inout) :: x(n)
  real(8), intent(out) :: total
  integer :: i
  total = 0
  do i = 1, n
    total = total + x(i)**2 ! stores
    x(i) = total
  end do
end subroutine

subroutine use_gradient(x, dx, n, total, dtotal)
  use wengert
  implicit none
  external :: halves
  integer :: n
  real(8) :: x(n), dx(n), total, dtotal
  call gradient(halves, x, dx, wengert_const, n, total, dtotal)
end subroutine
