//===- Trig.td - Trigonometric functions and their inverses -----*- TableGen -*-===//

def Sin : Unary<"sin"> {
  let Partials = [(cos X)];
  let Value = "sin(x)";
  let Domain = ["-4:4"];
  let Edges = ["0: 1"];
}

def Cos : Unary<"cos"> {
  let Partials = [(neg (sin X))];
  let Value = "cos(x)";
  let Domain = ["-4:4"];
  let Edges = ["0: 0"];
}

def Tan : Unary<"tan"> {
  let Partials = [(add (mul R, R), "1")];
  let Value = "tan(x)";
  let Domain = ["-1.2:1.2"];
}

def ASin : Unary<"asin"> {
  let Partials = [(div "1", (sqrt (mul (sub "1", X), (add "1", X))))];
  let Doc = [{1 - x^2 is taken as (1 - x)(1 + x), which does not cancel. At
    |x| = 1 the one-sided limit, inf.}];
  let Value = "asin(x)";
  let Domain = ["-0.95:0.95"];
  let Edges = ["1: inf: nan", "-1: inf: nan"];
}

def ACos : Unary<"acos"> {
  let Partials = [(neg (div "1", (sqrt (mul (sub "1", X), (add "1", X)))))];
  let Doc = "As asin, negated.";
  let Value = "acos(x)";
  let Domain = ["-0.95:0.95"];
  let Edges = ["1: -inf", "-1: -inf"];
}

def ATan : Unary<"atan"> {
  let Partials = [(div "1", (add (mul X, X), "1"))];
  let Value = "atan(x)";
  let Domain = ["-4:4"];
}

def ATan2 : Binary<"atan2"> {
  let Partials = [(div Y, (add (mul X, X), (mul Y, Y))),
                  (neg (div X, (add (mul X, X), (mul Y, Y))))];
  let Doc = [{First operand over second, as in C. At the origin, where the angle
    is undefined, the partials are NaN (0/0).}];
  let Value = "atan2(x,y)";
  let Domain = ["-3:3", "0.2:3"];
  let Edges = ["0,-1: -1,0", "0,0: nan,nan: 0"];
}

def SinCos : Rule<"{T,T}(T)"> {
  let Intrinsics = ["sincos"];
  let Partials = [(fields R1, (neg R))];
  let Doc = "Both results are each other's derivative: nothing is recomputed.";
  let Value = "sin(x) | cos(x)";
  let Domain = ["-4:4"];
}

def SinCosPi : Rule<"{T,T}(T)"> {
  let Intrinsics = ["sincospi"];
  let Partials = [(fields (mul "pi", R1), (neg (mul "pi", R)))];
  let Value = "sinpi(x) | cospi(x)";
  let Domain = ["-2:2"];
}

def SinPi : LibmUnary<"sinpi"> {
  let Partials = [(mul "pi", (cospi X))];
  let Value = "sinpi(x)";
  let Domain = ["-2:2"];
}

def CosPi : LibmUnary<"cospi"> {
  let Partials = [(neg (mul "pi", (sinpi X)))];
  let Value = "cospi(x)";
  let Domain = ["-2:2"];
}

def TanPi : LibmUnary<"tanpi"> {
  let Partials = [(mul "pi", (add (mul R, R), "1"))];
  let Value = "tan(pi*x)";
  let Domain = ["-0.4:0.4"];
}

def ASinPi : LibmUnary<"asinpi"> {
  let Partials = [(div "invpi", (sqrt (mul (sub "1", X), (add "1", X))))];
  let Value = "asin(x)/pi";
  let Domain = ["-0.95:0.95"];
  let Edges = ["1: inf"];
}

def ACosPi : LibmUnary<"acospi"> {
  let Partials = [(neg (div "invpi", (sqrt (mul (sub "1", X), (add "1", X)))))];
  let Value = "acos(x)/pi";
  let Domain = ["-0.95:0.95"];
  let Edges = ["1: -inf"];
}

def ATanPi : LibmUnary<"atanpi"> {
  let Partials = [(div "invpi", (add (mul X, X), "1"))];
  let Value = "atan(x)/pi";
  let Domain = ["-4:4"];
}

def ATan2Pi : LibmBinary<"atan2pi"> {
  let Partials = [(mul "invpi", (div Y, (add (mul X, X), (mul Y, Y)))),
                  (neg (mul "invpi", (div X, (add (mul X, X), (mul Y, Y)))))];
  let Value = "atan2(x,y)/pi";
  let Domain = ["-3:3", "0.2:3"];
}

def Sinh : Unary<"sinh"> {
  let Partials = [(cosh X)];
  let Value = "sinh(x)";
  let Domain = ["-4:4"];
}

def Cosh : Unary<"cosh"> {
  let Partials = [(sinh X)];
  let Value = "cosh(x)";
  let Domain = ["-4:4"];
}

def Tanh : Unary<"tanh"> {
  let Partials = [(mul (sub "1", R), (add "1", R))];
  let Doc = [{From the result, as (1 - r)(1 + r). Absolute error one unit in the
    last place of 1; far out, where r rounds to 1, the derivative is 0.}];
  let Value = "tanh(x)";
  let Domain = ["-2:2"];
}

def ASinh : LibmUnary<"asinh"> {
  let Partials = [(div "1", (sqrt (add (mul X, X), "1")))];
  let Value = "asinh(x)";
  let Domain = ["-4:4"];
}

def ACosh : LibmUnary<"acosh"> {
  let Partials = [(div "1", (mul (sqrt (sub X, "1")), (sqrt (add X, "1"))))];
  let Doc = "At x = 1 the one-sided limit, inf.";
  let Value = "acosh(x)";
  let Domain = ["1.1:6"];
  let Edges = ["1: inf"];
}

def ATanh : LibmUnary<"atanh"> {
  let Partials = [(div "1", (mul (sub "1", X), (add "1", X)))];
  let Doc = "At |x| = 1 the limit, inf.";
  let Value = "atanh(x)";
  let Domain = ["-0.9:0.9"];
  let Edges = ["1: inf: nan", "-1: inf: nan"];
}
