//===- Fortran.td - Functions of flang's run-time library -------*- TableGen -*-===//
//
// What flang does not lower to an intrinsic or to the C library. The number in
// a name is the kind: bytes of the real type.
//
//===----------------------------------------------------------------------===//

class Fortran<string sig, string name, string tail = ""> : Rule<sig> {
  let Names = ["_FortranA" # name # "4" # tail, "_FortranA" # name # "8" # tail,
               "_FortranA" # name # "10" # tail, "_FortranA" # name # "16" # tail];
}

// The last operands of these two name the source line.
def FortranMod : Fortran<"T(T,T,p,i)", "ModReal"> {
  let Partials = [(val "1"), (div (sub R, X), Y)];
  let Doc = "MOD: as fmod.";
  let Value = "x-y*int(x/y)";
  let Domain = ["-7:7", "0.8:2", "0:0"];
}

def FortranModulo : Fortran<"T(T,T,p,i)", "ModuloReal"> {
  let Partials = [(val "1"), (div (sub R, X), Y)];
  let Doc = "MODULO: as fmod, with n = floor(x/y).";
  let Value = "x-y*floor(x/y)";
  let Domain = ["-7:7", "0.8:2", "0:0"];
}

def ErfcScaled : Fortran<"T(T)", "ErfcScaled"> {
  let Partials = [(sub (mul (mul "2", X), R), "2/sqrtpi")];
  let Doc = "exp(x^2) erfc(x).";
  let Value = "exp(x*x)*erfc(x)";
  let Domain = ["-1:2"];
}

def FortranFraction : Fortran<"T(T)", "Fraction"> {
  let Partials = [(select (oeq X, "0"), "1", (div R, X))];
  let Doc = "As the fraction of frexp.";
  let Value = "frexp(x)[0]";
  let Domain = ["0.1:9"];
}

def FortranScale : Fortran<"T(T,i)", "Scale"> {
  let Partials = [(ldexp "1", N)];
  let Value = "x*mpf(2)**n";
  let Domain = ["-3:3", "-3:4"];
}

def FortranSetExponent : Fortran<"T(T,i)", "SetExponent"> {
  let Partials = [(select (oeq X, "0"), "0", (div R, X))];
  let Doc = "The fraction of x times 2^n; the jumps are ignored.";
  let Value = "frexp(x)[0]*mpf(2)**n";
  let Domain = ["0.1:9", "-3:4"];
}

def FortranRRSpacing : Fortran<"T(T)", "RRSpacing"> {
  let Partials = [(select (oeq X, "0"), "0", (div R, X))];
  let Doc = [{|x| over the spacing of numbers near it: linear between powers of
    two.}];
  let Value = "fabs(frexp(x)[0])*16";
  let Domain = ["0.1:9"];
}

def FortranSpacing : Fortran<"T(T)", "Spacing"> {
  let Partials = [];
  let Doc = "Piecewise constant: derivative zero.";
}

def FortranExponent : Inactive<"i(T)"> {
  let Names = ["_FortranAExponent4_4", "_FortranAExponent4_8",
               "_FortranAExponent8_4", "_FortranAExponent8_8",
               "_FortranAExponent10_4", "_FortranAExponent10_8",
               "_FortranAExponent16_4", "_FortranAExponent16_8"];
  let Doc = "Derivative zero.";
}

// Integer powers. From the result, since the exponent may be of 64 bits, for
// which code generation has no powi.
def FortranPower : Rule<"T(T,i)"> {
  let Names = ["_FortranAFPow4i", "_FortranAFPow8i", "_FortranAFPow10i",
               "_FortranAFPow16i", "_FortranAFPow4k", "_FortranAFPow8k",
               "_FortranAFPow10k", "_FortranAFPow16k"];
  let Partials = [(select (oeq X, "0"),
                          (select (oeq (tofp N), "1"), "1", "0"),
                          (div (mul (tofp N), R), X))];
  let Doc = "x ** n. At x = 0: 1 for n = 1, else 0.";
  let Value = "x**n";
  let Domain = ["0.2:3", "-3:4"];
  let Edges = ["0,1: 1", "0,2: 0"];
}

def FortranComplexPower : Rule<"C(C,i)"> {
  let Names = ["_FortranAcpowi", "_FortranAzpowi", "_FortranAcpowk",
               "_FortranAzpowk"];
  let Partials = [(select (and (oeq (re X), "0"), (oeq (im X), "0")),
                          (select (oeq (tofp N), "1"), "1", "0"),
                          (mul (tofp N), (div R, X)))];
  let Doc = "z ** n for complex z. At z = 0: 1 for n = 1, else 0.";
  let Value = "x**n";
  let Domain = ["c2", "-3:4"];
}
