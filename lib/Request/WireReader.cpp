//===- WireReader.cpp - One reading of a wire call ------------------------===//
#include "Request/WireReader.h"
#include "Request/WireMarshal.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

WireReader::WireReader(const WireCall &Base, Reading R,
                       ArrayRef<unsigned> Groups, unsigned FirstOperand)
    : W(Base), R(R), Groups(Groups), Cur(FirstOperand),
      End(Base.CB->arg_size()), DL(Base.CB->getDataLayout()) {
  for (unsigned I = 0; I < W.F->arg_size(); ++I)
    if (int(I) != W.SRetParam)
      Params.push_back(I);
  GroupAt.assign(Params.size(), 1);
  if (R == Reading::Grouped) {
    unsigned At = 0;
    for (unsigned G : Groups) {
      if (At < GroupAt.size() && G)
        GroupAt[At] = G;
      At += G;
    }
  }
  switch (W.H) {
  case Hook::FwdDiff:
  case Hook::FwdSplit:
    W.Mode = DiffMode::Forward;
    break;
  case Hook::AugmentFwd:
    W.Mode = DiffMode::Augmented;
    break;
  case Hook::Reverse:
    W.Mode = DiffMode::Pullback;
    break;
  default:
    W.Mode = DiffMode::Combined;
  }
}

bool WireReader::fail(Code C, const Twine &What, const Twine &Remedy) {
  Error = {C, What.str(), Remedy.str()};
  return false;
}

bool WireReader::atMarker(unsigned I) const {
  return I < W.CB->arg_size() && markerOperand(operand(I)).has_value();
}

unsigned WireReader::operandsToNextMarker(unsigned I) const {
  unsigned N = 0;
  while (I < End && !atMarker(I)) {
    ++I;
    ++N;
  }
  return N;
}

std::string WireReader::ordinal(unsigned At) const {
  return (Twine("argument ") + Twine(At + 1) + " of '" + displayName(*W.F) +
          "'")
      .str();
}

bool WireReader::run() {
  for (unsigned I = Cur; I < End; ++I)
    if (auto Name = markerOperand(operand(I)); Name == "enzyme_interleave") {
      if (Interleaved)
        return fail(Code::MalformedCall, "'enzyme_interleave' is given twice",
                    "list all shadows after one 'enzyme_interleave'");
      Interleaved = true;
      ShadowCur = I + 1;
    }
  if (Interleaved)
    End = ShadowCur - 1;

  while (Cur < End) {
    if (auto Name = markerOperand(operand(Cur))) {
      ++Cur;
      auto M = findMarker(*Name);
      if (!M)
        return fail(Code::UnknownMarker, "unknown marker '" + *Name + "'",
                    "did you mean '" + nearestMarker(*Name) + "'?");
      if (!readMarker(*M))
        return false;
      continue;
    }
    // rustc passes zero-sized values along; C never does.
    if (Type *T = operand(Cur)->getType();
        T->isSized() && DL.getTypeAllocSize(T) == 0) {
      Pending.reset();
      ++Cur;
      continue;
    }
    if (Next == Params.size()) {
      if (Pending)
        return fail(Code::MalformedCall,
                    "'" + markerName(*Pending) +
                        "' is followed by more "
                        "arguments than '" +
                        displayName(*W.F) + "' has",
                    "pass one argument for each of the " +
                        Twine(Params.size()) + " parameters");
      Extras.push_back(operand(Cur++));
      continue;
    }
    if (!readGroup())
      return false;
  }
  if (Pending)
    return fail(Code::MalformedCall,
                "'" + markerName(*Pending) + "' is followed by no argument",
                "write the argument after its marker");
  if (Next < Params.size())
    return fail(Code::MalformedCall,
                "the call has arguments for " + Twine(Next) + " of the " +
                    Twine(Params.size()) + " parameters of '" +
                    displayName(*W.F) + "'",
                "pass every argument of the function");
  if (Interleaved)
    for (; ShadowCur < W.CB->arg_size(); ++ShadowCur)
      Extras.push_back(operand(ShadowCur));
  return decideReturn() && readExtras();
}

bool WireReader::readConstant(StringRef Of, uint64_t &Value) {
  const auto *C =
      Cur < End ? dyn_cast<ConstantInt>(traceValue(operand(Cur))) : nullptr;
  if (!C)
    return fail(Code::MalformedCall,
                "'" + Of + "' is not followed by a constant integer",
                "write the number itself after the marker");
  ++Cur;
  Value = C->getZExtValue();
  return true;
}

bool WireReader::readMarker(Marker M) {
  if (role(M) == MarkerRole::Later)
    return fail(Code::UnsupportedMode,
                "'" + markerName(M) + "' is not available",
                "remove the marker; batching and probabilistic programming "
                "are not part of this version");
  if (role(M) == MarkerRole::Activity) {
    if (Pending)
      return fail(Code::MalformedCall,
                  "'" + markerName(*Pending) + "' and '" + markerName(M) +
                      "' both stand before " + ordinal(Next),
                  "keep one of them");
    Pending = M;
    // dupv: the distance between shadows, of no interest for one shadow.
    for (unsigned I = 0; I < follows(M); ++I, ++Cur)
      if (Cur >= End)
        return fail(Code::MalformedCall,
                    "'" + markerName(M) + "' is followed by no stride",
                    "write marker, stride in bytes, argument, shadow");
    return true;
  }
  uint64_t Number = 0;
  switch (M) {
  case Marker::NotOverwritten:
    PendingNotOverwritten = true;
    return true;
  case Marker::ByRef:
    if (!readConstant(markerName(M), Number))
      return false;
    PendingByRef = Number;
    return true;
  case Marker::Width:
    if (!readConstant(markerName(M), Number))
      return false;
    if (Number != 1)
      return fail(Code::UnsupportedMode,
                  "'enzyme_width' " + Twine(Number) + " is not available",
                  "call once for each direction");
    return true;
  case Marker::PrimalReturn:
    PrimalMarker = true;
    return true;
  case Marker::NoRet:
    NoRet = true;
    return true;
  case Marker::NoFree:
    W.NoFree = true;
    return true;
  case Marker::ConstReturn:
    ConstReturn = true;
    return true;
  case Marker::ActiveReturn:
    ActiveReturn = true;
    return true;
  case Marker::DupReturn:
    DupReturn = true;
    return true;
  case Marker::RuntimeActivity:
    W.RuntimeActivity = true;
    return true;
  case Marker::StrongZero:
    W.StrongZero = true;
    return true;
  case Marker::Tape:
    if (W.Mode != DiffMode::Augmented && W.Mode != DiffMode::Pullback &&
        W.H != Hook::FwdSplit)
      return fail(Code::MalformedCall,
                  "'enzyme_tape' has no meaning for '" + hookName(W.H) + "'",
                  "use it with __enzyme_augmentfwd and __enzyme_reverse");
    if (Cur >= End || atMarker(Cur) || !operand(Cur)->getType()->isPointerTy())
      return fail(Code::MalformedCall,
                  "'enzyme_tape' is not followed by a pointer",
                  "pass memory of __enzyme_augmentsize bytes");
    W.Tape.V = operand(Cur++);
    W.TapeInMemory = true;
    return true;
  case Marker::Allocated: {
    if (Cur >= End || atMarker(Cur) || !operand(Cur)->getType()->isIntegerTy())
      return fail(Code::MalformedCall,
                  "'enzyme_allocated' is not followed by a size",
                  "pass what __enzyme_augmentsize returned");
    const auto *C = dyn_cast<ConstantInt>(traceValue(operand(Cur)));
    if (C && C->getZExtValue() < DL.getPointerSize())
      return fail(Code::MalformedCall,
                  "'enzyme_allocated' gives " + Twine(C->getZExtValue()) +
                      " bytes for a tape of " + Twine(DL.getPointerSize()),
                  "allocate what __enzyme_augmentsize returns");
    ++Cur;
    return true;
  }
  default:
    return true;
  }
}

bool WireReader::takesValue(const Value *Operand, unsigned Param) const {
  return canConvert(DL, Operand->getType(), W.F->getArg(Param)->getType(),
                    traceValue(Operand));
}

/// Scalar leaves of an aggregate, as index paths.
static void leaves(Type *T, SmallVectorImpl<unsigned> &Path,
                   SmallVectorImpl<SmallVector<unsigned, 2>> &Out) {
  unsigned N = 0;
  if (auto *ST = dyn_cast<StructType>(T))
    N = ST->getNumElements();
  else if (auto *AT = dyn_cast<ArrayType>(T))
    N = unsigned(AT->getNumElements());
  else {
    Out.emplace_back(Path.begin(), Path.end());
    return;
  }
  for (unsigned I = 0; I < N; ++I) {
    Path.push_back(I);
    leaves(ExtractValueInst::getIndexedType(T, I), Path, Out);
    Path.pop_back();
  }
}

/// Takes as many parameters as the referenced bytes fill: a struct passed by
/// value may have become two.
bool WireReader::readByRef(unsigned At, Value *Op,
                           SmallVectorImpl<WireValue> &Out) {
  uint64_t Size = *PendingByRef, Offset = 0;
  bool Ok = Op->getType()->isPointerTy();
  while (Ok && Offset < Size && At < Params.size()) {
    unsigned Param = Params[At++];
    if (Type *T = W.F->getParamByValType(Param)) {
      Out.push_back(Op);
      Offset += DL.getTypeAllocSize(T);
      continue;
    }
    Type *T = W.F->getArg(Param)->getType();
    uint64_t Start = alignTo(Offset, DL.getABITypeAlign(T));
    // What remains may be the struct's tail padding.
    if (Offset && (Start >= Size || Start + DL.getTypeStoreSize(T) > Size))
      break;
    WireValue V(Op);
    V.ByRef = true;
    V.Offset = Start;
    V.MemTy = T;
    Out.push_back(V);
    Offset = Start + DL.getTypeStoreSize(T);
  }
  if (Ok && Offset <= Size && Offset + 8 > Size)
    return true;
  return fail(Code::AbiMismatch,
              "'enzyme_byref' gives " + Twine(Size) +
                  " bytes, which is not the size of " +
                  ordinal(At ? At - 1 : 0),
              "write sizeof the parameter, then the address of its value");
}

bool WireReader::readValues(unsigned At, unsigned Count, unsigned &Cursor,
                            SmallVectorImpl<WireValue> &Out) {
  unsigned Limit = &Cursor == &Cur ? End : W.CB->arg_size();
  for (unsigned Filled = 0; Filled < Count;) {
    unsigned Param = Params[At + Filled];
    Type *To = W.F->getArg(Param)->getType();
    if (Cursor >= Limit || atMarker(Cursor))
      return fail(Code::MalformedCall,
                  ordinal(At + Filled) + " is missing before " +
                      (Cursor >= Limit
                           ? std::string("the end of the call")
                           : "'" + *markerOperand(operand(Cursor)) + "'"),
                  "pass the argument, and after 'enzyme_dup' its shadow");
    Value *Op = operand(Cursor++);
    Type *From = Op->getType();
    if (PendingByRef) {
      if (!readByRef(At + Filled, Op, Out))
        return false;
      Filled = Out.size();
      continue;
    }
    if (From->isSized() && DL.getTypeAllocSize(From) == 0)
      continue; // rustc's zero-sized values
    if (takesValue(Op, Param)) {
      Out.push_back(Op);
      ++Filled;
      continue;
    }
    if (From->isAggregateType()) {
      // rustc passes wide pointers wrapped in structs as one value.
      SmallVector<unsigned, 4> Path;
      SmallVector<SmallVector<unsigned, 2>, 4> Leaves;
      leaves(From, Path, Leaves);
      bool Fits = Filled + Leaves.size() <= Count ||
                  At + Filled + Leaves.size() <= Params.size();
      for (unsigned I = 0; Fits && I < Leaves.size(); ++I)
        Fits = canConvert(DL, ExtractValueInst::getIndexedType(From, Leaves[I]),
                          W.F->getArg(Params[At + Filled + I])->getType(),
                          nullptr);
      if (Fits) {
        for (auto &L : Leaves) {
          Out.push_back(Op);
          Out.back().Path.assign(L.begin(), L.end());
        }
        Filled += Leaves.size();
        continue;
      }
    }
    if (To->isPointerTy() && (From->isAggregateType() || From->isVectorTy())) {
      Out.push_back(Op);
      Out.back().Spill = true;
      ++Filled;
      continue;
    }
    std::string FromName, ToName;
    raw_string_ostream(FromName) << *From;
    raw_string_ostream(ToName) << *To;
    return fail(Code::AbiMismatch,
                ordinal(At + Filled) + " has type '" + ToName +
                    "', the call passes '" + FromName + "'",
                "cast the argument to the parameter's type");
  }
  return true;
}

WireAct WireReader::defaultActivity(unsigned At) const {
  unsigned Param = Params[At];
  Type *T = W.F->getArg(Param)->getType();
  bool Forward = W.Mode == DiffMode::Forward;
  Type *OpTy = operand(Cur)->getType();
  // A struct passed by value is a value, though it travels as a pointer.
  if (Type *ByVal = W.F->getParamByValType(Param))
    if (!containsPointer(ByVal))
      return !containsFloat(ByVal) ? WireAct::Const
             : Forward             ? WireAct::Dup
                                   : WireAct::Out;
  if (T->isPointerTy() && OpTy->isPointerTy())
    return WireAct::Dup;
  if (containsFloat(T) || containsFloat(OpTy))
    return Forward ? WireAct::Dup : WireAct::Out;
  return WireAct::Const;
}

/// `dup p.0 p.1 dup dp.0 dp.1`: rustc lists the shadow of a by-value pair as if
/// it were another argument.
bool WireReader::isMispaired(unsigned Count) const {
  unsigned Second = Cur + Count;
  return Count > 1 && Pending && !Interleaved &&
         operandsToNextMarker(Cur) == Count && atMarker(Second) &&
         findMarker(*markerOperand(operand(Second))) == Pending &&
         operandsToNextMarker(Second + 1) == Count;
}

/// Operands `dup a b dup c d` at Cur: one pair (a, b) with the shadow (c, d)
/// when the types agree so and not the other way. Nothing if both fit.
std::optional<bool> WireReader::pairByTypes(unsigned At) const {
  auto T = [&](unsigned I) { return operand(Cur + I)->getType(); };
  if (T(0) == T(1) && T(3) == T(4) && At + 1 < Params.size())
    return T(0) == T(3) ? std::optional<bool>() : false;
  return T(0) == T(3) && T(1) == T(4) && At + 1 < Params.size();
}

bool WireReader::readGroup() {
  unsigned At = Next;
  unsigned Count = std::min<unsigned>(GroupAt[At], Params.size() - At);
  WireAct Act;
  if (Pending) {
    switch (*Pending) {
    case Marker::Const:
      Act = WireAct::Const;
      break;
    case Marker::Out:
      Act = WireAct::Out;
      break;
    case Marker::DupNoNeed:
    case Marker::DupNoNeedV:
      Act = WireAct::DupNoNeed;
      break;
    default:
      Act = WireAct::Dup;
    }
  } else {
    Act = defaultActivity(At);
  }
  bool HasShadow = Act == WireAct::Dup || Act == WireAct::DupNoNeed;
  // rustc marks each half of a pair, but for the one case it gets wrong.
  if (W.From == Flavour::Rust) {
    if (HasShadow && Groups.empty() && isMispaired(2)) {
      auto Pair = pairByTypes(At);
      if (!Pair)
        return fail(Code::AmbiguousPair,
                    "arguments " + Twine(At + 1) + " and " + Twine(At + 2) +
                        " of '" + displayName(*W.F) +
                        "' may be two or one pair passed by value: rustc "
                        "writes both the same way",
                    "compile with -Zfewer-names=no (tools/wengert-rustc does) "
                    "or with -g, which tell the two apart");
      Count = *Pair ? 2 : 1;
    } else if (!(HasShadow && isMispaired(Count))) {
      Count = 1;
    }
  }
  if (R == Reading::Explicit && Pending) {
    // The marker governs what follows up to the next one. clang says noundef
    // of a scalar, never of a part of a struct: a scalar stands alone.
    unsigned N = operandsToNextMarker(Cur);
    if (HasShadow && !Interleaved)
      N /= 2;
    Count = 0;
    while (Count < N && At + Count < Params.size() &&
           !W.F->hasParamAttribute(Params[At + Count], Attribute::NoUndef))
      ++Count;
    Count = std::max(1u, Count);
  }

  SmallVector<WireValue, 4> Primals, Shadows;
  if (!readValues(At, Count, Cur, Primals))
    return false;
  Count = Primals.size();
  if (HasShadow) {
    unsigned &From = Interleaved ? ShadowCur : Cur;
    if (W.From == Flavour::Rust && Count > 1)
      ++Cur; // the marker before the shadow of a mispaired argument
    unsigned Limit = Interleaved ? W.CB->arg_size() : End;
    if (From >= Limit || (!Interleaved && atMarker(From)))
      return fail(Code::MalformedCall,
                  ordinal(At) +
                      (Pending ? " is marked '" + markerName(*Pending).str() +
                                     "' but has no shadow"
                               : " needs a shadow after it"),
                  Pending ? "write the shadow after the argument"
                          : "pass its shadow, or mark it 'enzyme_const'");
    if (!readValues(At, Count, From, Shadows))
      return false;
    if (Shadows.size() != Primals.size())
      return fail(Code::AbiMismatch,
                  "the shadow of " + ordinal(At) +
                      " has not the shape of the argument",
                  "pass a shadow of the same type");
  }
  for (unsigned I = 0; I < Primals.size(); ++I) {
    WireArg A;
    A.Param = Params[At + I];
    A.Act = Act;
    A.Primal = Primals[I];
    if (HasShadow)
      A.Shadow = Shadows[I];
    A.NotOverwritten = PendingNotOverwritten;
    Next = At + I;
    if (!checkArg(A))
      return false;
    W.Args.push_back(std::move(A));
  }
  Next = At + Primals.size();
  Pending.reset();
  PendingNotOverwritten = false;
  PendingByRef.reset();
  return true;
}

/// How many bytes a by-value aggregate passed by address has.
static Type *memoryOf(const Function &F, unsigned Param, const CallBase &CB,
                      const Value *Operand) {
  if (Type *T = F.getParamByValType(Param))
    return T;
  for (unsigned I = 0; I < CB.arg_size(); ++I)
    if (CB.getArgOperand(I) == Operand && CB.isByValArgument(I))
      return CB.getParamByValType(I);
  if (const auto *Slot = dyn_cast<AllocaInst>(Operand->stripPointerCasts());
      Slot && !Slot->isArrayAllocation() && Slot->getAllocatedType()->isSized())
    return Slot->getAllocatedType();
  if (uint64_t N = F.getParamDereferenceableBytes(Param))
    return ArrayType::get(Type::getInt8Ty(F.getContext()), N);
  return nullptr;
}

bool WireReader::checkArg(WireArg &A) {
  Type *T = W.F->getArg(A.Param)->getType();
  bool Memory = T->isPointerTy();
  bool Float = containsFloat(T) || containsFloat(A.Primal.type());
  bool Forward = W.Mode == DiffMode::Forward;
  switch (A.Act) {
  case WireAct::Const:
    return true;
  case WireAct::Out:
    if (Forward)
      return fail(Code::MalformedCall,
                  "'enzyme_out' for " + ordinal(Next) + " in forward mode",
                  "forward mode takes tangents: use 'enzyme_dup, x, dx'");
    if (Memory) {
      A.OutMemory = memoryOf(*W.F, A.Param, *W.CB, A.Primal.V);
      if (!A.OutMemory)
        return fail(Code::MalformedCall,
                    "'enzyme_out' for the pointer " + ordinal(Next),
                    "use 'enzyme_dup, p, dp': the gradient is added to *dp");
      return true;
    }
    // An integer has no gradient; rustc's coerced aggregates do.
    if (!Float)
      return fail(Code::MalformedCall,
                  "'enzyme_out' for " + ordinal(Next) +
                      ", which holds no floating-point value",
                  "mark it 'enzyme_const'");
    return true;
  case WireAct::Dup:
  case WireAct::DupNoNeed:
    if (Forward)
      return true;
    if (!Memory && Float)
      return fail(Code::MalformedCall,
                  "'enzyme_dup' for " + ordinal(Next) +
                      ", a floating-point value, in reverse mode",
                  "use 'enzyme_out' to get its gradient, or 'enzyme_const'");
    if (Type *ByVal = W.F->getParamByValType(A.Param);
        ByVal && containsFloat(ByVal))
      return fail(Code::MalformedCall,
                  "'enzyme_dup' for " + ordinal(Next) +
                      ", a struct with floating-point members passed by "
                      "value, in reverse mode",
                  "use 'enzyme_out' to get its gradient, or pass a pointer");
    return true;
  }
  return true;
}

bool WireReader::resultUnused() const {
  return !W.ResultMem && W.CB->use_empty();
}

} // namespace wengert
