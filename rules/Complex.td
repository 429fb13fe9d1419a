//===- Complex.td - C complex functions -------------------------*- TableGen -*-===//
//
// A holomorphic function has one complex partial f'(z); tangents multiply by
// it, adjoints by its conjugate. Expressions are complex; gen.py expands them
// to real arithmetic. Branch cuts are those of C Annex G; on them f' is that
// of the side the sign of zero selects.
//
//===----------------------------------------------------------------------===//

class Holomorphic<string name> : Rule<"C(C)"> { let Libm = [name]; }

def CExp : Holomorphic<"cexp"> {
  let Partials = [(val R)];
  let Value = "exp(x)";
  let Domain = ["c2"];
}

def CLog : Holomorphic<"clog"> {
  let Partials = [(div "1", X)];
  let Value = "log(x)";
  let Domain = ["c2"];
}

def CSqrt : Holomorphic<"csqrt"> {
  let Partials = [(div "0.5", R)];
  let Doc = "At 0: NaN, since the direction of the infinite derivative is open.";
  let Value = "sqrt(x)";
  let Domain = ["c2"];
}

def CSin : Holomorphic<"csin"> {
  let Partials = [(ccos X)];
  let Value = "sin(x)";
  let Domain = ["c2"];
}

def CCos : Holomorphic<"ccos"> {
  let Partials = [(neg (csin X))];
  let Value = "cos(x)";
  let Domain = ["c2"];
}

def CTan : Holomorphic<"ctan"> {
  let Partials = [(add "1", (mul R, R))];
  let Value = "tan(x)";
  let Domain = ["c1"];
}

def CASin : Holomorphic<"casin"> {
  let Partials = [(div "1", (mul (csqrt (sub "1", X)), (csqrt (add "1", X))))];
  let Value = "asin(x)";
  let Domain = ["c2"];
}

def CACos : Holomorphic<"cacos"> {
  let Partials = [(div "-1", (mul (csqrt (sub "1", X)), (csqrt (add "1", X))))];
  let Value = "acos(x)";
  let Domain = ["c2"];
}

def CATan : Holomorphic<"catan"> {
  let Partials = [(div "1", (mul (add "1", (times_i X)),
                                 (sub "1", (times_i X))))];
  let Value = "atan(x)";
  let Domain = ["c2"];
}

def CSinh : Holomorphic<"csinh"> {
  let Partials = [(ccosh X)];
  let Value = "sinh(x)";
  let Domain = ["c2"];
}

def CCosh : Holomorphic<"ccosh"> {
  let Partials = [(csinh X)];
  let Value = "cosh(x)";
  let Domain = ["c2"];
}

def CTanh : Holomorphic<"ctanh"> {
  let Partials = [(mul (sub "1", R), (add "1", R))];
  let Value = "tanh(x)";
  let Domain = ["c1"];
}

def CASinh : Holomorphic<"casinh"> {
  let Partials = [(div "1", (mul (csqrt (add "1", (times_i X))),
                                 (csqrt (sub "1", (times_i X)))))];
  let Value = "asinh(x)";
  let Domain = ["c2"];
}

def CACosh : Holomorphic<"cacosh"> {
  let Partials = [(div "1", (mul (csqrt (sub X, "1")), (csqrt (add X, "1"))))];
  let Value = "acosh(x)";
  let Domain = ["c2"];
}

def CATanh : Holomorphic<"catanh"> {
  let Partials = [(div "1", (mul (sub "1", X), (add "1", X)))];
  let Value = "atanh(x)";
  let Domain = ["c2"];
}

def CPow : Rule<"C(C,C)"> {
  let Libm = ["cpow"];
  // At x = 0: 1 for y = 1, else 0 (the limit for Re y > 1).
  let Partials = [(select (and (oeq (re X), "0"), (oeq (im X), "0")),
                          (select (and (oeq (re Y), "1"), (oeq (im Y), "0")),
                                  "1", "0"),
                          (mul Y, (div R, X))),
                  (select (and (oeq (re X), "0"), (oeq (im X), "0")),
                          "0", (mul R, (clog X)))];
  let Doc = [{At x = 0: for x, 1 where y = 1 and 0 otherwise (the limit for
    Re y > 1); for y, 0.}];
  let Value = "x**y";
  let Domain = ["c2", "c2"];
}

def CMul : Rule<"C(C,C)"> {
  let Names = ["__mulsc3", "__muldc3", "__mulxc3", "__multc3", "__mulhc3"];
  let Partials = [(val Y), (val X)];
  let Doc = "Complex product of the compiler's runtime library.";
  let Value = "x*y";
  let Domain = ["c2", "c2"];
}

def CDiv : Rule<"C(C,C)"> {
  let Names = ["__divsc3", "__divdc3", "__divxc3", "__divtc3", "__divhc3"];
  let Partials = [(div "1", Y), (neg (div R, Y))];
  let Doc = "Complex quotient of the compiler's runtime library.";
  let Value = "x/y";
  let Domain = ["c2", "c2"];
}

def CAbs : Rule<"T(C)"> {
  let Libm = ["cabs"];
  let Partials = [(grad (select (oeq R, "0"), "0", (div Xre, R)),
                        (select (oeq R, "0"), "0", (div Xim, R)))];
  let Doc = "At 0 the derivative is 0, as for hypot.";
  let Value = "fabs(x)";
  let Domain = ["c2"];
}

def CArg : Rule<"T(C)"> {
  let Libm = ["carg"];
  let Partials = [(grad (neg (div Xim, (add (mul Xre, Xre), (mul Xim, Xim)))),
                        (div Xre, (add (mul Xre, Xre), (mul Xim, Xim))))];
  let Doc = "At 0: NaN, as for atan2.";
  let Value = "arg(x)";
  let Domain = ["c2"];
}

def CReal : Rule<"T(C)"> {
  let Libm = ["creal"];
  let Partials = [(grad "1", "0")];
  let Value = "re(x)";
  let Domain = ["c2"];
}

def CImag : Rule<"T(C)"> {
  let Libm = ["cimag"];
  let Partials = [(grad "0", "1")];
  let Value = "im(x)";
  let Domain = ["c2"];
}

def Conj : Rule<"C(C)"> {
  let Libm = ["conj"];
  let Partials = [(jacobian "1", "0", "0", "-1")];
  let Value = "conj(x)";
  let Domain = ["c2"];
}

def CProj : Rule<"C(C)"> {
  let Libm = ["cproj"];
  let Partials = [(jacobian "1", "0", "0", "1")];
  let Doc = "The identity where the operand is finite.";
  let Value = "x";
  let Domain = ["c2"];
}
