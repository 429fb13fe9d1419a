//===- Exp.td - Exponentials and logarithms ---------------------*- TableGen -*-===//

def Exp : Unary<"exp"> {
  let Partials = [(val R)];
  let Value = "exp(x)";
  let Domain = ["-3:3"];
}

def Exp2 : Unary<"exp2"> {
  let Partials = [(mul "ln2", R)];
  let Value = "2**x";
  let Domain = ["-3:3"];
}

def Exp10 : Unary<"exp10"> {
  let Libm = ["exp10", "pow10"];
  let Partials = [(mul "ln10", R)];
  let Value = "10**x";
  let Domain = ["-2:2"];
}

def Expm1 : LibmUnary<"expm1"> {
  let Partials = [(add R, "1")];
  let Value = "expm1(x)";
  let Domain = ["-1:2"];
  let Edges = ["0: 1"];
}

def Exp2m1 : LibmUnary<"exp2m1"> {
  let Partials = [(mul "ln2", (add R, "1"))];
  let Value = "2**x-1";
  let Domain = ["-1:2"];
}

def Exp10m1 : LibmUnary<"exp10m1"> {
  let Partials = [(mul "ln10", (add R, "1"))];
  let Value = "10**x-1";
  let Domain = ["-1:2"];
}

def Log : Unary<"log"> {
  let Partials = [(div "1", X)];
  let Doc = "At 0 the limit, inf.";
  let Value = "log(x)";
  let Domain = ["0.1:5"];
  let Edges = ["0: inf: -inf"];
}

def Log2 : Unary<"log2"> {
  let Partials = [(div "log2e", X)];
  let Value = "log(x)/log(2)";
  let Domain = ["0.1:5"];
  let Edges = ["0: inf: -inf"];
}

def Log10 : Unary<"log10"> {
  let Partials = [(div "log10e", X)];
  let Value = "log(x)/log(10)";
  let Domain = ["0.1:5"];
  let Edges = ["0: inf: -inf"];
}

def Log1p : LibmUnary<"log1p"> {
  let Libm = ["log1p", "logp1"];
  let Partials = [(div "1", (add X, "1"))];
  let Value = "log1p(x)";
  let Domain = ["-0.8:4"];
  let Edges = ["-1: inf: -inf", "0: 1"];
}

def Log2p1 : LibmUnary<"log2p1"> {
  let Partials = [(div "log2e", (add X, "1"))];
  let Value = "log1p(x)/log(2)";
  let Domain = ["-0.8:4"];
}

def Log10p1 : LibmUnary<"log10p1"> {
  let Partials = [(div "log10e", (add X, "1"))];
  let Value = "log1p(x)/log(10)";
  let Domain = ["-0.8:4"];
}
