! What Fortran run programs share: include this, then CHECK(f, n, x) for
! functions real(8) f(n, x), in both modes against differences of fourth order.
#define CHECK(F, N, X) call start(N); call gradient(F, wengert_const, N, X, got); pushed = derivative(F, wengert_const, N, X, direction); call compare(F, N, X, __LINE__)
module check
  implicit none
  real(8) :: got(64), direction(64), pushed
  integer :: failures = 0, comparisons = 0
contains
  subroutine start(n)
    integer, intent(in) :: n
    integer :: i
    got = 0
    do i = 1, n
      direction(i) = sin(1.7d0 * i + 0.3d0)
    end do
  end subroutine

  subroutine near(line, got, want, tolerance)
    integer, intent(in) :: line
    real(8), intent(in) :: got, want, tolerance
    comparisons = comparisons + 1
    if (.not. abs(got - want) <= tolerance * (1 + abs(want))) then
      failures = failures + 1
      print *, "line", line, "got", got, "want", want
    end if
  end subroutine

  subroutine compare(f, n, x, line)
    interface
      real(8) function f(n, x)
        integer, intent(in) :: n
        real(8), intent(in) :: x(n)
      end function
    end interface
    integer, intent(in) :: n, line
    real(8), intent(inout) :: x(n)
    real(8) :: kept, d(n), v(4), h
    integer :: i
    h = 1d-3
    do i = 1, n
      kept = x(i)
      x(i) = kept + h; v(1) = f(n, x)
      x(i) = kept - h; v(2) = f(n, x)
      x(i) = kept + 2 * h; v(3) = f(n, x)
      x(i) = kept - 2 * h; v(4) = f(n, x)
      x(i) = kept
      d(i) = (8 * (v(1) - v(2)) - (v(3) - v(4))) / (12 * h)
      call near(line, got(i), d(i), 1d-8)
    end do
    call near(line, pushed, sum(d * direction(1:n)), 1d-8)
  end subroutine

  subroutine done()
    print *, failures, "of", comparisons, "comparisons failed"
    if (failures > 0 .or. comparisons == 0) stop 1
  end subroutine
end module
