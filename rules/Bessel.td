//===- Bessel.td - Bessel functions of integer order ------------*- TableGen -*-===//
//
// C_n' = (C_{n-1} - C_{n+1}) / 2 for C = J, Y (DLMF 10.6.1), which has no
// 0/0 at the origin.
//
//===----------------------------------------------------------------------===//

def J0 : LibmUnary<"j0"> {
  let Partials = [(neg (j1 X))];
  let Value = "besselj(0,x)";
  let Domain = ["-6:6"];
  let Edges = ["0: 0"];
}

def J1 : LibmUnary<"j1"> {
  let Partials = [(mul "0.5", (sub (j0 X), (jn "i2", X)))];
  let Value = "besselj(1,x)";
  let Domain = ["-6:6"];
  let Edges = ["0: 0.5"];
}

def Jn : Rule<"T(i,T)"> {
  let Libm = ["jn"];
  let Partials = [(mul "0.5", (sub (jn (iadd N, "-1"), X), (jn (iadd N, "1"), X)))];
  let Doc = "No derivative for the order, an integer.";
  let Value = "besselj(n,x)";
  let Domain = ["0:4", "-6:6"];
  let Edges = ["1,0: 0.5", "0,0: 0"];
}

def Y0 : LibmUnary<"y0"> {
  let Partials = [(neg (y1 X))];
  let Value = "bessely(0,x)";
  let Domain = ["0.3:6"];
}

def Y1 : LibmUnary<"y1"> {
  let Partials = [(mul "0.5", (sub (y0 X), (yn "i2", X)))];
  let Value = "bessely(1,x)";
  let Domain = ["0.3:6"];
}

def Yn : Rule<"T(i,T)"> {
  let Libm = ["yn"];
  let Partials = [(mul "0.5", (sub (yn (iadd N, "-1"), X), (yn (iadd N, "1"), X)))];
  let Value = "bessely(n,x)";
  let Domain = ["0:4", "0.5:6"];
}
