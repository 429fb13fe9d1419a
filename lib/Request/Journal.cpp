//===- Journal.cpp - What a run overwrote ---------------------------------===//
#include "Request/Journal.h"
#include "Driver/DebugScopes.h"
#include "Driver/Engine.h"
#include "Emit/Helpers.h"
#include "Models/KnownCalls.h"
#include "Request/Rerun.h"
#include "Request/WireCall.h"
#include "Request/WireNames.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace wengert {

/// Tells a tape with a journal from any other.
static constexpr uint64_t Magic = 0x6a6f75726e616c21;

enum Field { MagicField, FirstField, LastField, FrameField, TapeField };

static StructType *layout(LLVMContext &C) {
  Type *P = PointerType::get(C, 0);
  return StructType::get(Type::getInt64Ty(C), P, P, P, P);
}

enum NoteField { Before, After, Address, Length };

/// {note before, note after, address, length}, then the old bytes, then those
/// that the run left.
static StructType *noteLayout(LLVMContext &C) {
  Type *P = PointerType::get(C, 0);
  return StructType::get(P, P, P, Type::getInt64Ty(C));
}

static Value *fieldOf(IRBuilder<> &B, Value *Journal, Field F) {
  return B.CreateStructGEP(layout(B.getContext()), Journal, F);
}

bool needsJournal(Function &F, Engine &E) {
  return E.hasSplitTangents() && traceLeft(F, E);
}

//===----------------------------------------------------------------------===//
// The functions that keep the journal
//===----------------------------------------------------------------------===//

/// A new internal function that no analysis looks into; null if it exists.
static Function *newHelper(Module &M, StringRef Name, ArrayRef<Type *> Params) {
  if (M.getFunction(Name))
    return nullptr;
  LLVMContext &C = M.getContext();
  Function *F =
      Function::Create(FunctionType::get(Type::getVoidTy(C), Params, false),
                       GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("enzyme_inactive");
  BasicBlock::Create(C, "entry", F);
  return F;
}

/// void note(ptr journal, ptr address, i64 length)
static Function *noteFunction(Module &M) {
  const char *Name = "wengert.journal.note";
  LLVMContext &C = M.getContext();
  Type *P = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = newHelper(M, Name, {P, P, I64});
  if (!F)
    return M.getFunction(Name);
  // To those who call it: it reads the bytes and nothing else of theirs.
  F->setMemoryEffects(MemoryEffects::inaccessibleOrArgMemOnly());
  F->addParamAttr(0, Attribute::NoAlias);
  F->addParamAttr(1, Attribute::ReadOnly);
  for (unsigned K : {0, 1})
    F->addParamAttr(K, Attribute::getWithCaptureInfo(C, CaptureInfo::none()));
  Argument *Journal = F->getArg(0), *At = F->getArg(1), *Len = F->getArg(2);
  BasicBlock *Note = BasicBlock::Create(C, "note", F);
  BasicBlock *Done = BasicBlock::Create(C, "done", F);
  IRBuilder<> B(&F->getEntryBlock());
  // The frames of calls inside of the run are gone when it is over.
  Value *Here =
      B.CreateIntrinsic(Intrinsic::frameaddress, {P}, {B.getInt32(0)});
  Value *Frame = B.CreateLoad(P, fieldOf(B, Journal, FrameField));
  Value *Local =
      B.CreateAnd(B.CreateICmpUGE(At, Here), B.CreateICmpULT(At, Frame));
  B.CreateCondBr(B.CreateOr(Local, B.CreateICmpEQ(Len, B.getInt64(0))), Done,
                 Note);
  B.SetInsertPoint(Note);
  StructType *T = noteLayout(C);
  uint64_t Head = F->getDataLayout().getTypeAllocSize(T);
  Value *N = B.CreateCall(getMalloc(M),
                          {B.CreateAdd(B.CreateShl(Len, 1), B.getInt64(Head))});
  Value *LastAt = fieldOf(B, Journal, LastField);
  Value *Last = B.CreateLoad(P, LastAt);
  B.CreateStore(Last, B.CreateStructGEP(T, N, Before));
  B.CreateStore(ConstantPointerNull::get(B.getPtrTy()),
                B.CreateStructGEP(T, N, After));
  B.CreateStore(At, B.CreateStructGEP(T, N, Address));
  B.CreateStore(Len, B.CreateStructGEP(T, N, Length));
  B.CreateMemCpy(B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), N, Head), Align(1),
                 At, Align(1), Len);
  B.CreateStore(N, B.CreateSelect(B.CreateIsNull(Last),
                                  fieldOf(B, Journal, FirstField),
                                  B.CreateStructGEP(T, Last, After)));
  B.CreateStore(N, LastAt);
  B.CreateBr(Done);
  B.SetInsertPoint(Done);
  B.CreateRetVoid();
  return F;
}

/// Emits Each for every note from Start on; the way on is read before.
static void forEachNote(IRBuilder<> &B, Function *F, Field Start, NoteField Way,
                        function_ref<void(Value *Note)> Each) {
  LLVMContext &C = F->getContext();
  Type *P = PointerType::get(C, 0);
  BasicBlock *Entry = B.GetInsertBlock();
  BasicBlock *Head = BasicBlock::Create(C, "head", F);
  BasicBlock *Body = BasicBlock::Create(C, "body", F);
  BasicBlock *Done = BasicBlock::Create(C, "done", F);
  Value *First = B.CreateLoad(P, fieldOf(B, F->getArg(0), Start));
  B.CreateBr(Head);
  B.SetInsertPoint(Head);
  PHINode *N = B.CreatePHI(P, 2);
  N->addIncoming(First, Entry);
  B.CreateCondBr(B.CreateIsNull(N), Done, Body);
  B.SetInsertPoint(Body);
  Value *Next = B.CreateLoad(P, B.CreateStructGEP(noteLayout(C), N, Way));
  Each(N);
  N->addIncoming(Next, B.GetInsertBlock());
  B.CreateBr(Head);
  B.SetInsertPoint(Done);
}

/// Goes on if the journal is one.
static void checkMagic(IRBuilder<> &B, Function *F) {
  LLVMContext &C = F->getContext();
  BasicBlock *Read = BasicBlock::Create(C, "read", F);
  BasicBlock *Bad = BasicBlock::Create(C, "bad", F);
  BasicBlock *Good = BasicBlock::Create(C, "good", F);
  Value *J = F->getArg(0);
  B.CreateCondBr(B.CreateIsNull(J), Bad, Read);
  B.SetInsertPoint(Read);
  Value *Found = B.CreateLoad(B.getInt64Ty(), fieldOf(B, J, MagicField));
  B.CreateCondBr(B.CreateICmpEQ(Found, B.getInt64(Magic)), Good, Bad);
  B.SetInsertPoint(Bad);
  emitStop(B,
           "wengert: the tape %p was made where no tangents were asked for; "
           "call __enzyme_fwdsplit in the file that calls "
           "__enzyme_augmentfwd\n",
           J);
  B.SetInsertPoint(Good);
}

/// Emits the copies between a note and its memory. Redo: what the run left
/// goes back to memory; else it is kept, and the old bytes go there.
static void swapBytes(IRBuilder<> &B, Value *Note, bool Redo) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  StructType *T = noteLayout(B.getContext());
  Value *At = B.CreateLoad(B.getPtrTy(), B.CreateStructGEP(T, Note, Address));
  Value *Len = B.CreateLoad(B.getInt64Ty(), B.CreateStructGEP(T, Note, Length));
  Value *Old =
      B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Note, DL.getTypeAllocSize(T));
  Value *New = B.CreateInBoundsGEP(B.getInt8Ty(), Old, Len);
  if (Redo) {
    B.CreateMemCpy(At, Align(1), New, Align(1), Len);
    return;
  }
  B.CreateMemCpy(New, Align(1), At, Align(1), Len);
  B.CreateMemCpy(At, Align(1), Old, Align(1), Len);
}

static Function *restoreFunction(Module &M, bool Redo) {
  const char *Name = Redo ? "wengert.journal.redo" : "wengert.journal.restore";
  Function *F = newHelper(M, Name, {PointerType::get(M.getContext(), 0)});
  if (!F)
    return M.getFunction(Name);
  IRBuilder<> B(&F->getEntryBlock());
  checkMagic(B, F);
  forEachNote(B, F, Redo ? FirstField : LastField, Redo ? After : Before,
              [&](Value *Note) { swapBytes(B, Note, Redo); });
  B.CreateRetVoid();
  return F;
}

static Function *freeFunction(Module &M) {
  const char *Name = "wengert.journal.free";
  LLVMContext &C = M.getContext();
  Function *F = newHelper(M, Name, {PointerType::get(C, 0)});
  if (!F)
    return M.getFunction(Name);
  IRBuilder<> B(&F->getEntryBlock());
  checkMagic(B, F);
  forEachNote(B, F, LastField, Before,
              [&](Value *N) { B.CreateCall(getFree(M), {N}); });
  B.CreateCall(getFree(M), {F->getArg(0)});
  B.CreateRetVoid();
  return F;
}

Value *emitNewJournal(IRBuilder<> &B) {
  Module &M = *B.GetInsertBlock()->getModule();
  StructType *T = layout(B.getContext());
  Value *J = B.CreateCall(getMalloc(M),
                          {B.getInt64(M.getDataLayout().getTypeAllocSize(T))},
                          "wengert.journal");
  Value *Null = ConstantPointerNull::get(B.getPtrTy());
  B.CreateStore(B.getInt64(Magic), fieldOf(B, J, MagicField));
  B.CreateStore(Null, fieldOf(B, J, FirstField));
  B.CreateStore(Null, fieldOf(B, J, LastField));
  // What the caller has on the stack lies above; what the run will have, below.
  B.CreateStore(B.CreateStackSave(), fieldOf(B, J, FrameField));
  B.CreateStore(Null, fieldOf(B, J, TapeField));
  return J;
}

void emitSetTape(IRBuilder<> &B, Value *Journal, Value *Tape) {
  B.CreateStore(Tape, fieldOf(B, Journal, TapeField));
}

Value *emitGetTape(IRBuilder<> &B, Value *Journal) {
  return B.CreateLoad(B.getPtrTy(), fieldOf(B, Journal, TapeField),
                      "wengert.tape");
}

static void emitSwap(IRBuilder<> &B, Value *Journal, bool Redo) {
  Module &M = *B.GetInsertBlock()->getModule();
  B.CreateCall(restoreFunction(M, Redo), {Journal});
}

void emitRestore(IRBuilder<> &B, Value *Journal) {
  emitSwap(B, Journal, /*Redo=*/false);
}

void emitRedo(IRBuilder<> &B, Value *Journal) {
  emitSwap(B, Journal, /*Redo=*/true);
}

void emitFreeJournal(IRBuilder<> &B, Value *Journal) {
  B.CreateCall(freeFunction(*B.GetInsertBlock()->getModule()), {Journal});
}

//===----------------------------------------------------------------------===//
// Clones that note what they overwrite
//===----------------------------------------------------------------------===//

namespace {
class Journaling {
public:
  explicit Journaling(Engine &E) : E(E), M(E.module()) {}
  Function *clone(Function &F);
  const Instruction *Reason = nullptr;

private:
  bool instrument(Function &G);
  bool instrumentCall(CallBase &CB, Value *Journal);
  static std::string nameOf(Function &F) {
    return ("wengert.journaled." + F.getName()).str();
  }

  Engine &E;
  Module &M;
};
} // namespace

/// CB, with the journal as one more argument, to Callee.
static void redirect(CallBase &CB, Function *Callee, Value *Journal) {
  SmallVector<Value *, 8> Args(CB.args());
  Args.push_back(Journal);
  SmallVector<OperandBundleDef, 1> Bundles;
  CB.getOperandBundlesAsDefs(Bundles);
  CallBase *New;
  if (auto *II = dyn_cast<InvokeInst>(&CB))
    New = InvokeInst::Create(Callee->getFunctionType(), Callee,
                             II->getNormalDest(), II->getUnwindDest(), Args,
                             Bundles, "", CB.getIterator());
  else
    New = CallInst::Create(Callee->getFunctionType(), Callee, Args, Bundles, "",
                           CB.getIterator());
  New->takeName(&CB);
  New->setCallingConv(CB.getCallingConv());
  New->setAttributes(CB.getAttributes());
  New->removeFnAttr(Attribute::Memory);
  New->setDebugLoc(CB.getDebugLoc());
  CB.replaceAllUsesWith(New);
  CB.eraseFromParent();
}

bool Journaling::instrumentCall(CallBase &CB, Value *Journal) {
  KnownCall K = classifyCall(CB);
  if (K.Kind == CallKind::Free || K.Kind == CallKind::Realloc) {
    Reason = &CB; // there would be nothing to put the bytes back into
    return false;
  }
  // What prints, prints again.
  if (K.Kind == CallKind::Inactive || !CB.mayWriteToMemory() ||
      leavesNothing(CB))
    return true;
  if (K.Kind == CallKind::MemCopy || K.Kind == CallKind::MemSet) {
    Value *At = CB.getArgOperand(K.Ptr);
    if (isOwnMemory(At))
      return true;
    IRBuilder<> B(&CB);
    B.CreateCall(noteFunction(M), {Journal, At,
                                   B.CreateZExtOrTrunc(CB.getArgOperand(K.Size),
                                                       B.getInt64Ty())});
    return true;
  }
  Function *Callee = CB.getCalledFunction();
  if (!Callee || Callee->isDeclaration() || Callee->isVarArg() ||
      CB.isMustTailCall() || isa<CallBrInst>(CB)) {
    Reason = &CB;
    return false;
  }
  Function *G = clone(*Callee);
  if (!G)
    return false;
  redirect(CB, G, Journal);
  return true;
}

bool Journaling::instrument(Function &G) {
  const DataLayout &DL = G.getDataLayout();
  Value *Journal = G.getArg(G.arg_size() - 1);
  for (Instruction &I : make_early_inc_range(instructions(G))) {
    if (auto *CB = dyn_cast<CallBase>(&I)) {
      if (!instrumentCall(*CB, Journal))
        return false;
      continue;
    }
    if (!I.mayWriteToMemory())
      continue;
    Value *At = nullptr;
    Type *T = nullptr;
    if (auto *SI = dyn_cast<StoreInst>(&I)) {
      At = SI->getPointerOperand();
      T = SI->getValueOperand()->getType();
    } else if (auto *RMW = dyn_cast<AtomicRMWInst>(&I)) {
      At = RMW->getPointerOperand();
      T = RMW->getType();
    }
    if (!T || isa<ScalableVectorType>(T)) {
      if (isa<LoadInst, FenceInst>(I))
        continue; // ordered, no write
      Reason = &I;
      return false;
    }
    if (isOwnMemory(At))
      continue;
    IRBuilder<> B(&I);
    B.CreateCall(noteFunction(M),
                 {Journal, At, B.getInt64(DL.getTypeStoreSize(T))});
  }
  return true;
}

Function *Journaling::clone(Function &F) {
  if (Function *Known = M.getFunction(nameOf(F)))
    return Known;
  SmallVector<Type *, 8> Params(F.getFunctionType()->params());
  Params.push_back(PointerType::get(M.getContext(), 0));
  auto *G = Function::Create(
      FunctionType::get(F.getReturnType(), Params, false),
      GlobalValue::InternalLinkage, F.getAddressSpace(), nameOf(F), &M);
  ValueToValueMapTy VMap;
  for (auto [From, To] : zip(F.args(), G->args())) {
    To.setName(From.getName());
    VMap[&From] = &To;
  }
  SmallVector<ReturnInst *, 4> Returns;
  CloneFunctionInto(G, &F, VMap, CloneFunctionChangeType::LocalChangesOnly,
                    Returns);
  adoptDebugScopes(*G, F);
  G->setLinkage(GlobalValue::InternalLinkage);
  G->setComdat(nullptr);
  G->removeFnAttr(Attribute::Memory);
  for (Argument &A : G->args())
    for (auto K : {Attribute::WriteOnly, Attribute::ReadNone,
                   Attribute::Initializes, Attribute::Returned})
      A.removeAttr(K);
  Argument *Journal = G->getArg(G->arg_size() - 1);
  Journal->setName("journal");
  Journal->addAttr(Attribute::NoAlias);
  E.noteCreated(G);
  return instrument(*G) ? G : nullptr;
}

Function *withJournal(Function &F, Engine &E, const Instruction *&Reason) {
  Journaling J(E);
  if (F.isVarArg()) {
    Reason = &*F.getEntryBlock().begin();
    return nullptr;
  }
  Function *G = J.clone(F);
  Reason = J.Reason;
  return G;
}

} // namespace wengert
