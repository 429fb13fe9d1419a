! BLAS and LAPACK as Fortran calls them, character lengths and all: a least
! squares objective by the normal equations, checked by central differences.
module objective_functions
  implicit none
  external :: dgemm, dgemv, dpotrf, dpotrs, dscal
  real(8), external :: ddot
contains
  real(8) function objective(m, n, a, b)
    integer, intent(in) :: m, n
    real(8), intent(in) :: a(m, n), b(m)
    real(8) :: g(n, n), x(n), r(m)
    integer :: info, i
    call dgemm('T', 'N', n, n, m, 1d0, a, m, a, m, 0d0, g, n)
    do i = 1, n
      g(i, i) = g(i, i) + 1
    end do
    call dgemv('t', m, n, 1d0, a, m, b, 1, 0d0, x, 1)
    call dpotrf('U', n, g, n, info)
    call dpotrs('Upper', n, 1, g, n, x, n, info)
    r = b
    call dgemv('N', m, n, -1d0, a, m, x, 1, 1d0, r, 1)
    call dscal(m, x(1), r, 1)
    objective = ddot(m, r, 1, r, 1) + ddot(n, x, 1, x, -1)
  end function
end module

program fortran
  use objective_functions
  implicit none
  interface
    subroutine gradient(f, m, dm, n, dn, a, da, b, db) &
        bind(c, name="__enzyme_autodiff_objective")
      external :: f
      integer :: m, dm, n, dn
      real(8) :: a(*), da(*), b(*), db(*)
    end subroutine
  end interface
  integer, parameter :: m = 5, n = 3
  real(8) :: a(m, n), da(m, n), b(m), db(m), saved, want
  real(8), parameter :: h = 1d-5
  integer :: dm, dn, i, j, bad, mm, nn
  mm = m
  nn = n
  dm = 0
  dn = 0
  bad = 0
  do j = 1, n
    do i = 1, m
      a(i, j) = sin(1d0 * i * j + j)
    end do
  end do
  b = [(cos(2d0 * i), i = 1, m)]
  da = 0
  db = 0
  call gradient(objective, mm, dm, nn, dn, a, da, b, db)
  do j = 1, n
    do i = 1, m
      saved = a(i, j)
      a(i, j) = saved + h
      want = objective(m, n, a, b)
      a(i, j) = saved - h
      want = (want - objective(m, n, a, b)) / (2 * h)
      a(i, j) = saved
      if (.not. abs(want - da(i, j)) <= 1d-7 * (1 + abs(want))) bad = bad + 1
    end do
  end do
  do i = 1, m
    saved = b(i)
    b(i) = saved + h
    want = objective(m, n, a, b)
    b(i) = saved - h
    want = (want - objective(m, n, a, b)) / (2 * h)
    b(i) = saved
    if (.not. abs(want - db(i)) <= 1d-7 * (1 + abs(want))) bad = bad + 1
  end do
  print *, bad, 'of', m * n + m, 'comparisons failed'
  if (bad > 0) stop 1
end program
