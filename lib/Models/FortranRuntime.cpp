//===- FortranRuntime.cpp - Bodies of flang's run-time calls --------------===//
#include "Models/FortranRuntime.h"
#include "Models/EmbeddedRuntime.h"
#include "Models/FortranTypes.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

static constexpr uint8_t Bitcode[] = {
#include "FortranBitcode.inc"
};
static constexpr StringLiteral Library = "_FortranA";
static constexpr StringLiteral Prefix = "wengert.fortran.";
static constexpr int64_t ObjectCode = 42; // CFI_type_struct

bool isFortranBody(const Function &F) { return F.getName().starts_with(Prefix); }

/// Functions that leave the dynamic type of a descriptor they get as it is.
static bool keepsTypes(StringRef Name) {
  return Name.starts_with(Prefix) ||
         (Name.consume_front(Library) &&
          (Name.starts_with("io") || Name == "Assign" ||
           Name.starts_with("AllocatableSetBounds") ||
           Name.starts_with("AllocatableAllocate") ||
           Name.starts_with("AllocatableDeallocate") ||
           Name.starts_with("Initialize") || Name.starts_with("Destroy") ||
           Name.starts_with("PointerAllocate") ||
           Name.starts_with("PointerSetBounds") ||
           Name.starts_with("PointerDeallocate") ||
           Name.starts_with("PointerIs") || Name.starts_with("Push") ||
           Name.starts_with("InitArray")));
}

//===----------------------------------------------------------------------===//
// What is known of a descriptor
//===----------------------------------------------------------------------===//

namespace {
/// Element type code, rank, and description of the derived type. They never
/// change in the life of a descriptor, unless it is polymorphic.
struct DescriptorFacts {
  int64_t Type = -1, Rank = -1;
  Constant *Object = nullptr;
};

/// Where they are in a descriptor, by byte and by field.
constexpr int64_t RankAt = 20, TypeAt = 21, DimsAt = 24, DimSize = 24;
constexpr unsigned RankField = 3, TypeField = 4;

/// The one constant that everything in sight writes to a place.
class Place {
public:
  Place(int64_t At, Type *Ty, ArrayRef<unsigned> Field)
      : At(At), Ty(Ty), Field(Field) {}

  Constant *value() const { return Other ? nullptr : Found; }

  void collect(const AllocaInst *A);

private:
  void add(Constant *C) {
    if (C && isa<UndefValue>(C))
      return;
    Other |= !C || (Found && Found != C);
    Found = C;
  }
  void stored(Value *V, int64_t Off, const DataLayout &DL);
  void copied(const Value *From, int64_t Off, const DataLayout &DL);
  bool covers(int64_t Off, uint64_t Size, const DataLayout &DL) const {
    return Off < At + int64_t(DL.getTypeStoreSize(Ty)) &&
           At < Off + int64_t(Size);
  }

  int64_t At;
  Type *Ty;
  SmallVector<unsigned, 2> Field;
  Constant *Found = nullptr;
  bool Other = false;
  SmallPtrSet<const AllocaInst *, 4> Seen;
};
} // namespace

void Place::collect(const AllocaInst *A) {
  if (!Seen.insert(A).second)
    return;
  SmallVector<std::pair<const Value *, int64_t>, 8> Work{{A, 0}};
  const DataLayout &DL = A->getDataLayout();
  while (!Work.empty()) {
    auto [P, Off] = Work.pop_back_val();
    for (const User *U : P->users()) {
      if (const auto *G = dyn_cast<GEPOperator>(U)) {
        APInt Add(DL.getIndexTypeSizeInBits(G->getType()), 0);
        if (G->accumulateConstantOffset(DL, Add))
          Work.push_back({G, Off + Add.getSExtValue()});
      } else if (const auto *SI = dyn_cast<StoreInst>(U);
                 SI && SI->getPointerOperand() == P) {
        Value *V = const_cast<Value *>(SI->getValueOperand());
        if (covers(Off, DL.getTypeStoreSize(V->getType()), DL))
          stored(V, Off, DL);
      } else if (const auto *MI = dyn_cast<MemTransferInst>(U);
                 MI && MI->getRawDest() == P) {
        auto *Len = dyn_cast<ConstantInt>(MI->getLength());
        if (!Len || covers(Off, Len->getZExtValue(), DL))
          copied(MI->getRawSource(), Off, DL);
      } else if (const auto *CB = dyn_cast<CallBase>(U);
                 CB && Ty->isPointerTy() && !isa<MemIntrinsic>(CB) &&
                 !(CB->getCalledFunction() &&
                   keepsTypes(CB->getCalledFunction()->getName()))) {
        Other = true; // the dynamic type may change there
      }
    }
  }
}

void Place::stored(Value *V, int64_t Off, const DataLayout &DL) {
  if (auto *C = dyn_cast<Constant>(V))
    return add(At >= Off ? ConstantFoldLoadFromConst(C, Ty, APInt(64, At - Off),
                                                     DL)
                         : nullptr);
  if (!isa<StructType>(V->getType()) || Off != 0)
    return add(nullptr);
  if (const auto *L = dyn_cast<LoadInst>(V)) {
    if (const auto *A = dyn_cast<AllocaInst>(L->getPointerOperand()))
      return collect(A);
    return add(nullptr);
  }
  Type *FieldTy = ExtractValueInst::getIndexedType(V->getType(), Field);
  add(FieldTy == Ty ? dyn_cast_or_null<Constant>(FindInsertedValue(V, Field))
                    : nullptr);
}

void Place::copied(const Value *From, int64_t Off, const DataLayout &DL) {
  if (const auto *A = dyn_cast<AllocaInst>(From); A && Off == 0)
    return collect(A);
  const auto *G = dyn_cast<GlobalVariable>(From);
  bool Known = G && G->isConstant() && G->hasDefinitiveInitializer();
  add(Known ? ConstantFoldLoadFromConst(
                  const_cast<Constant *>(G->getInitializer()), Ty,
                  APInt(64, At - Off), DL)
            : nullptr);
}

/// What is known of the descriptor at P.
static DescriptorFacts factsOf(Value *P) {
  auto *A = dyn_cast<AllocaInst>(P->stripPointerCasts());
  if (!A)
    return {};
  LLVMContext &Ctx = P->getContext();
  Type *Byte = Type::getInt8Ty(Ctx);
  auto Number = [&](int64_t At, unsigned Field) -> int64_t {
    Place Where(At, Byte, Field);
    Where.collect(A);
    auto *C = dyn_cast_or_null<ConstantInt>(Where.value());
    return C ? C->getSExtValue() : -1;
  };
  DescriptorFacts F;
  F.Type = Number(TypeAt, TypeField);
  F.Rank = Number(RankAt, RankField);
  if (F.Type == ObjectCode && F.Rank >= 0) {
    // The dimensions are a field of their own, if there are any.
    Place Where(DimsAt + F.Rank * DimSize, PointerType::get(Ctx, 0),
                F.Rank ? 8u : 7u);
    Where.collect(A);
    F.Object = dyn_cast_or_null<GlobalVariable>(Where.value());
  }
  return F;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// A body's parameters are the library function's, then, for a descriptor d,
/// dType, dRank and dObject.
static unsigned libraryParams(const Function &Body) {
  unsigned N = 0;
  while (N < Body.arg_size() && !Body.getArg(N)->getName().ends_with("Type"))
    ++N;
  return N;
}

/// The library grows by parameters at the end that have defaults; a body may
/// have fewer.
static bool accepts(const Function &Body, unsigned Params, const CallInst &CI) {
  if (Body.getReturnType() != CI.getType() || Params > CI.arg_size())
    return false;
  for (unsigned I = 0; I != Params; ++I)
    if (Body.getArg(I)->getType() != CI.getArgOperand(I)->getType())
      return false;
  return true;
}

/// The descriptor whose facts a body takes as NAMEType and so on: an
/// operand, or the array a constructor was begun with.
static Value *descriptorOperand(const Function &Body, unsigned Params,
                                StringRef Name, const CallInst &CI) {
  for (unsigned I = 0; I != Params; ++I)
    if (Body.getArg(I)->getName() == Name)
      return CI.getArgOperand(I);
  for (const User *U : CI.getArgOperand(0)->users())
    if (const auto *Begin = dyn_cast<CallInst>(U);
        Begin && Begin->getCalledFunction() && Begin->arg_size() > 1 &&
        Begin->getCalledFunction()->getName().ends_with(
            "InitArrayConstructorVector"))
      return Begin->getArgOperand(1);
  return nullptr;
}

bool normalizeFortranCalls(Function &F) {
  SmallVector<CallInst *, 8> Work;
  for (Instruction &I : instructions(F))
    if (auto *CI = dyn_cast<CallInst>(&I))
      if (const Function *G = CI->getCalledFunction();
          G && G->isDeclaration() && G->getName().starts_with(Library))
        Work.push_back(CI);
  SmallVector<std::pair<CallInst *, CallInst *>, 8> Replaced;
  Module &M = *F.getParent();
  for (CallInst *CI : Work) {
    StringRef Name = CI->getCalledFunction()->getName();
    Function *Body = embeddedFunction(
        M, (Prefix + Name.drop_front(Library.size())).str(), {Bitcode, Prefix});
    unsigned Params = Body ? libraryParams(*Body) : 0;
    if (!Body || !accepts(*Body, Params, *CI))
      continue;
    IRBuilder<> B(CI);
    SmallVector<Value *, 8> Args(CI->args());
    Args.truncate(Params);
    for (unsigned I = Params; I + 2 < Body->arg_size(); I += 3) {
      StringRef Of = Body->getArg(I)->getName().drop_back(4);
      Value *D = descriptorOperand(*Body, Params, Of, *CI);
      DescriptorFacts Known = D ? factsOf(D) : DescriptorFacts();
      Args.push_back(B.getInt32(Known.Type));
      Args.push_back(B.getInt32(Known.Rank));
      Args.push_back(Known.Object ? Known.Object
                                  : Constant::getNullValue(
                                        Body->getArg(I + 2)->getType()));
    }
    CallInst *New = B.CreateCall(Body, Args);
    New->takeName(CI);
    Replaced.push_back({CI, New});
  }
  for (auto [CI, New] : Replaced) {
    CI->replaceAllUsesWith(New);
    CI->eraseFromParent();
  }
  if (!Replaced.empty()) {
    defineFortranObjects(M, {Bitcode, Prefix});
    // flang does not say so at -O0.
    if (Function *Malloc = M.getFunction("malloc");
        Malloc && Malloc->isDeclaration())
      Malloc->addRetAttr(Attribute::NoAlias);
  }
  return !Replaced.empty();
}

bool isInactiveFortranName(StringRef N) {
  if (N.starts_with("wengert.fortran.inactive."))
    return true;
  if (!N.consume_front(Library))
    return false;
  if (N.consume_front("io"))
    // Input writes to variables.
    return !N.starts_with("Input") ||
           StringSwitch<bool>(N)
               .Cases({"InputInteger", "InputAscii", "InputCharacter",
                       "InputLogical"},
                      true)
               .Default(false);
  static constexpr StringLiteral Prefixes[] = {
      "Character", "Stop", "ErrorStop", "ReportFatal", "LenTrim", "Index",
      "Scan", "Verify", "Trim", "Adjustl", "Adjustr", "Repeat", "Date",
      "SystemClock", "CpuTime", "Time", "Get", "Command", "Argument",
      "Environment", "Random", "ProgramStart", "ProgramEnd", "Exit", "Pause",
      "ClassIs", "SameTypeAs", "ExtendsTypeOf", "Lbound", "Ubound", "Size",
      "IsContiguous", "AllocatableCheck", "PointerCheck", "IAll", "IAny",
      "IParity", "SelectedInt", "SelectedReal", "SelectedChar", "Irand",
      "Rand", "Execute", "Sleep", "Flush", "Ierrno", "Abort"};
  for (StringRef P : Prefixes)
    if (N.starts_with(P))
      return true;
  return false;
}

} // namespace wengert
