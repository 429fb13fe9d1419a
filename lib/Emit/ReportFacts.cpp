//===- ReportFacts.cpp - What a derivative is made of ---------------------===//
#include "Emit/ReportFacts.h"
#include "Diagnose/Report.h"
#include "Models/CallModel.h"
#include "Models/Quarantine.h"
#include "Rules/Rules.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include <set>

using namespace llvm;

namespace wengert {

//===----------------------------------------------------------------------===//
// Names of the source
//===----------------------------------------------------------------------===//

std::string variableOf(const Value *V) {
  SmallVector<DbgVariableRecord *, 4> Records;
  findDbgValues(const_cast<Value *>(V), Records);
  append_range(Records, findDVRDeclares(const_cast<Value *>(V)));
  // What an inlined function calls it is second choice.
  StringRef Inlined;
  for (const DbgVariableRecord *R : Records) {
    StringRef Name = R->getVariable()->getName();
    if (!Name.empty() && !R->getDebugLoc().getInlinedAt())
      return Name.str();
    Inlined = Name.empty() ? Inlined : Name;
  }
  if (!Inlined.empty())
    return Inlined.str();
  // At -O0 an argument's variable is the slot it is stored in.
  if (isa<Argument>(V))
    for (const User *U : V->users())
      if (auto *SI = dyn_cast<StoreInst>(U); SI && SI->getValueOperand() == V)
        if (auto *Slot = dyn_cast<AllocaInst>(SI->getPointerOperand()))
          if (std::string Name = variableOf(Slot); !Name.empty())
            return Name;
  return "";
}

/// The variable that V, of P, is called in the source; empty if none is known.
static std::string nameOf(const EmitState &S, const Value *V) {
  if (std::string Name = variableOf(V); !Name.empty())
    return Name;
  if (auto *Phi = dyn_cast<PHINode>(V))
    for (const Value *In : Phi->incoming_values())
      if (std::string Name = variableOf(In); !Name.empty())
        return Name;
  if (auto *A = dyn_cast<Argument>(V)) {
    const Argument *Own = S.R.F->getArg(A->getArgNo());
    std::string Name = variableOf(Own);
    return Name.empty() ? Own->getName().str() : Name;
  }
  if (auto *G = dyn_cast<GlobalVariable>(V))
    return readableName(G->getName());
  if (auto *L = dyn_cast<LoadInst>(V)) {
    const Value *Object = getUnderlyingObject(L->getPointerOperand(), 0);
    std::string Of = Object == V ? "" : nameOf(S, Object);
    if (Of.empty())
      return "";
    return L->getPointerOperand() == Object && isa<AllocaInst>(Object)
               ? Of
               : Of + "[…]";
  }
  return "";
}

static std::string printed(const Type *T) {
  std::string Text;
  raw_string_ostream(Text) << *T;
  return Text;
}

/// Where I is in the source. A join has no place of its own: then that of a
/// value it joins, the last of which is what a loop computes.
static DebugLoc placeOf(const Instruction &I) {
  DebugLoc Loc = I.getDebugLoc();
  if (auto *Phi = dyn_cast<PHINode>(&I); Phi && (!Loc || !Loc.getLine()))
    for (const Value *In : Phi->incoming_values())
      if (auto *X = dyn_cast<Instruction>(In); X && X->getDebugLoc())
        Loc = X->getDebugLoc();
  return Loc;
}

//===----------------------------------------------------------------------===//
// Stored and recomputed
//===----------------------------------------------------------------------===//

/// What may write the memory L reads, for a load that may not run again.
static void addWriter(EmitState &S, const LoadInst &L, json::Object &Fact) {
  AAResults &AA = S.E.fam().getResult<AAManager>(S.P);
  const Value *Object = getUnderlyingObject(L.getPointerOperand(), 0);
  MemoryLocation Loc = MemoryLocation::getBeforeOrAfter(L.getPointerOperand(),
                                                        L.getAAMetadata());
  Instruction *Maybe = nullptr, *Surely = nullptr;
  for (Instruction &I : instructions(S.P)) {
    if (!I.mayWriteToMemory() || I.isLifetimeStartOrEnd() ||
        isa<AssumeInst>(I) || !isModSet(AA.getModRefInfo(&I, Loc)) ||
        !isPotentiallyReachable(&L, &I))
      continue;
    const Value *To = getLoadStorePointerOperand(&I);
    (To && getUnderlyingObject(To, 0) == Object ? Surely : Maybe) = &I;
    if (Surely)
      break;
  }
  Instruction *Writer = Surely ? Surely : Maybe;
  Fact["why"] = Writer ? "overwritten" : "caller";
  if (!Writer)
    return;
  json::Object W{{"at", reportPlaces(Writer->getDebugLoc())},
                 {"same", Surely != nullptr},
                 {"call", isa<CallBase>(Writer)}};
  if (const Value *To = getLoadStorePointerOperand(Writer))
    if (std::string Name = nameOf(S, getUnderlyingObject(To, 0)); !Name.empty())
      W["name"] = reportText(Name);
  if (std::string Name = nameOf(S, Object); !Name.empty())
    W["object"] = reportText(Name);
  Fact["writer"] = std::move(W);
}

void reportStored(EmitState &S, const Instruction &I, StringRef How,
                  StringRef Per) {
  if (!isReporting())
    return;
  const Instruction *PI = S.Origin.lookup(&I);
  json::Object Fact{
      {"at", reportPlaces(placeOf(PI ? *PI : I))},
      {"bytes",
       int64_t(S.layout().getTypeStoreSize(I.getType()).getKnownMinValue())},
      {"per", Per},
      {"how", How},
      {"type", reportText(printed(I.getType()))}};
  if (PI)
    if (std::string Name = nameOf(S, PI); !Name.empty())
      Fact["name"] = reportText(Name);
  Fact["why"] = "cost";
  auto *L = dyn_cast_or_null<LoadInst>(PI);
  SmallVector<const StoreInst *, 2> Undo;
  if (!PI)
    Fact["why"] = "made"; // by the forward sweep: a shadow, a tape, a length
  else if (L && !S.OW.mayReload(L, Undo))
    addWriter(S, *L, Fact);
  else if (isa<PHINode>(PI))
    Fact["why"] = "carried"; // from one run of a loop, or one of several ways
  else if (isa<CallBase>(PI) && !isa<IntrinsicInst>(PI))
    Fact["why"] = "call";
  noteFact(*S.W, "stored", std::move(Fact));
}

void reportRecomputed(EmitState &S, const Instruction &I) {
  // Addresses and casts are arithmetic of the machine's, not of the user's.
  bool Arithmetic = I.getType()->isFPOrFPVectorTy() &&
                    !isa<CastInst, ExtractElementInst, ShuffleVectorInst>(I);
  if (!isReporting() || (!Arithmetic && !isa<LoadInst>(I)))
    return;
  std::string What = I.getOpcodeName();
  if (auto *CB = dyn_cast<CallBase>(&I))
    if (const Function *F = CB->getCalledFunction())
      What = readableName(F->getName());
  json::Object Fact{{"at", reportPlaces(I.getDebugLoc())},
                    {"what", reportText(What)}};
  if (const Instruction *PI = S.Origin.lookup(&I))
    if (std::string Name = nameOf(S, PI); !Name.empty())
      Fact["name"] = reportText(Name);
  noteFact(*S.W, "recomputed", std::move(Fact));
}

//===----------------------------------------------------------------------===//
// The derivative as a whole
//===----------------------------------------------------------------------===//

static StringRef activityName(ActKind K) {
  switch (K) {
  case ActKind::Const:
    return "const";
  case ActKind::Adjoint:
    return "out";
  case ActKind::Shadow:
    return "dup";
  case ActKind::Both:
    break;
  }
  return "dup and out";
}

static StringRef modeName(DiffMode M) {
  switch (M) {
  case DiffMode::Forward:
    return "forward";
  case DiffMode::Combined:
    return "reverse";
  case DiffMode::Augmented:
  case DiffMode::Pullback:
    break;
  }
  return "split reverse";
}

/// The lines of P's active instructions, by file; those from which they were
/// inlined among them.
static json::Array activeLines(const EmitState &S) {
  struct Place {
    std::string Function;
    int64_t From = 0;
    std::set<int64_t> Lines;
  };
  std::map<std::pair<std::string, std::string>, Place> Found;
  SmallPtrSet<const MDNode *, 32> Seen;
  for (const Instruction &I : instructions(S.P)) {
    if (!S.concerns(&I) || !Seen.insert(I.getDebugLoc().getAsMDNode()).second)
      continue;
    for (const json::Value &V : reportPlaces(I.getDebugLoc())) {
      const json::Object &O = *V.getAsObject();
      std::string Function = O.getString("function")->str();
      int64_t From = *O.getInteger("from");
      Place &P =
          Found[{O.getString("file")->str(), std::to_string(From) + Function}];
      P.Function = Function;
      P.From = From;
      if (int64_t Line = *O.getInteger("line"))
        P.Lines.insert(Line);
    }
  }
  json::Array List;
  for (auto &[Key, P] : Found)
    List.push_back(json::Object{{"file", Key.first},
                                {"function", P.Function},
                                {"from", P.From},
                                {"lines", json::Array(P.Lines)}});
  return List;
}

/// How the call is differentiated; empty if it has no part in the derivative.
static StringRef callKind(const EmitState &S, const CallBase &CB) {
  if (auto It = S.Calls.find(&CB); It != S.Calls.end())
    return It->second.Custom       ? "rule by hand"
           : It->second.Descriptor ? "split, through a pointer"
                                   : "split";
  if (!S.A.isActiveInst(&CB) || isQuarantineCall(CB) || isa<IntrinsicInst>(CB))
    return "";
  KnownCall K = classifyCall(CB);
  if (K.Kind == CallKind::Alloc || K.Kind == CallKind::AllocOut ||
      K.Kind == CallKind::Realloc || K.Kind == CallKind::Free)
    return "allocation";
  if (K.Kind != CallKind::Unknown && K.Kind != CallKind::Math)
    return "";
  if (matchRule(CB))
    return "rule";
  if (findModel(CB))
    return "model";
  return S.isForward() ? "forward" : "";
}

static json::Array callsOf(const EmitState &S) {
  json::Array List;
  for (const Instruction &I : instructions(S.P)) {
    auto *CB = dyn_cast<CallBase>(&I);
    StringRef How = CB ? callKind(S, *CB) : "";
    if (How.empty())
      continue;
    json::Object Call{{"at", reportPlaces(CB->getDebugLoc())}, {"how", How}};
    const Function *F = CB->getCalledFunction();
    Call["callee"] =
        F ? reportText(readableName(F->getName())) : "a function pointer";
    if (auto It = S.Calls.find(CB); It != S.Calls.end() && It->second.Pullback)
      if (const Function *Back = It->second.Pullback->Fn)
        Call["pullback"] = reportText(Back->getName());
    // In forward mode the call of W is one of the callee's derivative.
    if (auto *WC = dyn_cast_or_null<CallBase>(S.VMap.lookup(CB));
        WC && S.isForward())
      if (const Function *G = WC->getCalledFunction(); G && G != F)
        Call["derivative"] = reportText(G->getName());
    List.push_back(std::move(Call));
  }
  return List;
}

/// What the derivative adds to memory atomically.
static void addAtomics(const Function &F, json::Array &List) {
  for (const Instruction &I : instructions(F))
    if (auto *X = dyn_cast<AtomicRMWInst>(&I);
        X && X->isFloatingPointOperation())
      List.push_back(json::Object{
          {"at", reportPlaces(X->getDebugLoc())},
          {"what", AtomicRMWInst::getOperationName(X->getOperation())}});
}

void reportDerivative(EmitState &S, const DerivativeFn *Back) {
  if (!isReporting())
    return;
  const DiffRequest &R = S.R;
  json::Object D{{"function", reportText(readableName(R.F->getName()))},
                 {"symbol", reportText(R.F->getName())},
                 {"mode", modeName(R.Mode)},
                 {"result", activityName(R.Ret)},
                 {"runtime_activity", R.RuntimeActivity},
                 {"strong_zero", R.StrongZero}};
  if (const DISubprogram *SP = R.F->getSubprogram()) {
    json::Array At =
        reportPlaces(DILocation::get(S.module().getContext(), SP->getLine(), 0,
                                     const_cast<DISubprogram *>(SP)));
    D["file"] = *At[0].getAsObject()->get("file");
    D["line"] = SP->getLine();
  }
  if (const NamedMDNode *Trail = S.module().getNamedMetadata("wengert.trail"))
    if (auto *L = dyn_cast_or_null<DILocation>(
            Trail->getOperand(0)->getOperand(1).get()))
      D["asked"] = reportPlaces(DebugLoc(L));
  json::Array Arguments;
  for (const Argument &A : R.F->args())
    Arguments.push_back(
        json::Object{{"name", reportText(nameOf(S, S.P.getArg(A.getArgNo())))},
                     {"type", reportText(printed(A.getType()))},
                     {"activity", activityName(R.Args[A.getArgNo()])}});
  D["arguments"] = std::move(Arguments);
  D["active"] = activeLines(S);
  D["calls"] = callsOf(S);
  json::Array Atomics;
  addAtomics(*S.W, Atomics);
  if (Back) {
    addAtomics(*Back->Fn, Atomics);
    D["pullback"] = reportText(Back->Fn->getName());
  }
  D["atomics"] = std::move(Atomics);
  noteFact(*S.W, "derivative", std::move(D));
}

} // namespace wengert
