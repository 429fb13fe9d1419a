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
                    "x86.avx.max.pd.256", "x86.avx512.max.ps.512",
                    "x86.avx512.max.pd.512"];
  let Doc = "maxps, maxpd: as fmax, but if either is NaN the second operand.";
}

def X86Min : SelectSecond<"min(x,y)", (or (ogt X, Y), (uno X, Y))> {
  let Intrinsics = ["x86.sse.min.ps", "x86.sse2.min.pd", "x86.avx.min.ps.256",
                    "x86.avx.min.pd.256", "x86.avx512.min.ps.512",
                    "x86.avx512.min.pd.512"];
  let Doc = "minps, minpd: as fmin, but if either is NaN the second operand.";
}

def FDim : LibmBinary<"fdim"> {
  let Partials = [(select (ogt X, Y), "1", "0"), (select (ogt X, Y), "-1", "0")];
  let Doc = "At x = y the derivative of the constant branch, 0.";
  let Value = "max(x-y,0)";
  let Domain = ["-3:3", "-3:3"];
  let Edges = ["1,1: 0,0"];
}

def X86FirstMax : Rule<"T(T,T)"> {
  let Intrinsics = ["x86.sse.max.ss", "x86.sse2.max.sd"];
  let Custom = "FirstLaneMax";
  let Doc = "maxss, maxsd: as maxps in lane 0; the other lanes are the first operand's.";
}

def X86FirstMin : Rule<"T(T,T)"> {
  let Intrinsics = ["x86.sse.min.ss", "x86.sse2.min.sd"];
  let Custom = "FirstLaneMin";
  let Doc = "minss, minsd: as minps in lane 0; the other lanes are the first operand's.";
}

// Of greater or smaller magnitude; equal magnitudes fall back to max or min.
class Magnitude<string value, dag second> : Rule<"T(T,T)"> {
  let Partials = [(select second, "0", "1"), (select second, "1", "0")];
  let Value = value;
  let Domain = ["-3:3", "-3:3"];
}

def FMaxMag : Magnitude<"x if fabs(x)>fabs(y) else y",
                        (or (or (olt (fabs X), (fabs Y)), (uno X, X)),
                            (and (oeq (fabs X), (fabs Y)), (olt X, Y)))> {
  let Libm = ["fmaximum_mag", "fmaximum_mag_num", "fmaxmag"];
  let Edges = ["-2,2: 0,1", "2,-2: 1,0", "2,2: 1,0"];
  let Doc = "Ties as fmax. NaN: the operand that is a number.";
}

def FMinMag : Magnitude<"x if fabs(x)<fabs(y) else y",
                        (or (or (ogt (fabs X), (fabs Y)), (uno X, X)),
                            (and (oeq (fabs X), (fabs Y)), (ogt X, Y)))> {
  let Libm = ["fminimum_mag", "fminimum_mag_num", "fminmag"];
  let Edges = ["-2,2: 1,0", "2,-2: 0,1", "2,2: 1,0"];
  let Doc = "Ties as fmin. NaN: the operand that is a number.";
}
