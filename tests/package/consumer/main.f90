! d/dx sum x^2 = 2 x.
program main
  use wengert
  implicit none
  interface
    real(8) function squares(n, x)
      integer :: n
      real(8) :: x(n)
    end function
  end interface
  real(8) :: x(2) = [1d0, 2d0], dx(2) = 0
  call gradient(squares, wengert_const, 2, x, dx)
  print '(a)', merge('right', 'wrong', all(dx == [2d0, 4d0]))
end program

real(8) function squares(n, x)
  integer :: n
  real(8) :: x(n)
  squares = sum(x * x)
end function
