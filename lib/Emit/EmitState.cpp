//===- EmitState.cpp - What both sweeps share -----------------------------===//
#include "Emit/EmitState.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/Words.h"
#include "Models/Languages.h"
#include "Prepare/DeclaredTypes.h"
#include "Request/Registrations.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

/// Is V one of the words that it is made of, or comes from elsewhere?
static bool passesWord(const Value *V, const DiffRequest &R) {
  if (const auto *L = dyn_cast<LoadInst>(V))
    return L->isSimple();
  if (const auto *A = dyn_cast<Argument>(V))
    return A->getArgNo() < R.Args.size() && hasShadow(R.Args[A->getArgNo()]);
  return isa<PHINode, SelectInst, FreezeInst>(V);
}

static ByteType wordType(LLVMContext &C) {
  ByteType Word;
  Word.Conflict = true;
  Word.FloatTy = Type::getDoubleTy(C);
  return Word;
}

static Layout allWords(LLVMContext &C) {
  Layout L;
  L.Period = 8;
  L.Runs = {{0, L.Period, wordType(C)}};
  return L;
}

bool EmitState::movesWord(const Value *V) const {
  if (isForward() || !V->getType()->isIntegerTy(64) || !passesWord(V, R))
    return false;
  auto [It, New] = WordMoves.try_emplace(V, false);
  if (!New)
    return It->second;
  // The uses first: types cost more. What computes with a word is looked at
  // where it is computed.
  if (!all_of(V->uses(), [&](const Use &U) {
        const User *By = U.getUser();
        if (const auto *St = dyn_cast<StoreInst>(By))
          return U.getOperandNo() == 0 && St->isSimple();
        if (const auto *CB = dyn_cast<CallBase>(By)) {
          const Function *F = CB->getCalledFunction();
          return CB->isArgOperand(&U) && F && !F->isDeclaration() &&
                 !E.registrations().isCustom(F);
        }
        return (isa<BinaryOperator, CastInst>(By) && !isa<IntToPtrInst>(By)) ||
               isa<ICmpInst, SwitchInst>(By) || passesWord(By, R);
      }))
    return false;
  return WordMoves[V] = holdsWord(V) || copiesAddress(V);
}

bool EmitState::copiesAddress(const Value *V) const {
  const auto *L = dyn_cast<LoadInst>(V);
  if (!L || !movesAnything(*L) || T.hasNarrowFloats() || T.hasLongFloats() ||
      E.hasNested())
    return false;
  std::optional<ByteType> Own = T.valueLayout(V).uniform();
  return Own && Own->isPointer() && layout().getPointerSize() == 8;
}

bool EmitState::holdsWord(const Value *V) const {
  Layout Bytes = T.valueLayout(V);
  unknownToWords(Bytes, V, /*Aligned=*/true);
  return Bytes.Runs.size() == 1 && isWord(Bytes.Runs[0]) &&
         canTellWords(layout(), Bytes);
}

bool EmitState::endsWord(const StoreInst &X) const {
  const Value *V = X.getValueOperand();
  return !isForward() && !isa<Constant>(V) && V->getType()->isIntegerTy(64) &&
         (!A.isActive(V) || Consts.contains(V)) && holdsWord(V);
}

void EmitState::unknownToWords(Layout &L, const Value *Of, bool Aligned) const {
  constexpr uint64_t Size = 8;
  auto isUnknown = [](const TypeRun &R) {
    return R.Type.K == ByteType::Unknown && !isWord(R);
  };
  // Words that the bytes beside them were seen as one with.
  auto isPart = [](const TypeRun &R) {
    return isWord(R) && (R.Offset % Size || R.Size % Size);
  };
  if (!L.Runs.empty() && none_of(L.Runs, [&](const TypeRun &R) {
        return isUnknown(R) || isPart(R);
      }))
    return;
  // What several things are known of is one of those.
  bool InConflict = !L.Runs.empty() && all_of(L.Runs, [&](const TypeRun &R) {
    return R.Type.Conflict || !isUnknown(R);
  });
  if (!T.areDoubles() &&
      !(InConflict && T.holdsOnlyDoubles(Of) && !T.hasLongFloats()))
    return;
  const ByteType Word = wordType(P.getContext());
  // Words lie at multiples of their size, and so does what is known beside
  // them; else only the addresses tell where they begin.
  if (!Aligned || L.Runs.empty() || L.Period % Size ||
      any_of(L.Runs, [&](const TypeRun &R) {
        return (R.Type.isFloat() || R.Type.isPointer() || isWord(R)) &&
               (R.Offset % Size || R.Size % Size);
      })) {
    L = allWords(P.getContext());
    L.Absolute = !Aligned;
    return;
  }
  // Of a word that is not known in part, nothing is known.
  constexpr uint64_t MaxPeriod = 4096;
  if (L.Period > MaxPeriod)
    return;
  SmallVector<TypeRun, 4> Runs;
  auto add = [&](uint64_t From, uint64_t To, const ByteType &T) {
    if (!Runs.empty() && Runs.back().Type == T &&
        Runs.back().Offset + Runs.back().Size == From)
      Runs.back().Size += To - From;
    else
      Runs.push_back({From, To - From, T});
  };
  for (uint64_t At = 0; At < L.Period; At += Size) {
    auto here = make_filter_range(L.Runs, [&](const TypeRun &X) {
      return X.Offset < At + Size && X.Offset + X.Size > At;
    });
    if (any_of(here, isUnknown)) {
      add(At, At + Size, Word);
      continue;
    }
    for (const TypeRun &X : here)
      add(std::max(X.Offset, At), std::min(X.Offset + X.Size, At + Size),
          X.Type);
  }
  L.Runs = std::move(Runs);
}

Type *EmitState::laneType(const Value *V) const {
  Type *Ty = V->getType();
  if (isFloatLike(Ty))
    return Ty;
  if (isWordValue(V))
    return Type::getDoubleTy(Ty->getContext());
  if (!Ty->isIntOrIntVectorTy())
    return nullptr;
  Type *FloatTy = nullptr;
  for (const TypeRun &Run : T.valueLayout(V).Runs)
    if (Run.Type.isFloat())
      FloatTy = Run.Type.FloatTy;
  if (!FloatTy)
    return nullptr;
  uint64_t Bits = layout().getTypeSizeInBits(Ty);
  uint64_t Lane = layout().getTypeSizeInBits(FloatTy);
  if (Bits % Lane)
    return nullptr;
  return Bits == Lane ? FloatTy
                      : (Type *)FixedVectorType::get(FloatTy, Bits / Lane);
}

static Type *adjointLeaves(const DataLayout &DL, const Layout &L, Type *Ty,
                           uint64_t Off) {
  if (auto *ST = dyn_cast<StructType>(Ty)) {
    const StructLayout *SL = DL.getStructLayout(ST);
    SmallVector<Type *, 8> Fields;
    for (unsigned K = 0; K < ST->getNumElements(); ++K)
      Fields.push_back(adjointLeaves(DL, L, ST->getElementType(K),
                                     Off + SL->getElementOffset(K)));
    return StructType::get(Ty->getContext(), Fields, ST->isPacked());
  }
  if (auto *AT = dyn_cast<ArrayType>(Ty)) {
    // Elements may differ in what they carry: a struct of the same layout.
    uint64_t Sz = DL.getTypeAllocSize(AT->getElementType());
    SmallVector<Type *, 8> Elems;
    for (unsigned K = 0; K < AT->getNumElements(); ++K)
      Elems.push_back(
          adjointLeaves(DL, L, AT->getElementType(), Off + K * Sz));
    if (all_equal(Elems) && !Elems.empty())
      return ArrayType::get(Elems[0], Elems.size());
    return StructType::get(Ty->getContext(), Elems);
  }
  if (!Ty->isIntegerTy())
    return Ty;
  uint64_t Size = DL.getTypeStoreSize(Ty);
  for (const TypeRun &R : L.Runs) {
    if (!R.Type.isFloat() || R.Offset >= Off + Size || R.Offset + R.Size <= Off)
      continue;
    uint64_t Lane = DL.getTypeStoreSize(R.Type.FloatTy);
    if (Size % Lane)
      return Ty;
    return Size == Lane ? R.Type.FloatTy
                        : (Type *)FixedVectorType::get(R.Type.FloatTy,
                                                       Size / Lane);
  }
  return Ty;
}

Type *EmitState::adjointType(const Value *V) const {
  if (Type *L = laneType(V))
    return L;
  if (!V->getType()->isAggregateType())
    return V->getType();
  return adjointLeaves(layout(), T.valueLayout(V), V->getType(), 0);
}

Value *retype(IRBuilder<> &B, Value *X, Type *To) {
  Type *Ty = X->getType();
  if (Ty == To)
    return X;
  if (!Ty->isAggregateType())
    return B.CreateBitCast(X, To);
  Value *R = Constant::getNullValue(To);
  unsigned N = Ty->isStructTy() ? Ty->getStructNumElements()
                                : Ty->getArrayNumElements();
  for (unsigned K = 0; K < N; ++K)
    R = B.CreateInsertValue(
        R,
        retype(B, B.CreateExtractValue(X, K),
               ExtractValueInst::getIndexedType(To, K)),
        K);
  return R;
}

/// The shadow of a global: same layout, floats zero, pointers to shadows.
static GlobalVariable *shadowGlobal(EmitState &S, GlobalVariable *G) {
  if (MDNode *MD = G->getMetadata("enzyme_shadow"))
    if (auto *C = dyn_cast<ConstantAsMetadata>(MD->getOperand(0)))
      if (auto *SG = dyn_cast<GlobalVariable>(C->getValue()))
        return SG;
  // Tangents and adjoints of a global live apart: a program may use both
  // modes.
  std::string Name =
      (G->getName() + (S.isForward() ? ".wg.tangent" : ".wg.adjoint")).str();
  Module &M = S.module();
  if (GlobalVariable *Old = M.getGlobalVariable(Name, true))
    return Old;
  bool Local = G->hasLocalLinkage();
  auto *SG = new GlobalVariable(
      M, G->getValueType(), G->isConstant(),
      Local ? GlobalValue::InternalLinkage : GlobalValue::LinkOnceAnyLinkage,
      Constant::getNullValue(G->getValueType()), Name, nullptr,
      G->getThreadLocalMode(), G->getAddressSpace());
  SG->setAlignment(G->getAlign());
  if (!Local)
    SG->setVisibility(G->getVisibility());
  if (G->hasInitializer())
    SG->setInitializer(S.dualConstant(G->getInitializer()));
  return SG;
}

Constant *EmitState::dualConstant(Constant *C) {
  if (auto *G = dyn_cast<GlobalVariable>(C)) {
    if (!A.isActive(G))
      return G;
    return shadowGlobal(*this, G);
  }
  if (isa<GlobalValue>(C) || isa<ConstantInt>(C) ||
      isa<ConstantPointerNull>(C) || isa<UndefValue>(C) ||
      isa<ConstantAggregateZero>(C) || isa<BlockAddress>(C))
    return C;
  if (isFloatLike(C->getType()))
    return Constant::getNullValue(C->getType());
  if (auto *CDS = dyn_cast<ConstantDataSequential>(C))
    return CDS->getElementType()->isFloatingPointTy()
               ? Constant::getNullValue(C->getType())
               : C;
  SmallVector<Constant *, 8> Ops;
  for (Value *Op : C->operands())
    Ops.push_back(dualConstant(cast<Constant>(Op)));
  if (auto *CE = dyn_cast<ConstantExpr>(C))
    return CE->getWithOperands(Ops);
  if (auto *ST = dyn_cast<StructType>(C->getType()))
    return ConstantStruct::get(ST, Ops);
  if (auto *AT = dyn_cast<ArrayType>(C->getType()))
    return ConstantArray::get(AT, Ops);
  if (isa<ConstantVector>(C))
    return ConstantVector::get(Ops);
  return C;
}

Value *EmitState::dual(const Value *V) {
  if (auto *C = dyn_cast<Constant>(V))
    return A.isActive(V) ? dualConstant(const_cast<Constant *>(C)) : nullptr;
  return Duals.lookup(V);
}

/// V with every float leaf replaced by zero.
static Value *zeroFloats(IRBuilder<> &B, Value *V, SmallVectorImpl<unsigned> &Path,
                         Value *Whole, Type *Ty) {
  if (isFloatLike(Ty))
    return B.CreateInsertValue(Whole, Constant::getNullValue(Ty), Path);
  unsigned N = 0;
  if (auto *ST = dyn_cast<StructType>(Ty))
    N = ST->getNumElements();
  else if (auto *AT = dyn_cast<ArrayType>(Ty))
    N = AT->getNumElements();
  for (unsigned I = 0; I < N; ++I) {
    Path.push_back(I);
    Whole = zeroFloats(B, V, Path, Whole,
                       isa<StructType>(Ty) ? Ty->getStructElementType(I)
                                           : Ty->getArrayElementType());
    Path.pop_back();
  }
  return Whole;
}

Value *EmitState::dualOr(IRBuilder<> &B, const Value *V) {
  if (Value *Dv = dual(V))
    return Dv;
  if (isa<Constant>(V))
    return dualConstant(const_cast<Constant *>(cast<Constant>(V)));
  Type *Ty = V->getType();
  if (isFloatLike(Ty))
    return Constant::getNullValue(Ty);
  Value *WV = inW(V);
  if (Ty->isAggregateType()) {
    SmallVector<unsigned, 4> Path;
    return zeroFloats(B, WV, Path, WV, Ty);
  }
  if (Ty->isIntOrIntVectorTy() && laneType(V))
    return Constant::getNullValue(Ty);
  return WV;
}

bool EmitState::sharesPlaces(const Value *Ptr, Type *Ty) {
  uint64_t Len = layout().getTypeStoreSize(Ty);
  return T.isPointerAndFloat(Ptr, Len) &&
         (T.isSaidMixed(Ptr, Len) ||
          any_of(T.memoryLayout(Ptr, Len).Runs,
                 [](const TypeRun &R) { return R.Type.Conflict; }));
}

bool EmitState::layoutOfStore(const Instruction &I, const Value *V,
                              const Value *Ptr, Layout &L) {
  // A constant says nothing about its bytes: zero is a float, too.
  if (!isa<Constant>(V))
    L = T.valueLayout(V);
  auto Unknown = [](const Layout &L) {
    return any_of(L.Runs, [](const TypeRun &R) {
      return R.Type.K == ByteType::Unknown;
    });
  };
  uint64_t Size = layout().getTypeStoreSize(V->getType());
  if (!L.Runs.empty() && !Unknown(L)) {
    // An integer stored where floats may be ends their adjoint; as an integer
    // it would leave its bits in the float's shadow.
    if (V->getType()->isIntOrIntVectorTy() && L.uniform() &&
        L.uniform()->K == ByteType::Integer) {
      Layout Mem = T.memoryLayout(Ptr, Size);
      if (any_of(Mem.Runs, [](const TypeRun &R) {
            return R.Type.isFloat() || R.Type.Conflict;
          }))
        L = Mem;
    }
    return true;
  }
  L = T.memoryLayout(Ptr, Size);
  // Too small for a pointer, and no float with a derivative.
  if (Unknown(L) && !A.isActive(V) && Size < layout().getPointerSize())
    return true;
  if ((L.Runs.empty() || Unknown(L)) && !isa<Constant>(V)) {
    diagnose(Code::UnknownType, I,
             "cannot tell whether the bytes stored here are floats, integers "
             "or pointers",
             "access them once through their real type, compile with type "
             "information (-O1 and above, or -g), or mark the memory inactive");
    return Ok = false;
  }
  return true;
}

/// P leads into a parameter of which the caller says that it points to floats
/// and nothing else (TypesCaller.h).
static bool declaredFloats(const Value *P) {
  auto *A = dyn_cast<Argument>(getUnderlyingObject(P));
  if (!A)
    return false;
  StringRef Tree = A->getParent()
                       ->getAttributes()
                       .getParamAttr(A->getArgNo(), "wengert-caller-type")
                       .getValueAsString();
  return Tree.starts_with("{[-1]:Pointer, [-1,-1]:Float@") &&
         Tree.count("[-1") == 2;
}

/// Do the doubles that I moves, if any, lie at multiples of their size?
static bool isAlignedForWords(const CallBase &I, const KnownCall &K) {
  const Align Needed(8);
  auto aligned = [&](int Arg) {
    return std::max(I.getParamAlign(Arg).valueOrOne(),
                    I.getArgOperand(Arg)->getPointerAlignment(
                        I.getDataLayout())) >= Needed;
  };
  return aligned(K.Ptr) && (K.Kind != CallKind::MemCopy || aligned(K.Src));
}

/// Does it begin with an address? In Rust these lie at multiples of their size,
/// whatever a copy of bytes says of itself.
static bool beginsAsWord(const Layout &L) {
  constexpr uint64_t Size = 8;
  return L.Period % Size == 0 && !L.Runs.empty() && !L.Runs[0].Offset &&
         L.Runs[0].Type.isPointer();
}

/// Are doubles and addresses in L where words are?
static bool fitsWords(const Layout &L) {
  constexpr uint64_t Size = 8;
  return L.Period % Size == 0 && all_of(L.Runs, [](const TypeRun &R) {
           return !(R.Type.isFloat() || R.Type.isPointer() || isWord(R)) ||
                  (R.Offset % Size == 0 && R.Size % Size == 0 &&
                   (!R.Type.isFloat() || R.Type.FloatTy->isDoubleTy()));
         });
}

/// Makes words of all that lies beside words. Where the ends of a move overlap,
/// what arrives at one place may leave another, so that all of it is to be
/// moved in one order. False if that cannot be.
static bool makeAllWords(Layout &L, LLVMContext &C) {
  if (L.Runs.size() == 1)
    return true;
  if (!fitsWords(L))
    return false;
  L = allWords(C);
  return true;
}

/// Does one say that there is a float where the other has an address or a
/// number?
static bool contradict(const Layout &A, const Layout &B) {
  auto isElse = [](const ByteType &T) {
    return T.isPointer() || T.K == ByteType::Integer;
  };
  return any_of(A.Runs, [&](const TypeRun &X) {
    return any_of(B.Runs, [&](const TypeRun &Y) {
      return X.Offset < Y.Offset + Y.Size && Y.Offset < X.Offset + X.Size &&
             ((X.Type.isFloat() && isElse(Y.Type)) ||
              (isElse(X.Type) && Y.Type.isFloat()));
    });
  });
}

bool EmitState::layoutOfTransfer(const CallBase &I, const KnownCall &K,
                                 Layout &L) {
  const Value *Len = I.getArgOperand(K.Size);
  auto Unknown = [](const Layout &L) {
    return L.Runs.empty() || any_of(L.Runs, [](const TypeRun &R) {
             return R.Type.K == ByteType::Unknown;
           });
  };
  L = Types::notedElements(I);
  if (!L.Runs.empty())
    return true;
  L = T.memoryLayout(I.getArgOperand(K.Ptr), Len);
  if (Unknown(L) && K.Kind == CallKind::MemCopy) {
    Layout L2 = T.memoryLayout(I.getArgOperand(K.Src), Len);
    if (!Unknown(L2) || L.Runs.empty())
      L = L2;
    if (auto *C = dyn_cast<ConstantInt>(Len); C && Unknown(L))
      L = T.declaredLayout(I, C->getZExtValue());
    if (Unknown(L))
      L = T.declaredElements(I, I.getArgOperand(K.Ptr), I.getArgOperand(K.Src),
                             Len);
  } else if (K.Kind == CallKind::MemCopy && none_of(L.Runs, mayHoldFloats) &&
             declaredFloats(I.getArgOperand(K.Src))) {
    // Floats that become pointers: several objects are seen as one, and the
    // derivative would be lost.
    return false;
  }
  // Floats that are seen as one with something else.
  auto agrees = [&] {
    return K.Kind != CallKind::MemCopy ||
           T.usedElements(I.getArgOperand(K.Ptr), I.getArgOperand(K.Src), Len,
                          L);
  };
  if (!agrees())
    return false;
  if (Unknown(L) && K.Kind == CallKind::Realloc)
    L = T.declaredElements(I, &I, I.getArgOperand(K.Ptr), Len);
  if (!Unknown(L)) {
    // Words that are differentiated once more are not understood.
    const bool Tell = !isForward() && (isRust(module()) || !E.hasNested());
    // Several objects that are seen as one: what the copy itself is declared to
    // move is the one that is meant, as far as a declaration can be trusted.
    if (const auto *C = dyn_cast<ConstantInt>(Len);
        C && K.Kind == CallKind::MemCopy) {
      Layout Declared = T.declaredLayout(I, C->getZExtValue());
      if (!Unknown(Declared)) {
        if (contradict(Declared, L))
          L = Tell && isAlignedForWords(I, K) && fitsWords(L) &&
                      fitsWords(Declared)
                  ? allWords(I.getContext())
                  : Declared;
        return true;
      }
    }
    // An address here may be a number where the same storage serves another
    // type (closures).
    if (const auto *C = dyn_cast<ConstantInt>(Len);
        C && C->getValue().ule(16) && Tell && K.Kind == CallKind::MemCopy &&
        movesAnything(I) && !T.hasNarrowFloats() && !T.hasLongFloats() &&
        isAlignedForWords(I, K) && fitsWords(L) &&
        any_of(L.Runs, [](const TypeRun &R) { return R.Type.isPointer(); })) {
      L = allWords(I.getContext());
      return true;
    }
    // The same where nothing but moves tells what is pointed to: then only the
    // bits tell as well.
    const Layout First = L;
    for (int End : {K.Ptr, K.Kind == CallKind::MemCopy ? K.Src : K.Ptr}) {
      const Value *P = I.getArgOperand(End);
      // Bytes of an arena, say, that are addresses now and small floats then:
      // nothing tells.
      // (In C++ a text beside a hash table looks the same.)
      if (isRust(module()) && !isForward() && K.Kind == CallKind::MemCopy &&
          !isa<ConstantInt>(Len) && !isAlignedForWords(I, K) &&
          none_of(First.Runs, mayHoldFloats) &&
          (T.isPointerAndFloat(P, 8) || T.isSaidMixed(P, 8)))
        return false;
      if (!Tell || layout().getPointerSize() != 8 || !T.hidesDouble(P, First))
        continue;
      const bool Aligned =
          isAlignedForWords(I, K) || (isRust(module()) && beginsAsWord(First));
      if (Aligned && T.holdsOnlyDoubles(P) && !T.hasLongFloats())
        L = allWords(I.getContext());
    }
    return true;
  }
  // What only the bits themselves tell.
  for (int End : {K.Ptr, K.Kind == CallKind::MemCopy ? K.Src : K.Ptr}) {
    const Value *P = I.getArgOperand(End);
    const bool Aligned = isAlignedForWords(I, K);
    L = T.memoryLayout(P, Len);
    if (Unknown(L) && !T.hasNarrowFloats() && Aligned)
      fillWords(L, I.getContext());
    unknownToWords(L, P, Aligned);
    if (hasWords(L) && canTellWords(layout(), L) &&
        all_of(L.Runs, [](const TypeRun &R) {
          return isWord(R) || R.Type.K != ByteType::Unknown;
        }))
      return (makeAllWords(L, I.getContext()) || isa<MemCpyInst>(I)) && agrees();
  }
  return false;
}

Value *EmitState::quarantine() {
  if (QuarantineSlot)
    return QuarantineSlot;
  BasicBlock &Entry = W->getEntryBlock();
  IRBuilder<> B(&Entry, Entry.begin());
  QuarantineSlot = B.CreateAlloca(B.getPtrTy(), nullptr, "wg.quarantine");
  B.SetInsertPoint(Entry.getTerminator());
  B.CreateStore(ConstantPointerNull::get(B.getPtrTy()), QuarantineSlot);
  return QuarantineSlot;
}

Instruction *emitZero(IRBuilder<> &B, Value *P, Value *Len, MaybeAlign A) {
  return B.CreateMemSet(P, B.getInt8(0), Len, A);
}

} // namespace wengert
