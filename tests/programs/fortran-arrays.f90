! Fortran through the same wire calls: scalars by reference, assumed-size and
! explicit-shape arrays, intrinsics, in-place loops. Checked by closed forms.
module functions
contains
  real(8) function wave(x)
    real(8), intent(in) :: x
    wave = x * x * sin(x)
  end function

  ! y = a x, and the sum of the squares of y
  real(8) function residual(n, a, x)
    integer, intent(in) :: n
    real(8), intent(in) :: a(n, n), x(n)
    real(8) :: y(n)
    integer :: i, j
    y = 0
    do j = 1, n
      do i = 1, n
        y(i) = y(i) + a(i, j) * x(j)
      end do
    end do
    residual = dot_product(y, y)
  end function

  real(4) function single(x)
    real(4), intent(in) :: x
    single = max(x, 0.5) ** 3 / sqrt(1 + x)
  end function

  subroutine cumulate(n, x)
    integer, intent(in) :: n
    real(8), intent(inout) :: x(n)
    integer :: i
    do i = 2, n
      x(i) = x(i) * x(i - 1)
    end do
  end subroutine
end module

program fortran_arrays
  use functions
  implicit none
  interface
    subroutine gradient_wave(f, x, dx) bind(c, name="__enzyme_autodiff_wave")
      external :: f
      real(8) :: x, dx
    end subroutine
    subroutine gradient_residual(f, n, dn, a, da, x, dx) &
        bind(c, name="__enzyme_autodiff_residual")
      external :: f
      integer :: n, dn
      real(8) :: a(*), da(*), x(*), dx(*)
    end subroutine
    subroutine gradient_single(f, x, dx) bind(c, name="__enzyme_autodiff_single")
      external :: f
      real(4) :: x, dx
    end subroutine
    subroutine gradient_cumulate(f, n, dn, x, dx) &
        bind(c, name="__enzyme_autodiff_cumulate")
      external :: f
      integer :: n, dn
      real(8) :: x(*), dx(*)
    end subroutine
  end interface
  integer, parameter :: n = 5
  real(8) :: a(n, n), da(n, n), x(n), dx(n), r(n), s, ds
  real(4) :: t, dt
  integer :: i, j, shadow
  integer :: failures = 0

  s = 2; ds = 0
  call gradient_wave(wave, s, ds)
  call near(ds, 2 * s * sin(s) + s * s * cos(s), 1d-13)

  do j = 1, n
    x(j) = 1d0 / j
    do i = 1, n
      a(i, j) = 1d0 / (i + j)
    end do
  end do
  da = 0; dx = 0
  call gradient_residual(residual, n, shadow, a, da, x, dx)
  r = 2 * matmul(a, x)
  do j = 1, n
    call near(dx(j), dot_product(a(:, j), r), 1d-13)
    do i = 1, n
      call near(da(i, j), r(i) * x(j), 1d-13)
    end do
  end do

  t = 2.0; dt = 0
  call gradient_single(single, t, dt)
  call near(real(dt, 8), 12 / sqrt(3d0) - 4 / (3 * sqrt(3d0)), 1d-6)

  ! x_i becomes the product of the first i; seed the last one
  dx = 0; dx(n) = 1
  r = x
  call gradient_cumulate(cumulate, n, shadow, x, dx)
  do i = 1, n
    call near(dx(i), product(r) / r(i), 1d-13)
  end do

  if (failures > 0) stop 1
  print *, "all comparisons hold"

contains
  subroutine near(got, want, tolerance)
    real(8), intent(in) :: got, want, tolerance
    if (.not. abs(got - want) <= tolerance * (1 + abs(want))) then
      failures = failures + 1
      print *, "got", got, "want", want
    end if
  end subroutine
end program
