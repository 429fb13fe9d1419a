//===- Reduce.td - Reductions of vectors ------------------------*- TableGen -*-===//

def ReduceFAdd : Rule<"T(T,T)"> {
  let Intrinsics = ["vector.reduce.fadd"];
  let Custom = "ReduceFAdd";
  let Doc = "Start value and lanes: all partials 1.";
}

def ReduceFMul : Rule<"T(T,T)"> {
  let Intrinsics = ["vector.reduce.fmul"];
  let Custom = "ReduceFMul";
  let Doc = [{Products of all other factors, from prefix and suffix products, so
    that zero factors are right.}];
}

def ReduceMinMax : Rule<"T(T)"> {
  let Intrinsics = ["vector.reduce.fmax", "vector.reduce.fmin",
                    "vector.reduce.fmaximum", "vector.reduce.fminimum"];
  let Custom = "ReduceMinMax";
  let Doc = [{The first lane equal to the result (or, for a NaN result, the first
    NaN lane) takes the derivative.}];
}
