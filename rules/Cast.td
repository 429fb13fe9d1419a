//===- Cast.td - Conversions between float types ----------------*- TableGen -*-===//

def FloatCast : Rule<"T(T)"> {
  let Opcodes = ["fpext", "fptrunc"];
  let Intrinsics = ["fpext", "fptrunc", "convert.to.fp16", "convert.from.fp16", "fptrunc.round"];
  let Custom = "FloatCast";
  let Doc = [{Rounding is treated as the identity: tangents are cast as the value
    is, adjoints the other way.}];
}
