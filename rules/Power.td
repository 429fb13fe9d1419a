//===- Power.td - Powers, roots, scaling by powers of two -------*- TableGen -*-===//

def Sqrt : Unary<"sqrt"> {
  let Intrinsics = ["sqrt", "x86.avx512.sqrt.ps.512", "x86.avx512.sqrt.pd.512"];
  let Partials = [(div "0.5", R)];
  let Doc = [{At 0 the one-sided limit, inf; with strong zero a zero adjoint (or
    tangent) stays zero against it.}];
  let Value = "sqrt(x)";
  let Domain = ["0.1:5"];
  let Edges = ["0: inf"];
}

def RSqrt : LibmUnary<"rsqrt"> {
  let Partials = [(mul "-0.5", (div R, X))];
  let Value = "1/sqrt(x)";
  let Domain = ["0.1:5"];
}

def Cbrt : LibmUnary<"cbrt"> {
  let Partials = [(div "1", (mul "3", (mul R, R)))];
  let Doc = "At 0 the limit, inf.";
  let Value = "(1 if x>0 else -1)*cbrt(fabs(x))";
  let Domain = ["-5:5"];
  let Edges = ["0: inf"];
}

def Hypot : LibmBinary<"hypot"> {
  let Partials = [(select (oeq R, "0"), "0", (div X, R)),
                  (select (oeq R, "0"), "0", (div Y, R))];
  let Doc = [{At the origin 0, the element of least norm of the
    subdifferential.}];
  let Value = "sqrt(x*x+y*y)";
  let Domain = ["-3:3", "0.2:3"];
  let Edges = ["0,0: 0,0"];
}

def Pow : Binary<"pow"> {
  let Libm = ["pow", "powr"];
  let Partials = [(select (oeq Y, "0"), "0", (mul Y, (pow X, (sub Y, "1")))),
                  (select (oeq X, "0"), "0", (mul R, (log X)))];
  let Doc = [{For x: y x^(y-1), and 0 for y = 0 at every x, since pow(x, 0) is
    the constant 1 (C Annex F). At x = 0 that gives 0 for y > 1, 1 for y = 1,
    inf for 0 < y < 1. For y: r log x; at x = 0 by convention 0, the limit
    for y > 0. For x < 0 (y an integer) the partial for x is right and that
    for y is NaN, because the function is not defined for neighbouring y.}];
  let Value = "x**y";
  let Domain = ["0.1:4", "-3:3"];
  let Edges = ["0,1: 1,0", "0,2: 0,0", "0,0: 0,0", "2,0: 0,ln2", "0,0.5: inf,0",
               "-2,3: 12,nan", "-2,0: 0,nan"];
}

def PowI : Rule<"T(T,i)"> {
  let Intrinsics = ["powi"];
  let Libm = ["pown"];
  let Names = ["__powisf2", "__powidf2", "__powixf2", "__powitf2"];
  let Partials = [(select (oeq (tofp N), "0"), "0",
                   (mul (tofp N), (powi X, (iadd N, "-1"))))];
  let Doc = "As pow; 0 for n = 0 at every x.";
  let Value = "x**n";
  let Domain = ["-3:3", "-3:4"];
  let Edges = ["0,1: 1", "0,2: 0", "0,0: 0"];
}

def RootN : Rule<"T(T,i)"> {
  let Libm = ["rootn"];
  let Partials = [(div R, (mul (tofp N), X))];
  let Value = "root(x,n)";
  let Domain = ["0.2:4", "1:4"];
}

def CompoundN : Rule<"T(T,i)"> {
  let Libm = ["compoundn"];
  let Partials = [(div (mul (tofp N), R), (add X, "1"))];
  let Value = "(1+x)**n";
  let Domain = ["-0.5:2", "1:4"];
}

def Ldexp : Rule<"T(T,i)"> {
  let Intrinsics = ["ldexp"];
  let Libm = ["ldexp", "scalbn", "scalbln"];
  let Partials = [(ldexp "1", N)];
  let Doc = "Linear in x; applied as ldexp(adjoint, n), so 2^n may overflow.";
  let Value = "x*mpf(2)**n";
  let Domain = ["-3:3", "-3:4"];
}

def Frexp : Rule<"{T,i}(T)"> {
  let Intrinsics = ["frexp"];
  let Partials = [(fields (ldexp "1", (ineg R1)), "0")];
  let Doc = [{The fraction is x 2^-e with a piecewise constant exponent e; the
    jumps are ignored.}];
  let Value = "frexp(x)[0] | mpf(frexp(x)[1])";
  let Domain = ["0.1:9"];
  let Edges = ["0: 1"];
}

def Significand : LibmUnary<"significand"> {
  let Partials = [(select (oeq X, "0"), "1", (div R, X))];
  let Value = "2*frexp(x)[0]";
  let Domain = ["0.1:9"];
}

def LogB : Rule<"T(T)"> {
  let Libm = ["logb"];
  let Doc = "Piecewise constant: derivative zero.";
}

def Scalb : LibmBinary<"scalb"> {
  let Partials = [(exp2 Y), (val "0")];
  let Doc = [{BSD's x 2^y with an integral y of floating type: no derivative for
    the exponent, which the function requires to be an integer.}];
  let Value = "x*mpf(2)**nint(y)";
  let Domain = ["-3:3", "i-3:4"];
  let Edges = ["1.5,2: 4,0", "-0.5,-1: 0.5,0"];
}

def X86Reciprocal : Rule<"T(T)"> {
  let Intrinsics = ["x86.sse.rcp.ps", "x86.avx.rcp.ps.256"];
  let Partials = [(neg (mul R, R))];
  let Doc = "rcpps: about 1/x; the derivative of 1/x, from the result.";
}

def X86ReciprocalSqrt : Rule<"T(T)"> {
  let Intrinsics = ["x86.sse.rsqrt.ps", "x86.avx.rsqrt.ps.256"];
  let Partials = [(mul "-0.5", (mul R, (mul R, R)))];
  let Doc = "rsqrtps: about 1/sqrt(x); the derivative of that, from the result.";
}
