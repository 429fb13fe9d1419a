//===- MinMax.td - Minima, maxima, positive difference ----------*- TableGen -*-===//
//
// On a tie the derivative goes to the first operand, whole; both choices are
// in the subdifferential, and a rule that always picks one side keeps
// max(x, x) at derivative 1. When one operand is NaN, functions that return
// the other one give it the derivative.
//
//===----------------------------------------------------------------------===//

class SelectSecond<string value, dag second> : Rule<"T(T,T)"> {
  let Partials = [(select second, "0", "1"), (select second, "1", "0")];
  let Value = value;
  let Domain = ["-3:3", "-3:3"];
  let Edges = ["1,1: 1,0", "0,-0.0: 1,0"];
}

def FMax : SelectSecond<"max(x,y)", (or (olt X, Y), (uno X, X))> {
  let Intrinsics = ["maxnum", "maximumnum"];
  let Libm = ["fmax", "fmaximum_num"];
  let Edges = ["1,1: 1,0", "0,-0.0: 1,0", "nan,2: 0,1: 2", "2,nan: 1,0: 2"];
  let Doc = "Ties: the first operand. NaN: the operand that is a number.";
}

def FMin : SelectSecond<"min(x,y)", (or (ogt X, Y), (uno X, X))> {
  let Intrinsics = ["minnum", "minimumnum"];
  let Libm = ["fmin", "fminimum_num"];
  let Edges = ["1,1: 1,0", "0,-0.0: 1,0", "nan,2: 0,1: 2", "2,nan: 1,0: 2"];
  let Doc = "Ties: the first operand. NaN: the operand that is a number.";
}

def FMaximum : SelectSecond<"max(x,y)", (or (olt X, Y), (uno Y, Y))> {
  let Intrinsics = ["maximum"];
  let Libm = ["fmaximum"];
  let Edges = ["1,1: 1,0", "nan,2: 1,0: nan", "2,nan: 0,1: nan"];
  let Doc = "Ties: the first operand. NaN: the operand that is NaN.";
}

def FMinimum : SelectSecond<"min(x,y)", (or (ogt X, Y), (uno Y, Y))> {
  let Intrinsics = ["minimum"];
  let Libm = ["fminimum"];
  let Edges = ["1,1: 1,0", "nan,2: 1,0: nan", "2,nan: 0,1: nan"];
  let Doc = "Ties: the first operand. NaN: the operand that is NaN.";
}

def X86Max : SelectSecond<"max(x,y)", (or (olt X, Y), (uno X, Y))> {
  let Intrinsics = ["x86.sse.max.ps", "x86.sse2.max.pd", "x86.avx.max.ps.256",
                    "x86.avx.max.pd.256"];
  let Doc = "maxps, maxpd: as fmax, but if either is NaN the second operand.";
}

def X86Min : SelectSecond<"min(x,y)", (or (ogt X, Y), (uno X, Y))> {
  let Intrinsics = ["x86.sse.min.ps", "x86.sse2.min.pd", "x86.avx.min.ps.256",
                    "x86.avx.min.pd.256"];
  let Doc = "minps, minpd: as fmin, but if either is NaN the second operand.";
}

def FDim : LibmBinary<"fdim"> {
  let Partials = [(select (ogt X, Y), "1", "0"), (select (ogt X, Y), "-1", "0")];
  let Doc = "At x = y the derivative of the constant branch, 0.";
  let Value = "max(x-y,0)";
  let Domain = ["-3:3", "-3:3"];
  let Edges = ["1,1: 0,0"];
}
