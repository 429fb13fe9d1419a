//===- WireReturn.cpp - What a wire call returns --------------------------===//
//
// The second half of WireReader: which of primal, tangent, tape and gradients
// the call returns, decided from the markers and checked against (or, where
// the front end leaves the marker out, deduced from) the declared result type.
//
//===----------------------------------------------------------------------===//
#include "Analysis/Types.h"
#include "Request/WireMarshal.h"
#include "Request/WireReader.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

/// `[n x i8]`: memory whose content the front end does not describe.
static bool isUntyped(Type *T) {
  auto *AT = dyn_cast<ArrayType>(T);
  return AT && AT->getElementType()->isIntegerTy(8);
}

/// The memory type of an argument's gradient: what the user holds, not what
/// the ABI made of it (`[2 x float]` travels as i64).
static Type *gradientType(const WireArg &A, const Function &F) {
  if (A.OutMemory)
    return A.OutMemory;
  Type *T = F.getArg(A.Param)->getType();
  return containsFloat(T) ? T : A.Primal.type();
}

bool WireReader::tryLayout(ArrayRef<WireElement::Kind> Front, bool Gradients) {
  SmallVector<WireElement, 4> Elements;
  for (WireElement::Kind K : Front) {
    Type *T = K == WireElement::Tape ? PointerType::get(W.F->getContext(), 0)
                                     : W.retType();
    Elements.push_back({K, 0, T, 0});
  }
  if (Gradients)
    for (unsigned I = 0; I < W.Args.size(); ++I)
      if (W.Args[I].Act == WireAct::Out)
        Elements.push_back(
            {WireElement::Gradient, I, gradientType(W.Args[I], *W.F), 0});
  if (!layoutFits(DL, Elements, W.ResultTy))
    return false;
  W.Result.assign(Elements.begin(), Elements.end());
  for (const WireElement &E : Elements) {
    W.PrimalReturn |= E.K == WireElement::Primal;
    W.DualReturn |= E.K == WireElement::Dual;
  }
  Fit = ResultFit::Exact;
  return true;
}

bool WireReader::noLayout() {
  std::string Declared, Wanted;
  raw_string_ostream DS(Declared), WS(Wanted);
  DS << *W.ResultTy;
  bool HasPrimal = PrimalMarker;
  unsigned Gradients = 0;
  for (const WireArg &A : W.Args)
    Gradients += A.Act == WireAct::Out;
  switch (W.Mode) {
  case DiffMode::Forward:
    WS << (HasPrimal ? "the primal result and its tangent" : "the tangent");
    break;
  case DiffMode::Augmented:
    WS << (W.TapeInMemory ? "nothing" : "the tape")
       << (HasPrimal ? " and the primal result" : "");
    break;
  default:
    if (!HasPrimal && !Gradients)
      WS << "nothing";
    if (HasPrimal)
      WS << "the primal result";
    if (Gradients)
      WS << (HasPrimal ? " and " : "") << Gradients
         << (Gradients == 1 ? " gradient" : " gradients");
  }
  return fail(Code::AbiMismatch,
              "'" + hookName(W.H) + "' of '" + displayName(*W.F) +
                  "' returns " + Wanted + ", its result is declared as '" +
                  Declared + "'",
              HasPrimal ? "declare the result as a struct of these values, in "
                          "order"
                        : "declare the result accordingly; to get the primal "
                          "result too, pass 'enzyme_primal_return'");
}

/// The front end's type for the first result, where it returns one beside it
/// or alone, if it has the size of T.
static Type *declaredFirst(const DataLayout &DL, Type *Declared, Type *T) {
  if (Declared->isVoidTy() || T->isVoidTy())
    return nullptr;
  uint64_t Size = dataEnd(DL, T);
  if (auto *ST = dyn_cast<StructType>(Declared);
      ST && ST->getNumElements() && dataEnd(DL, ST) > Size &&
      dataEnd(DL, ST->getElementType(0)) == Size)
    return ST->getElementType(0);
  return dataEnd(DL, Declared) == Size ? Declared : nullptr;
}

/// A result that travels in integer registers but is declared with floats.
void WireReader::uncoverReturn() {
  Type *RT = W.F->getReturnType();
  if (W.SRetTy || RT->isVoidTy() || containsFloat(RT) || containsPointer(RT))
    return;
  if (W.Mode != DiffMode::Forward && !PrimalMarker)
    return;
  Type *Declared = declaredFirst(DL, W.ResultTy, RT);
  if (Declared && containsFloat(Declared) && Declared->isAggregateType())
    W.RetTy = Declared;
}

/// Bytes of unknown type (rustc's `sret([24 x i8])`) take the type the call
/// declares for the element of its result that holds them.
void WireReader::refineMemory() {
  for (WireElement &E : W.Result) {
    if (!isUntyped(E.Ty))
      continue;
    Type *T = nullptr;
    if (W.Result.size() == 1 && dataEnd(DL, W.ResultTy) == dataEnd(DL, E.Ty))
      T = W.ResultTy;
    else if (auto *ST = dyn_cast<StructType>(W.ResultTy))
      for (unsigned I = 0; I < ST->getNumElements(); ++I)
        if (DL.getStructLayout(ST)->getElementOffset(I) == E.Offset &&
            DL.getTypeAllocSize(ST->getElementType(I)) ==
                DL.getTypeAllocSize(E.Ty))
          T = ST->getElementType(I);
    if (!T)
      continue;
    E.Ty = T;
    if (E.K == WireElement::Gradient)
      W.Args[E.Arg].OutMemory = T;
    else if (W.SRetTy && isUntyped(W.SRetTy))
      W.SRetTy = T;
  }
}

/// Is there a float among bytes [Begin, End) of a T?
static bool floatWithin(const DataLayout &DL, Type *T, uint64_t Begin,
                        uint64_t End) {
  if (Begin >= End || Begin >= DL.getTypeAllocSize(T))
    return false;
  if (T->isFPOrFPVectorTy())
    return true;
  auto Part = [&](Type *M, uint64_t At) {
    return End > At &&
           floatWithin(DL, M, Begin > At ? Begin - At : 0, End - At);
  };
  if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned I = 0; I < ST->getNumElements(); ++I)
      if (Part(ST->getElementType(I),
               DL.getStructLayout(ST)->getElementOffset(I)))
        return true;
  } else if (auto *AT = dyn_cast<ArrayType>(T)) {
    uint64_t Size = DL.getTypeAllocSize(AT->getElementType());
    for (uint64_t I = 0; I < std::min<uint64_t>(AT->getNumElements(), 16); ++I)
      if (Part(AT->getElementType(), I * Size))
        return true;
  }
  return false;
}

/// Does V, an integer, carry a float that the ABI packed into it? Follows what
/// clang and rustc emit for that: a load from a slot of a type with floats, or
/// shifts and ors of a float's bits.
static bool carriesFloat(const Value *V, unsigned Depth = 0) {
  const auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth > 12)
    return false;
  if (const auto *LI = dyn_cast<LoadInst>(I)) {
    const DataLayout &DL = I->getDataLayout();
    APInt Offset(DL.getIndexTypeSizeInBits(LI->getPointerOperandType()), 0);
    const auto *Slot = dyn_cast<AllocaInst>(
        LI->getPointerOperand()->stripAndAccumulateConstantOffsets(
            DL, Offset, /*AllowNonInbounds=*/false));
    return Slot &&
           floatWithin(DL, Slot->getAllocatedType(), Offset.getZExtValue(),
                       Offset.getZExtValue() +
                           DL.getTypeStoreSize(LI->getType()));
  }
  if (isa<BitCastInst>(I) && containsFloat(I->getOperand(0)->getType()))
    return true;
  if (!isa<CastInst, BinaryOperator, PHINode, SelectInst, FreezeInst,
           InsertValueInst>(I) ||
      I->getType()->isPointerTy())
    return false;
  return any_of(I->operands(), [&](const Value *Op) {
    return (Op->getType()->isIntOrIntVectorTy() ||
            Op->getType()->isAggregateType()) &&
           carriesFloat(Op, Depth + 1);
  });
}

static bool resultHidesFloat(const Function &F) {
  Type *RT = F.getReturnType();
  if (RT->isVoidTy() || RT->isPointerTy() || RT->isFloatingPointTy())
    return false;
  return any_of(F, [](const BasicBlock &BB) {
    const auto *R = dyn_cast<ReturnInst>(BB.getTerminator());
    return R && carriesFloat(R->getReturnValue());
  });
}

/// T, whose bytes begin at Offset of the layout, with every integer that holds
/// floats replaced by a struct of what it holds. Null if that cannot be told.
static Type *uncovered(const DataLayout &DL, Type *T, uint64_t Offset,
                       const Layout &L) {
  LLVMContext &C = T->getContext();
  if (auto *ST = dyn_cast<StructType>(T)) {
    SmallVector<Type *, 4> Members;
    for (unsigned I = 0; I < ST->getNumElements(); ++I) {
      Type *M = uncovered(DL, ST->getElementType(I),
                          Offset + DL.getStructLayout(ST)->getElementOffset(I),
                          L);
      if (!M)
        return nullptr;
      Members.push_back(M);
    }
    return StructType::get(C, Members, ST->isPacked());
  }
  if (!T->isIntegerTy())
    return T;
  uint64_t End = Offset + DL.getTypeStoreSize(T);
  SmallVector<Type *, 4> Members;
  bool AnyFloat = false;
  uint64_t At = Offset;
  auto fill = [&](uint64_t To) {
    for (; At < To; ++At)
      Members.push_back(Type::getInt8Ty(C));
  };
  for (const TypeRun &Run : L.Runs) {
    uint64_t Begin = std::max(Run.Offset, Offset);
    uint64_t Stop = std::min(Run.Offset + Run.Size, End);
    if (Begin >= Stop)
      continue;
    if (Run.Type.Conflict || Run.Type.isPointer())
      return nullptr;
    if (!Run.Type.isFloat())
      continue;
    uint64_t Size = DL.getTypeStoreSize(Run.Type.FloatTy);
    fill(Begin);
    if ((Stop - Begin) % Size)
      return nullptr;
    for (; At < Stop; At += Size)
      Members.push_back(Run.Type.FloatTy);
    AnyFloat = true;
  }
  if (!AnyFloat)
    return T;
  fill(End);
  return StructType::get(C, Members);
}

/// Does V come, by moves of bits, out of memory whose bytes are floats of one
/// size here and of another there?
static bool comesFromConflict(const Value *V, const Types &T,
                              unsigned Depth = 0) {
  const auto *I = dyn_cast<Instruction>(V);
  if (!I || Depth > 12)
    return false;
  if (const auto *LI = dyn_cast<LoadInst>(I)) {
    Layout L = T.memoryLayout(
        LI->getPointerOperand(),
        I->getDataLayout().getTypeStoreSize(I->getType()).getFixedValue());
    return any_of(L.Runs, [](const TypeRun &R) { return R.Type.Conflict; });
  }
  return isa<CastInst, PHINode, SelectInst, FreezeInst, InsertValueInst,
             BinaryOperator>(I) &&
         any_of(I->operands(), [&](const Value *Op) {
           return comesFromConflict(Op, T, Depth + 1);
         });
}

static bool holdsInteger(Type *T) {
  return T->isIntegerTy() ? T->getIntegerBitWidth() > 8
                          : any_of(T->subtypes(), holdsInteger);
}

/// A C struct whose floats the ABI packs with integers into one register
/// (`struct { float a; int b; }` is an i64): the types of its bytes tell. False
/// if there seem to be floats that cannot be told.
bool WireReader::uncoverPacked() {
  Type *RT = W.F->getReturnType();
  if (W.SRetTy || W.RetTy || W.From != Flavour::C || !holdsInteger(RT) ||
      !resultHidesFloat(*W.F))
    return true;
  DiffRequest Q;
  Q.F = W.F;
  Q.Mode = DiffMode::Forward;
  Q.Args.assign(W.F->arg_size(), ActKind::Shadow);
  Q.Ret = ActKind::Shadow;
  Types T(*W.F, Q);
  Type *Known = nullptr;
  for (const BasicBlock &BB : *W.F) {
    const auto *R = dyn_cast<ReturnInst>(BB.getTerminator());
    if (!R || isa<Constant>(R->getReturnValue()))
      continue;
    Type *U = uncovered(DL, RT, 0, T.valueLayout(R->getReturnValue()));
    if (!U || (Known && U != Known) ||
        comesFromConflict(R->getReturnValue(), T))
      return false;
    Known = U;
  }
  if (Known && Known != RT)
    W.RetTy = Known;
  // A lone integer that hides a float must have shown it.
  return W.RetTy || !RT->isIntegerTy();
}

bool WireReader::decideReturn() {
  uncoverReturn();
  bool Hidden = !uncoverPacked();
  if (!W.SRetTy && !ConstReturn && Hidden)
    return fail(Code::AbiMismatch,
                "'" + displayName(*W.F) +
                    "' returns a struct whose floats travel in an integer "
                    "register, where they cannot be told from integers",
                "return the struct through a pointer argument marked "
                "'enzyme_dup', or pass 'enzyme_const_return'");
  if (ConstReturn + ActiveReturn + DupReturn > 1)
    return fail(Code::MalformedCall,
                "more than one of 'enzyme_const_return', "
                "'enzyme_active_return' and 'enzyme_dup_return'",
                "keep one of them");
  Type *RT = W.retType();
  if (PrimalMarker && RT->isVoidTy())
    return fail(Code::MalformedCall,
                "'enzyme_primal_return' for '" + displayName(*W.F) +
                    "', which returns nothing",
                "remove the marker");
  if (ActiveReturn && !containsFloat(RT) && !isUntyped(RT))
    return fail(Code::MalformedCall,
                "'enzyme_active_return' for '" + displayName(*W.F) +
                    "', which returns no floating-point value",
                "remove the marker");
  bool Ok = W.Mode == DiffMode::Forward    ? decideForward()
            : W.Mode == DiffMode::Combined ? decideCombined()
                                           : decideSplit();
  if (Ok) {
    refineMemory();
    return true;
  }
  if (NoRet || resultUnused() || W.ResultTy->isVoidTy()) {
    if (W.Mode == DiffMode::Augmented && !W.TapeInMemory && !NoRet)
      return fail(Code::MalformedCall,
                  "the tape '" + hookName(W.H) + "' returns is not used",
                  "pass it to __enzyme_reverse, or use __enzyme_autodiff");
    W.Result.clear();
    W.PrimalReturn = W.DualReturn = false;
    Fit = ResultFit::Unused;
    return true;
  }
  return noLayout();
}

bool WireReader::decideForward() {
  Type *RT = W.retType();
  bool Active = !ConstReturn && !RT->isVoidTy() &&
                (containsFloat(RT) || containsPointer(RT) || isUntyped(RT));
  W.RetAct = Active ? ActKind::Shadow : ActKind::Const;
  using E = WireElement;
  if (NoRet)
    return tryLayout({}, false);
  if (PrimalMarker)
    return Active ? tryLayout({E::Primal, E::Dual}, false)
                  : tryLayout({E::Primal}, false);
  // rustc writes no marker for a Const result, whose primal comes back. It
  // can be told from a tangent only where there is none.
  bool AnyDup = any_of(W.Args, [](const WireArg &A) {
    return A.Act == WireAct::Dup || A.Act == WireAct::DupNoNeed;
  });
  if (W.From == Flavour::Rust && !AnyDup && !RT->isVoidTy()) {
    W.RetAct = ActKind::Const;
    return tryLayout({E::Primal}, false);
  }
  if (Active)
    return tryLayout({E::Dual}, false);
  return tryLayout({}, false) ||
         (!RT->isVoidTy() && tryLayout({E::Primal}, false));
}

bool WireReader::decideCombined() {
  Type *RT = W.retType();
  bool Float = !RT->isVoidTy() && (containsFloat(RT) || isUntyped(RT));
  bool Active = Float && !ConstReturn;
  W.RetAct = Active ? ActKind::Adjoint : ActKind::Const;
  using E = WireElement;
  if (NoRet)
    return tryLayout({}, true) || tryLayout({}, false);
  if (PrimalMarker)
    return tryLayout({E::Primal}, true);
  if (tryLayout({}, true))
    return true;
  // rustc returns the primal without saying so when the result is Const; a
  // result that cannot be active may come back for anyone.
  if (!RT->isVoidTy() && (W.From == Flavour::Rust || !Active) &&
      tryLayout({E::Primal}, true)) {
    W.RetAct = ActKind::Const;
    return true;
  }
  return false;
}

bool WireReader::decideSplit() {
  Type *RT = W.retType();
  if (!RT->isVoidTy() && !ConstReturn) {
    bool Float = (containsFloat(RT) || isUntyped(RT)) && !DupReturn;
    bool Pointer = containsPointer(RT);
    W.RetAct = ActKind(uint8_t(Float ? 1 : 0) | uint8_t(Pointer ? 2 : 0));
  }
  if (W.Mode == DiffMode::Pullback)
    return tryLayout({}, true);
  using E = WireElement;
  SmallVector<E::Kind, 3> Front;
  if (!W.TapeInMemory)
    Front.push_back(E::Tape);
  if (NoRet)
    return tryLayout(Front, false);
  bool Dual = hasShadow(W.RetAct);
  auto With = [&](bool P, bool D) {
    SmallVector<E::Kind, 3> Kinds(Front);
    if (P)
      Kinds.push_back(E::Primal);
    if (D)
      Kinds.push_back(E::Dual);
    return tryLayout(Kinds, false);
  };
  if (PrimalMarker)
    return (Dual && With(true, true)) || With(true, false);
  if (With(false, false))
    return true;
  if (RT->isVoidTy())
    return false;
  return With(true, false) || (Dual && With(true, true));
}

bool WireReader::readExtras() {
  auto TooMany = [&] {
    return fail(Code::MalformedCall,
                "the call has " + Twine(Extras.size()) +
                    (Extras.size() == 1 ? " argument" : " arguments") +
                    " more than '" + displayName(*W.F) + "' takes",
                hasAdjoint(W.RetAct)
                    ? "only the seed, the differential of the result, may "
                      "follow the arguments"
                    : "remove them");
  };
  bool WantsTape = W.H == Hook::Reverse || W.H == Hook::FwdSplit;
  if (WantsTape && !W.Tape.V) {
    if (Extras.empty() || !Extras.back().type()->isPointerTy())
      return fail(Code::MalformedCall,
                  "'" + hookName(W.H) + "' is called without a tape",
                  "pass what __enzyme_augmentfwd returned as last argument");
    W.Tape = Extras.pop_back_val();
  }
  if (Extras.empty())
    return true;
  if (!hasAdjoint(W.RetAct) || W.Mode == DiffMode::Augmented)
    return TooMany();
  Type *RT = W.retType();
  if (W.SRetTy) {
    if (Extras.size() != 1 || !Extras[0].type()->isPointerTy())
      return TooMany();
  } else if (Extras.size() == 1) {
    if (!canConvert(DL, Extras[0].type(), RT, Extras[0].V))
      return fail(Code::AbiMismatch,
                  "the seed has not the type of the result of '" +
                      displayName(*W.F) + "'",
                  "pass a value of the result's type");
  } else {
    // A struct result, split into its members.
    auto *ST = dyn_cast<StructType>(RT);
    if (!ST || ST->getNumElements() != Extras.size())
      return TooMany();
    for (unsigned I = 0; I < Extras.size(); ++I)
      if (!canConvert(DL, Extras[I].type(), ST->getElementType(I), Extras[I].V))
        return TooMany();
  }
  W.Seed.assign(Extras.begin(), Extras.end());
  return true;
}

} // namespace wengert
