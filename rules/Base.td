//===- Base.td - The language of derivative rules ---------------*- TableGen -*-===//
//
// A rule says what the partial derivatives of one operation are. From it come
// the tangent, the adjoint, which primal values each of them reads, the names
// the operation goes under, its documentation and its property test. The
// tables are read by rules/gen.py, which documents nothing: this file does.
//
//===----------------------------------------------------------------------===//

// --- Leaves of expressions ---------------------------------------------------
class Leaf;
def X : Leaf; // first float (or complex) operand
def Y : Leaf; // second
def Z : Leaf; // third
def N : Leaf; // the integer operand
def R : Leaf; // the result, or its first field
def R1 : Leaf; // the second field of a struct result
// Real and imaginary parts, for functions of complex operands.
def Xre : Leaf;
def Xim : Leaf;

// --- Operators ---------------------------------------------------------------
// Constants are strings: a decimal number or one of the names of gen.py (pi,
// ln2, ln10, log2e, log10e, invpi, 2/sqrtpi, inf).
class Operator;
def val : Operator; // (val X): X itself
def add : Operator;
def sub : Operator;
def mul : Operator;
def div : Operator;
def neg : Operator;
def select : Operator; // (select condition, then, else)
// Comparisons: o = false on NaN, u = true on NaN.
def oeq : Operator;
def olt : Operator;
def ole : Operator;
def ogt : Operator;
def oge : Operator;
def uno : Operator;
def and : Operator;
def or : Operator;
def tofp : Operator; // (tofp N): integer to float
def iadd : Operator; // (iadd N, "1"): integer plus constant
def ineg : Operator;
def re : Operator;   // parts of a complex expression
def im : Operator;
def times_i : Operator; // complex: i * z

// Functions with an LLVM intrinsic (works for vectors and narrow types).
class IntrinsicFn<string name> : Operator { string Name = name; }
def fabs : IntrinsicFn<"fabs">;
def sqrt : IntrinsicFn<"sqrt">;
def copysign : IntrinsicFn<"copysign">;
def sin : IntrinsicFn<"sin">;
def cos : IntrinsicFn<"cos">;
def sinh : IntrinsicFn<"sinh">;
def cosh : IntrinsicFn<"cosh">;
def atan2 : IntrinsicFn<"atan2">;
def exp : IntrinsicFn<"exp">;
def exp2 : IntrinsicFn<"exp2">;
def log : IntrinsicFn<"log">;
def log2 : IntrinsicFn<"log2">;
def pow : IntrinsicFn<"pow">;
def powi : IntrinsicFn<"powi">;
def ldexp : IntrinsicFn<"ldexp">;

// Functions of the C library (scalarized, widened for narrow types).
class LibmFn<string name> : Operator { string Name = name; }
def hypot : LibmFn<"hypot">;
def sinpi : LibmFn<"sinpi">;
def cospi : LibmFn<"cospi">;
def j0 : LibmFn<"j0">;
def j1 : LibmFn<"j1">;
def jn : LibmFn<"jn">;
def y0 : LibmFn<"y0">;
def y1 : LibmFn<"y1">;
def yn : LibmFn<"yn">;

// Functions no library has: emitted into the module (lib/Rules/Helpers.cpp).
class HelperFn<string name> : Operator { string Name = name; }
def digamma : HelperFn<"digamma">;
def trigamma : HelperFn<"trigamma">;

// Complex functions, expanded to real arithmetic by gen.py.
def csqrt : Operator;
def clog : Operator;
def csin : Operator;
def ccos : Operator;
def csinh : Operator;
def ccosh : Operator;

// --- Shapes of a partial -----------------------------------------------------
def fields : Operator;   // (fields p0, p1): one per field of a struct result
def grad : Operator;     // real function of complex z: (grad d/dRe, d/dIm)
// Complex function that is not holomorphic:
// (jacobian dRe/dRe, dIm/dRe, dRe/dIm, dIm/dIm)
def jacobian : Operator;

// --- Rules -------------------------------------------------------------------
// Sig is the C-like signature: result, then operands. T float, C complex,
// i integer, p pointer, L long double whatever T is, F a narrower float than
// T, {T,T} or {T,i} struct results. A complex operand is one value of
// two components or two values, as the ABI has it.
class Rule<string sig> {
  string Sig = sig;
  // Names. Opcodes: LLVM instructions. Intrinsics: without "llvm." (their
  // experimental.constrained. forms come along). Libm: base names, from which
  // the f, l, f16/f32/f64/f128 variants, __x_finite, CUDA __nv_x and ROCm __ocml_x
  // names are made. Names: exact names, any float type.
  list<string> Opcodes = [];
  list<string> Intrinsics = [];
  list<string> Libm = [];
  list<string> Names = [];
  // One per operand of Sig that is not an integer. Empty: derivative zero.
  list<dag> Partials = [];
  // Handled by the C++ function of this name instead (lib/Rules/Custom.cpp).
  string Custom = "";
  // What the operation is, its convention at edge points, and where that
  // convention is from.
  string Doc = "";
  // Property test: the operation as mpmath expression of x, y, z, n; intervals
  // per operand (cN: complex, parts up to N; ia:b: integral); edge points "x,y: dx,dy: result"
  // with the documented partials, the result only where mpmath has none.
  string Value = "";
  list<string> Domain = [];
  list<string> Edges = [];
}

class Unary<string name> : Rule<"T(T)"> {
  let Intrinsics = [name];
  let Libm = [name];
}
class LibmUnary<string name> : Rule<"T(T)"> { let Libm = [name]; }
class Binary<string name> : Rule<"T(T,T)"> {
  let Intrinsics = [name];
  let Libm = [name];
}
class LibmBinary<string name> : Rule<"T(T,T)"> { let Libm = [name]; }
class Inactive<string sig> : Rule<sig>;
