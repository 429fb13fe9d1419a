! In-place code in the style of BLAS and LAPACK, leading dimensions and strides:
! subroutines, whose tangent is compared with differences, and whose gradient
! with the tangent (the dot-product test).
module blas_like
  implicit none
contains
  subroutine axpy(n, a, x, incx, y, incy)
    integer, intent(in) :: n, incx, incy
    real(8), intent(in) :: a, x(*)
    real(8), intent(inout) :: y(*)
    integer :: i, ix, iy
    ix = 1
    iy = 1
    if (incx < 0) ix = (1 - n) * incx + 1
    if (incy < 0) iy = (1 - n) * incy + 1
    do i = 1, n
      y(iy) = y(iy) + a * x(ix)
      ix = ix + incx
      iy = iy + incy
    end do
  end subroutine

  subroutine gemm(m, n, k, a, lda, b, ldb, c, ldc)
    integer, intent(in) :: m, n, k, lda, ldb, ldc
    real(8), intent(in) :: a(lda, *), b(ldb, *)
    real(8), intent(inout) :: c(ldc, *)
    integer :: i, j, l
    do j = 1, n
      do l = 1, k
        do i = 1, m
          c(i, j) = c(i, j) + a(i, l) * b(l, j)
        end do
      end do
    end do
  end subroutine

  ! LU with partial pivoting, and a solve, all in place
  subroutine lu(n, a, lda, p, info)
    integer, intent(in) :: n, lda
    real(8), intent(inout) :: a(lda, *)
    integer, intent(out) :: p(*), info
    integer :: i, j, k
    real(8) :: t
    info = 0
    do k = 1, n
      p(k) = k
      do i = k + 1, n
        if (abs(a(i, k)) > abs(a(p(k), k))) p(k) = i
      end do
      if (a(p(k), k) == 0) then
        info = k
        return
      end if
      if (p(k) /= k) then
        do j = 1, n
          t = a(k, j)
          a(k, j) = a(p(k), j)
          a(p(k), j) = t
        end do
      end if
      a(k + 1:n, k) = a(k + 1:n, k) / a(k, k)
      do j = k + 1, n
        a(k + 1:n, j) = a(k + 1:n, j) - a(k + 1:n, k) * a(k, j)
      end do
    end do
  end subroutine

  subroutine solve(n, a, lda, p, b)
    integer, intent(in) :: n, lda, p(*)
    real(8), intent(in) :: a(lda, *)
    real(8), intent(inout) :: b(*)
    integer :: k
    real(8) :: t
    do k = 1, n
      t = b(k)
      b(k) = b(p(k))
      b(p(k)) = t
      call axpy(n - k, -b(k), a(k + 1, k), 1, b(k + 1), 1)
    end do
    do k = n, 1, -1
      b(k) = b(k) / a(k, k)
      call axpy(k - 1, -b(k), a(1, k), 1, b, 1)
    end do
  end subroutine

  subroutine linear(n, a, b)
    integer, intent(in) :: n
    real(8), intent(inout) :: a(n, n), b(n)
    integer :: p(n), info
    call lu(n, a, n, p, info)
    if (info == 0) call solve(n, a, n, p, b)
  end subroutine

  subroutine strided(n, a, b)
    integer, intent(in) :: n
    real(8), intent(inout) :: a(n, n), b(n)
    real(8) :: c(n + 1, n)
    c = 0.5d0
    call axpy(n, 2d0, a, n, b, -1)
    call axpy((n + 1) / 2, b(1), b, 2, a, 1)
    call gemm(n, n, n, a, n, a, n, c, n + 1)
    a(1:n, 1:n) = c(1:n, 1:n)
  end subroutine

  subroutine cholesky(n, a, b)
    integer, intent(in) :: n
    real(8), intent(inout) :: a(n, n), b(n)
    integer :: j, i
    do j = 1, n
      a(j, j) = sqrt(a(j, j) - dot_product(a(j, 1:j - 1), a(j, 1:j - 1)))
      do i = j + 1, n
        a(i, j) = (a(i, j) - dot_product(a(i, 1:j - 1), a(j, 1:j - 1))) / a(j, j)
      end do
      b(j) = (b(j) - dot_product(a(j, 1:j - 1), b(1:j - 1))) / a(j, j)
    end do
  end subroutine
end module

module comparison
  implicit none
  integer :: failures = 0
contains
  subroutine near(got, want, tolerance, what)
    real(8), intent(in) :: got, want, tolerance
    character(*), intent(in) :: what
    if (.not. abs(got - want) <= tolerance * (1 + abs(want))) then
      failures = failures + 1
      print *, what, " got", got, "want", want
    end if
  end subroutine

  subroutine input(n, a, b)
    integer, intent(in) :: n
    real(8), intent(out) :: a(n, n), b(n)
    integer :: i, j
    do j = 1, n
      do i = 1, n
        a(i, j) = 1d0 / (i + j) + 0.1d0 * mod(i * j, 3)
      end do
      a(j, j) = a(j, j) + 3
      b(j) = sin(real(j, 8))
    end do
  end subroutine
end module

#define COMPARE(F, N) block; \
  real(8) :: a(N, N), b(N), da(N, N), db(N), va(N, N), vb(N), ga(N, N), gb(N), wa(N, N), wb(N), ap(N, N), bp(N), am(N, N), bm(N); \
  real(8), parameter :: h = 1d-5; \
  call input(N, a, b); call random_number(va); call random_number(vb); \
  call random_number(wa); call random_number(wb); \
  ap = a + h * va; bp = b + h * vb; call F(N, ap, bp); \
  am = a - h * va; bm = b - h * vb; call F(N, am, bm); \
  da = va; db = vb; call tangent(F, wengert_const, N, a, da, b, db); \
  do i = 1, N; call near(db(i), (bp(i) - bm(i)) / (2 * h), 1d-7, "F: b"); \
  do j = 1, N; call near(da(i, j), (ap(i, j) - am(i, j)) / (2 * h), 1d-7, "F: a"); end do; end do; \
  call input(N, a, b); ga = wa; gb = wb; \
  call gradient(F, wengert_const, N, a, ga, b, gb); \
  call near(sum(ga * va) + sum(gb * vb), sum(wa * da) + sum(wb * db), 1d-12, "F: products"); \
  end block

program test
  use wengert
  use blas_like
  use comparison
  implicit none
  integer :: i, j, k
  integer, parameter :: sizes(4) = [0, 1, 5, 7]
  do k = 1, 4
    COMPARE(linear, sizes(k))
    COMPARE(strided, sizes(k))
    COMPARE(cholesky, sizes(k))
  end do
  if (failures > 0) stop 1
  print *, "all comparisons hold"
end program
