//===- Special.td - Error and gamma functions -------------------*- TableGen -*-===//

def Erf : LibmUnary<"erf"> {
  let Partials = [(mul "2/sqrtpi", (exp (neg (mul X, X))))];
  let Value = "erf(x)";
  let Domain = ["-2:2"];
}

def Erfc : LibmUnary<"erfc"> {
  let Partials = [(neg (mul "2/sqrtpi", (exp (neg (mul X, X)))))];
  let Value = "erfc(x)";
  let Domain = ["-2:2"];
}

def TGamma : LibmUnary<"tgamma"> {
  let Partials = [(mul R, (digamma X))];
  let Value = "gamma(x)";
  let Domain = ["-3:4"];
}

def LGamma : LibmUnary<"lgamma"> {
  let Libm = ["lgamma", "gamma"];
  let Partials = [(digamma X)];
  let Doc = "gamma is the BSD name of lgamma, as in glibc.";
  let Value = "log(fabs(gamma(x)))";
  let Domain = ["-3:4"];
}

def LGammaR : Rule<"{T,i}(T)"> {
  let Names = ["wengert.lgamma_r"];
  let Partials = [(fields (digamma X), "0")];
  let Doc = [{lgamma_r in the normal form of lib/Models/MathCalls: value and sign
    as a struct.}];
}

def Digamma : Rule<"T(T)"> {
  let Names = ["wengert.digamma"];
  let Partials = [(trigamma X)];
  let Doc = [{The helper the gamma functions need, with a rule of its own so that
    second derivatives do not differentiate its loop. NaN at its poles
    0, -1, -2, ...}];
  let Value = "digamma(x)";
  let Domain = ["-3:4"];
  let Edges = ["-1: nan: nan", "0: nan: nan"];
}
