//===- Arith.td - Arithmetic instructions and fused forms -------*- TableGen -*-===//

def FAdd : Rule<"T(T,T)"> {
  let Opcodes = ["fadd"];
  let Intrinsics = ["fadd", "x86.avx512.add.ps.512", "x86.avx512.add.pd.512"];
  let Partials = [(val "1"), (val "1")];
  let Value = "x+y";
  let Domain = ["-3:3", "-3:3"];
}

def FSub : Rule<"T(T,T)"> {
  let Opcodes = ["fsub"];
  let Intrinsics = ["fsub", "x86.avx512.sub.ps.512", "x86.avx512.sub.pd.512"];
  let Partials = [(val "1"), (val "-1")];
  let Value = "x-y";
  let Domain = ["-3:3", "-3:3"];
}

def FMul : Rule<"T(T,T)"> {
  let Opcodes = ["fmul"];
  let Intrinsics = ["fmul", "x86.avx512.mul.ps.512", "x86.avx512.mul.pd.512"];
  let Partials = [(val Y), (val X)];
  let Value = "x*y";
  let Domain = ["-3:3", "-3:3"];
  let Edges = ["0,0: 0,0", "0,2: 2,0"];
}

def FDiv : Rule<"T(T,T)"> {
  let Opcodes = ["fdiv"];
  let Intrinsics = ["fdiv", "x86.avx512.div.ps.512", "x86.avx512.div.pd.512"];
  let Partials = [(div "1", Y), (neg (div R, Y))];
  let Doc = [{The derivative for the divisor uses the quotient, so the dividend
    need not be kept. At y = 0 the partials are what IEEE 754 division gives:
    1/y = inf, and -r/y, which is NaN for 0/0.}];
  let Value = "x/y";
  let Domain = ["-3:3", "0.3:4"];
  let Edges = ["1,0: inf,-inf: inf", "0,0: inf,nan: nan"];
}

def FRem : Rule<"T(T,T)"> {
  let Opcodes = ["frem"];
  let Intrinsics = ["frem"];
  let Libm = ["fmod"];
  let Partials = [(val "1"), (div (sub R, X), Y)];
  let Doc = [{r = x - n y with integer n = trunc(x/y), so the partials are 1 and
    -n. n is taken from the result, (x - r)/y, because x/y may round across an
    integer. On the jumps, where x/y is an integer, the derivative is that of
    the branch taken.}];
  let Value = "x-y*int(x/y)";
  let Domain = ["-7:7", "0.8:2"];
  let Edges = ["4,2: 1,-2"];
}

def Remainder : Rule<"T(T,T)"> {
  let Libm = ["remainder", "drem"];
  let Partials = [(val "1"), (div (sub R, X), Y)];
  let Doc = [{As fmod, with n = x/y rounded to nearest, ties to even.}];
  let Value = "x-y*nint(x/y)";
  let Domain = ["-7:7", "0.8:2"];
  let Edges = ["4,2: 1,-2"];
}

def Remquo : Rule<"{T,i}(T,T)"> {
  let Names = ["wengert.remquo"];
  let Partials = [(fields "1", "0"), (fields (div (sub R, X), Y), "0")];
  let Doc = [{remquo in the normal form of lib/Models/MathCalls: remainder and
    low quotient bits as a struct.}];
}

def FNeg : Rule<"T(T)"> {
  let Opcodes = ["fneg"];
  let Partials = [(val "-1")];
  let Value = "-x";
  let Domain = ["-3:3"];
}

def Fma : Rule<"T(T,T,T)"> {
  let Intrinsics = ["fma", "fmuladd"];
  let Libm = ["fma"];
  let Partials = [(val Y), (val X), (val "1")];
  let Value = "x*y+z";
  let Domain = ["-3:3", "-3:3", "-3:3"];
}

def Identity : Rule<"T(T)"> {
  let Intrinsics = ["canonicalize", "arithmetic.fence"];
  let Partials = [(val "1")];
  let Value = "x";
  let Domain = ["-3:3"];
}

def FAbs : Unary<"fabs"> {
  let Partials = [(select (oeq X, "0"), "0", (copysign "1", X))];
  let Doc = [{The derivative at 0 is 0, the element of least norm of the
    subdifferential [-1, 1] (Clarke 1983).}];
  let Value = "fabs(x)";
  let Domain = ["-3:3"];
  let Edges = ["0: 0: 0", "-0.0: 0: 0"];
}

def CopySign : Binary<"copysign"> {
  let Partials = [(select (oeq X, "0"), "0",
                          (mul (copysign "1", X), (copysign "1", Y))),
                  (val "0")];
  let Doc = [{|x| with the sign of y: derivative as fabs for x (0 at x = 0),
    zero for y, of which only the sign bit is used.}];
  let Value = "fabs(x)*(1 if y>0 else -1)";
  let Domain = ["-3:3", "-3:3"];
  let Edges = ["0,1: 0,0"];
}

// C23 arithmetic that rounds once to a narrower type: fadd is (float)(x + y)
// of doubles, faddl of long doubles, daddl from long double to double.
class Narrow<string sig, string op> : Rule<sig> {
  let Names = ["f" # op, "f" # op # "l", "d" # op # "l", "f32" # op # "f64",
               "f32" # op # "f128", "f64" # op # "f128"];
  let Doc = "Rounds once to a narrower type; derivatives are rounded likewise.";
}

def NarrowAdd : Narrow<"F(T,T)", "add"> {
  let Partials = [(val "1"), (val "1")];
  let Value = "x+y";
  let Domain = ["-3:3", "-3:3"];
}

def NarrowSub : Narrow<"F(T,T)", "sub"> {
  let Partials = [(val "1"), (val "-1")];
  let Value = "x-y";
  let Domain = ["-3:3", "-3:3"];
}

def NarrowMul : Narrow<"F(T,T)", "mul"> {
  let Partials = [(val Y), (val X)];
  let Value = "x*y";
  let Domain = ["-3:3", "-3:3"];
}

def NarrowDiv : Narrow<"F(T,T)", "div"> {
  // Not from the result, which is less precise than the operands.
  let Partials = [(div "1", Y), (neg (div (div X, Y), Y))];
  let Value = "x/y";
  let Domain = ["-3:3", "0.3:4"];
}

def NarrowFma : Narrow<"F(T,T,T)", "fma"> {
  let Partials = [(val Y), (val X), (val "1")];
  let Value = "x*y+z";
  let Domain = ["-3:3", "-3:3", "-3:3"];
}

def NarrowSqrt : Narrow<"F(T)", "sqrt"> {
  let Partials = [(div "0.5", (sqrt X))];
  let Value = "sqrt(x)";
  let Domain = ["0.1:5"];
  let Edges = ["0: inf"];
}
