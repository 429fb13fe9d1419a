//===- Rounding.td - Rounding, parts of a float, neighbours -----*- TableGen -*-===//

class Round<string name> : Unary<name> {
  let Doc = [{Piecewise constant: derivative zero, on the jumps too.}];
  let Value = "mpf(0)";
  let Domain = ["-3:3"];
}

def Floor : Round<"floor">;
def Ceil : Round<"ceil">;
def Trunc : Round<"trunc">;
def Rint : Round<"rint">;
def NearbyInt : Round<"nearbyint">;
def RoundAway : Round<"round">;
def RoundEven : Round<"roundeven">;

def X86Round : Inactive<"T(T)"> {
  let Intrinsics = ["x86.sse41.round.ps", "x86.sse41.round.pd",
                    "x86.avx.round.ps.256", "x86.avx.round.pd.256"];
  let Doc = "roundps, roundpd: derivative zero.";
}

// Results that are integers, or whose bits do not vary with the operand.
def ToInteger : Inactive<"i(T)"> {
  let Opcodes = ["fptosi", "fptoui"];
  let Intrinsics = ["lrint", "llrint", "lround", "llround", "fptosi", "fptoui",
                    "fptosi.sat", "fptoui.sat", "x86.sse.cvtss2si",
                    "x86.sse.cvtss2si64", "x86.sse.cvttss2si",
                    "x86.sse.cvttss2si64", "x86.sse2.cvtsd2si",
                    "x86.sse2.cvtsd2si64", "x86.sse2.cvttsd2si",
                    "x86.sse2.cvttsd2si64", "x86.sse2.cvtpd2dq",
                    "x86.sse2.cvttpd2dq", "x86.sse2.cvtps2dq",
                    "x86.sse2.cvttps2dq", "x86.avx.cvt.pd2dq.256",
                    "x86.avx.cvtt.pd2dq.256", "x86.avx.cvt.ps2dq.256",
                    "x86.avx.cvtt.ps2dq.256", "x86.sse.movmsk.ps",
                    "x86.sse2.movmsk.pd", "x86.avx.movmsk.ps.256",
                    "x86.avx.movmsk.pd.256"];
  let Libm = ["lrint", "llrint", "lround", "llround", "ilogb", "llogb",
              "finite", "isinf", "isnan", "__isinf", "__isnan", "__finite",
              "__signbit", "__fpclassify", "issignaling", "__issignaling"];
  let Doc = "Derivative zero.";
}

def ToIntegralOf : Inactive<"T(T,i,i)"> {
  let Libm = ["fromfp", "ufromfp", "fromfpx", "ufromfpx"];
  let Doc = "C23: rounds to an integer of given width. Derivative zero.";
}

def Classify : Inactive<"i(T,i)"> {
  let Intrinsics = ["is.fpclass"];
  let Doc = "Derivative zero.";
}

def FromInteger : Inactive<"T(i)"> {
  let Opcodes = ["sitofp", "uitofp"];
  let Intrinsics = ["sitofp", "uitofp"];
  let Doc = "Derivative zero.";
}

def Compare : Inactive<"i(T,T)"> {
  let Opcodes = ["fcmp"];
  let Intrinsics = ["fcmp", "fcmps"];
  let Doc = "Derivative zero; control is piecewise constant.";
}

def CompareQuietly : Inactive<"i(T,T)"> {
  let Libm = ["__iseqsig"];
  let Doc = "Derivative zero.";
}

def Payload : Inactive<"T(p)"> {
  let Libm = ["getpayload"];
  let Doc = "Derivative zero.";
}

def TotalOrder : Inactive<"i(p,p)"> {
  let Libm = ["totalorder", "totalordermag"];
  let Doc = "Derivative zero.";
}

def MakeNaN : Inactive<"T(p)"> {
  let Libm = ["nan"];
  let Doc = "nan(\"payload\"): derivative zero.";
}

def Modf : Rule<"{T,T}(T)"> {
  let Intrinsics = ["modf"];
  let Partials = [(fields "1", "0")];
  let Doc = "Fraction and integral part: 1 and 0, on the jumps too.";
  let Value = "x-int(x) | mpf(0)";
  let Domain = ["0.1:9"];
}

def NextAfter : LibmBinary<"nextafter"> {
  let Partials = [(val "1"), (val "0")];
  let Doc = "The next number is x plus a piecewise constant: 1 and 0.";
  let Value = "x";
  let Domain = ["-3:3", "-3:3"];
}

def NextUp : LibmUnary<"nextup"> {
  let Libm = ["nextup", "nextdown"];
  let Partials = [(val "1")];
  let Value = "x";
  let Domain = ["-3:3"];
}

def NextToward : Rule<"T(T,L)"> {
  let Libm = ["nexttoward"];
  let Partials = [(val "1"), (val "0")];
  let Value = "x";
  let Doc = "As nextafter; the second operand is a long double in every variant.";
  let Domain = ["-3:3", "-3:3"];
}
