! Derivatives of Fortran procedures, by the same calls as from C.
!
!   use wengert
!   call gradient(f, x, dx, wengert_const, n)    ! dx = dx + df/dx
!   t = derivative(f, x, v, wengert_const, n)    ! df/dx * v
!
! Every argument of the procedure is followed by its shadow, an object of the
! same type and shape; or it is preceded by `wengert_const` if it takes no part.
! The arguments are those of the procedure, in its order, at most eight.
!
! gradient    reverse mode of a function (whose result has the seed 1) or of a
!             subroutine (whose seeds are in the shadows of what it writes). It
!             adds to the shadows of inputs.
! derivative  forward mode of a function with a real(8) result; the shadows hold
!             the direction. derivative_real4 is the same for real(4).
! tangent     forward mode of a subroutine: sets the shadows of its outputs.
!
! The procedure is a module procedure or an external one, and takes explicit-
! shape or assumed-size arrays; inside of it everything may be used.
! Compile this file together with yours, with the plugin loaded.
module wengert
  use, intrinsic :: iso_c_binding, only: c_int, c_double, c_float
  implicit none
  private
  public :: wengert_const, wengert_dup, wengert_dupnoneed
  public :: gradient, derivative, derivative_real4, tangent

  integer(c_int), bind(c, name="enzyme_const") :: wengert_const
  integer(c_int), bind(c, name="enzyme_dup") :: wengert_dup
  integer(c_int), bind(c, name="enzyme_dupnoneed") :: wengert_dupnoneed

  interface gradient
    subroutine gradient_1(f, &
        a1, a2) &
        bind(c, name="__enzyme_autodiff_fortran_1")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2
      real(c_double) :: a1, a2
    end subroutine
    subroutine gradient_2(f, &
        a1, a2, b1, b2) &
        bind(c, name="__enzyme_autodiff_fortran_2")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2
      real(c_double) :: a1, a2, b1, b2
    end subroutine
    subroutine gradient_3(f, &
        a1, a2, b1, b2, c1, c2) &
        bind(c, name="__enzyme_autodiff_fortran_3")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2
      real(c_double) :: a1, a2, b1, b2, c1, c2
    end subroutine
    subroutine gradient_4(f, &
        a1, a2, b1, b2, c1, c2, d1, d2) &
        bind(c, name="__enzyme_autodiff_fortran_4")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2
    end subroutine
    subroutine gradient_5(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2) &
        bind(c, name="__enzyme_autodiff_fortran_5")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
    end subroutine
    subroutine gradient_6(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2) &
        bind(c, name="__enzyme_autodiff_fortran_6")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
    end subroutine
    subroutine gradient_7(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2) &
        bind(c, name="__enzyme_autodiff_fortran_7")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
    end subroutine
    subroutine gradient_8(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2) &
        bind(c, name="__enzyme_autodiff_fortran_8")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, h1, h2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2
    end subroutine
  end interface

  interface derivative
    function derivative_1(f, &
        a1, a2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_1") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2
      real(c_double) :: a1, a2
      real(c_double) :: t
    end function
    function derivative_2(f, &
        a1, a2, b1, b2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_2") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2
      real(c_double) :: a1, a2, b1, b2
      real(c_double) :: t
    end function
    function derivative_3(f, &
        a1, a2, b1, b2, c1, c2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_3") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2
      real(c_double) :: a1, a2, b1, b2, c1, c2
      real(c_double) :: t
    end function
    function derivative_4(f, &
        a1, a2, b1, b2, c1, c2, d1, d2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_4") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2
      real(c_double) :: t
    end function
    function derivative_5(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_5") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_double) :: t
    end function
    function derivative_6(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_6") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_double) :: t
    end function
    function derivative_7(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_7") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_double) :: t
    end function
    function derivative_8(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2) &
        bind(c, name="__enzyme_fwddiff_fortran_f64_8") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, h1, h2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2
      real(c_double) :: t
    end function
  end interface

  interface derivative_real4
    function derivative_real4_1(f, &
        a1, a2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_1") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2
      real(c_double) :: a1, a2
      real(c_float) :: t
    end function
    function derivative_real4_2(f, &
        a1, a2, b1, b2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_2") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2
      real(c_double) :: a1, a2, b1, b2
      real(c_float) :: t
    end function
    function derivative_real4_3(f, &
        a1, a2, b1, b2, c1, c2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_3") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2
      real(c_double) :: a1, a2, b1, b2, c1, c2
      real(c_float) :: t
    end function
    function derivative_real4_4(f, &
        a1, a2, b1, b2, c1, c2, d1, d2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_4") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2
      real(c_float) :: t
    end function
    function derivative_real4_5(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_5") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_float) :: t
    end function
    function derivative_real4_6(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_6") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_float) :: t
    end function
    function derivative_real4_7(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_7") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_float) :: t
    end function
    function derivative_real4_8(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2) &
        bind(c, name="__enzyme_fwddiff_fortran_f32_8") result(t)
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, h1, h2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2
      real(c_float) :: t
    end function
  end interface

  interface tangent
    subroutine tangent_1(f, &
        a1, a2) &
        bind(c, name="__enzyme_fwddiff_fortran_1")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2
      real(c_double) :: a1, a2
    end subroutine
    subroutine tangent_2(f, &
        a1, a2, b1, b2) &
        bind(c, name="__enzyme_fwddiff_fortran_2")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2
      real(c_double) :: a1, a2, b1, b2
    end subroutine
    subroutine tangent_3(f, &
        a1, a2, b1, b2, c1, c2) &
        bind(c, name="__enzyme_fwddiff_fortran_3")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2
      real(c_double) :: a1, a2, b1, b2, c1, c2
    end subroutine
    subroutine tangent_4(f, &
        a1, a2, b1, b2, c1, c2, d1, d2) &
        bind(c, name="__enzyme_fwddiff_fortran_4")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2
    end subroutine
    subroutine tangent_5(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2) &
        bind(c, name="__enzyme_fwddiff_fortran_5")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2
    end subroutine
    subroutine tangent_6(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2) &
        bind(c, name="__enzyme_fwddiff_fortran_6")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2
    end subroutine
    subroutine tangent_7(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2) &
        bind(c, name="__enzyme_fwddiff_fortran_7")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2
    end subroutine
    subroutine tangent_8(f, &
        a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2) &
        bind(c, name="__enzyme_fwddiff_fortran_8")
      import
      external :: f
      !dir$ ignore_tkr(tkrdm) a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, h1, h2
      real(c_double) :: a1, a2, b1, b2, c1, c2, d1, d2, e1, e2, f1, f2, g1, g2, &
        h1, h2
    end subroutine
  end interface

end module wengert
