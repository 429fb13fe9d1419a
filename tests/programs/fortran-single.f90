! real(4), alone and mixed with real(8). The oracle is the same code in real(8)
! under complex step.
module functions
  implicit none
contains
#define ORBIT(NAME, T) \
  T function NAME(n, x); \
    integer, intent(in) :: n; \
    T, intent(in) :: x(n); \
    T :: y(n), z(n, 2), s; \
    integer :: i; \
    y = x * x + 1; \
    z(:, 1) = y / (1 + x); \
    z(:, 2) = exp(-x) * sqrt(y); \
    s = sum(z) + dot_product(y, y * z(:, 1)) * 0; \
    do i = 2, n; \
      s = s * 0.5 + log(y(i)) * x(i - 1)**3 + sin(s) * z(i, 2); \
    end do; \
    NAME = s + sum(matmul(transpose(z), y)); \
  end function
  ORBIT(orbit4, real(4))
  ORBIT(orbit, complex(8))

#define MIXED(NAME, T, D) \
  T function NAME(n, x); \
    integer, intent(in) :: n; \
    T, intent(in) :: x(n); \
    D :: wide(n), total; \
    T :: back; \
    integer :: i; \
    wide = x; \
    total = 0; \
    do i = 1, n; \
      total = total + wide(i) * wide(n + 1 - i) * exp(wide(i)); \
    end do; \
    back = total; \
    NAME = back * back + sum(x); \
  end function
  MIXED(mixed4, real(4), real(8))
  MIXED(mixed, complex(8), complex(8))
end module

#define COMPARE(F4, F, N) got = 0; call gradient(F4, wengert_const, N, x, got); \
  do i = 1, N; z = x(1:7); z(i) = z(i) + (0d0, 1d-40); \
    want(i) = aimag(F(N, z)) * 1d40; call near(real(got(i), 8), want(i)); end do; \
  call near(real(derivative_real4(F4, wengert_const, N, x, v), 8), sum(want(1:N) * v(1:N)))

program test
  use wengert
  use functions
  implicit none
  real(4) :: x(7) = [0.3, 0.75, 1.125, 0.25, 0.95, 0.4, 0.6], got(7)
  real(4) :: v(7) = [1.0, -0.5, 0.25, 2.0, -1.0, 0.5, 0.75]
  complex(8) :: z(7)
  real(8) :: want(7)
  integer :: sizes(4) = [0, 1, 5, 7], i, k, failures = 0
  do k = 1, 4
    COMPARE(orbit4, orbit, sizes(k))
    COMPARE(mixed4, mixed, sizes(k))
  end do
  if (failures > 0) stop 1
  print *, "all comparisons hold"
contains
  ! 24 bits, and up to a few dozen roundings
  subroutine near(got, want)
    real(8), intent(in) :: got, want
    if (.not. abs(got - want) <= 2d-5 * (1 + abs(want))) then
      failures = failures + 1
      print *, "got", got, "want", want
    end if
  end subroutine
end program
