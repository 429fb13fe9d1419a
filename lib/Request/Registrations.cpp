//===- Registrations.cpp - Module-level registrations ---------------------===//
#include "Request/Registrations.h"
#include "Diagnose/Diagnostics.h"
#include "Request/WireCall.h"
#include "Request/WireDirect.h"
#include "Request/WireNames.h"
#include "Request/WireParse.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {
/// Reads one registration: a global, or a call of a function named like one.
class Reader {
public:
  Reader(Registrations &R, GlobalVariable &G, Registration Kind)
      : R(R), G(G), Kind(Kind) {}
  Reader(Registrations &R, CallBase &Call, Registration Kind)
      : R(R), G(*Call.getCalledOperand()), Call(&Call), Kind(Kind) {}
  bool run();

private:
  bool bad(const Twine &Why, const Twine &Remedy = "");
  void flatten(Constant *C);
  Function *function(unsigned I) const;
  std::optional<int64_t> integer(unsigned I) const;
  std::optional<StringRef> string(unsigned I) const;
  bool functions(unsigned N);
  bool attribute(StringRef Name);
  bool functionLike();
  bool allocationLike();

  bool readGlobal(GlobalVariable &Global);
  bool readCall();
  bool readEntries();

  Registrations &R;
  Value &G;
  CallBase *Call = nullptr;
  Registration Kind;
  SmallVector<Constant *, 4> Entries;
};
} // namespace

bool Reader::bad(const Twine &Why, const Twine &Remedy) {
  std::string Help = Remedy.str();
  if (Help.empty())
    Help = ("write it as " + registrationContents(Kind)).str();
  std::string Text =
      ("registration '" + plainName(G.getName()) + "' " + Why).str();
  if (Call)
    return diagnose(Code::BadRegistration, *Call, Text, Help);
  return diagnose(Code::BadRegistration, cast<GlobalVariable>(G), Text, Help);
}

/// A C++ member pointer to a non-virtual function: its address as an integer,
/// and an adjustment of `this`, which is 0.
static bool isMemberFunction(const Constant &C) {
  auto *Pair = dyn_cast<ConstantStruct>(&C);
  if (!Pair || Pair->getNumOperands() != 2 ||
      !Pair->getOperand(1)->isNullValue() ||
      !Pair->getOperand(1)->getType()->isIntegerTy())
    return false;
  auto *Address = dyn_cast<ConstantExpr>(Pair->getOperand(0));
  return Address && Address->getOpcode() == Instruction::PtrToInt;
}

void Reader::flatten(Constant *C) {
  if (isMemberFunction(*C)) {
    Entries.push_back(cast<Constant>(C->getOperand(0)));
    return;
  }
  if (isa<ConstantStruct, ConstantArray, ConstantAggregateZero>(C) &&
      C->getType()->isAggregateType()) {
    unsigned N = 0;
    if (auto *AT = dyn_cast<ArrayType>(C->getType()))
      N = unsigned(AT->getNumElements());
    else
      N = cast<StructType>(C->getType())->getNumElements();
    for (unsigned I = 0; I < N; ++I)
      flatten(C->getAggregateElement(I));
    return;
  }
  // Padding between a pointer and an int of a struct carries nothing.
  if (!isa<UndefValue>(C))
    Entries.push_back(C);
}

Function *Reader::function(unsigned I) const {
  if (I >= Entries.size())
    return nullptr;
  Value *V = Entries[I]->stripPointerCastsAndAliases();
  if (auto *Op = dyn_cast<ConstantExpr>(V);
      Op && Op->getOpcode() == Instruction::PtrToInt)
    V = Op->getOperand(0)->stripPointerCastsAndAliases();
  return dyn_cast<Function>(V);
}

std::optional<int64_t> Reader::integer(unsigned I) const {
  if (I >= Entries.size())
    return std::nullopt;
  Constant *C = Entries[I];
  if (auto *CE = dyn_cast<ConstantExpr>(C);
      CE && CE->getOpcode() == Instruction::IntToPtr)
    C = cast<Constant>(CE->getOperand(0));
  if (isa<ConstantPointerNull>(C))
    return 0;
  if (auto *CI = dyn_cast<ConstantInt>(C))
    return CI->getSExtValue();
  return std::nullopt;
}

std::optional<StringRef> Reader::string(unsigned I) const {
  if (I >= Entries.size())
    return std::nullopt;
  auto *S = dyn_cast<GlobalVariable>(Entries[I]->stripPointerCasts());
  if (!S || !S->hasInitializer())
    return std::nullopt;
  auto *Data = dyn_cast<ConstantDataSequential>(S->getInitializer());
  if (!Data || !Data->isCString())
    return std::nullopt;
  return Data->getAsCString();
}

bool Reader::functions(unsigned N) {
  if (Entries.size() != N)
    return bad("has " + Twine(Entries.size()) + " entries instead of " +
               Twine(N));
  for (unsigned I = 0; I < N; ++I)
    if (!function(I))
      return bad("does not name a function in entry " + Twine(I + 1));
  // A call in a function that was inlined comes several times.
  CustomGradient Known = R.Gradients.lookup(function(0));
  if (Call &&
      (Kind == Registration::Gradient
           ? Known.Augmented == function(1) && Known.Reverse == function(2)
           : R.Derivatives.lookup(function(0)) == function(1)))
    return true;
  if (R.isCustom(function(0)) &&
      (Kind == Registration::Gradient ? R.Gradients.count(function(0))
       : Kind == Registration::Derivative
           ? R.Derivatives.count(function(0))
           : R.SplitDerivatives.count(function(0))))
    return bad("registers '" + displayName(*function(0)) + "' a second time",
               "keep one registration for each function");
  // Checkpointed loops have the derivative of their body, and its flow of data.
  if (!plainName(G.getName()).ends_with("_checkpoint_loop"))
    function(0)->addFnAttr(RuleOfItsOwn);
  switch (Kind) {
  case Registration::Gradient:
    R.Gradients[function(0)] = {function(1), function(2)};
    break;
  case Registration::Derivative:
    R.Derivatives[function(0)] = function(1);
    break;
  default:
    R.SplitDerivatives[function(0)] = {function(1), function(2)};
  }
  return true;
}

bool Reader::attribute(StringRef Name) {
  if (Entries.empty())
    return bad("is empty");
  for (unsigned I = 0; I < Entries.size(); ++I) {
    if (Kind == Registration::InactiveGlobal) {
      auto *Named =
          dyn_cast<GlobalVariable>(Entries[I]->stripPointerCastsAndAliases());
      if (!Named)
        return bad("does not name a global variable in entry " + Twine(I + 1));
      Named->addAttribute(Name);
      continue;
    }
    Function *F = function(I);
    if (!F)
      return bad("does not name a function in entry " + Twine(I + 1));
    F->addFnAttr(Name);
    if (Kind == Registration::NoFreeFn)
      F->addFnAttr(Attribute::NoFree);
  }
  return true;
}

bool Reader::functionLike() {
  if (Entries.size() != 2)
    return bad("has " + Twine(Entries.size()) + " entries instead of 2");
  Function *F = function(0);
  if (!F)
    return bad("does not name a function in entry 1");
  auto Name = string(1);
  if (!Name)
    return bad("has no string in entry 2");
  F->addFnAttr("enzyme_math", *Name);
  return true;
}

/// LLVM has words of its own for allocators; with them every analysis knows
/// the function. The indices say which operand of the deallocator is which
/// operand of the allocator, -1 being the allocated pointer.
bool Reader::allocationLike() {
  if (Entries.size() != 4)
    return bad("has " + Twine(Entries.size()) + " entries instead of 4");
  Function *Alloc = function(0), *Free = function(3);
  if (!Alloc || !Alloc->getReturnType()->isPointerTy())
    return bad("does not name a function that returns a pointer in entry 1");
  auto Size = integer(1);
  if (!Size || *Size < 0 || *Size >= int64_t(Alloc->arg_size()) ||
      !Alloc->getArg(unsigned(*Size))->getType()->isIntegerTy())
    return bad("does not give the position of the size operand of '" +
               displayName(*Alloc) + "' in entry 2");
  auto Indices = string(2);
  if (!Indices)
    return bad("has no string in entry 3");
  if (!Free)
    return bad("does not name a function in entry 4");
  SmallVector<StringRef, 4> Parts;
  Indices->split(Parts, ',');
  int Pointer = -1, Repeated = 0;
  for (unsigned I = 0; I < Parts.size(); ++I) {
    int64_t Index;
    if (Parts[I].trim().getAsInteger(10, Index) || Index < -1 ||
        Index >= int64_t(Alloc->arg_size()) || (Index == -1 && Pointer >= 0))
      return bad("has '" + Parts[I].trim() + "' among the indices in entry 3",
                 "list, for each operand of the deallocator, -1 for the "
                 "pointer or the allocator's operand it repeats");
    if (Index == -1)
      Pointer = int(I);
    else if (!Alloc->getArg(unsigned(Index))->getType()->isIntegerTy() ||
             ++Repeated > 2)
      return bad("gives '" + displayName(*Free) + "' more than numbers again",
                 "memory is released when the derivative is complete, and what "
                 "else the allocator was given may be gone by then: let the "
                 "deallocator take the pointer and at most two integers");
  }
  if (Pointer < 0 || Parts.size() != Free->arg_size() ||
      !Free->getArg(unsigned(Pointer))->getType()->isPointerTy())
    return bad("has indices in entry 3 that do not fit the parameters of '" +
                   displayName(*Free) + "'",
               "list, for each operand of the deallocator, -1 for the "
               "pointer or the allocator's operand it repeats");
  LLVMContext &Ctx = G.getContext();
  // Several allocators may share a deallocator.
  std::string Family = ("wengert." + Free->getName()).str();
  AttrBuilder A(Ctx), F(Ctx);
  A.addAllocSizeAttr(unsigned(*Size), std::nullopt);
  A.addAllocKindAttr(AllocFnKind::Alloc | AllocFnKind::Uninitialized);
  A.addAttribute("alloc-family", Family);
  A.addAttribute("enzyme_allocator", utostr(*Size));
  A.addAttribute("enzyme_deallocator", *Indices);
  Alloc->addFnAttrs(A);
  F.addAllocKindAttr(AllocFnKind::Free);
  F.addAttribute("alloc-family", Family);
  Free->addFnAttrs(F);
  Free->addParamAttr(unsigned(Pointer), Attribute::AllocatedPointer);
  return true;
}

bool Reader::readCall() {
  if (Kind == Registration::InactiveGlobal)
    return bad("is a call", "functions are registered by calls; define a "
                            "global of this name that holds " +
                                registrationContents(Kind));
  const bool OnlyFunctions =
      Kind != Registration::FunctionLike && Kind != Registration::AllocationLike;
  for (Value *V : Call->args()) {
    Constant *C = functionOperand(V);
    if (!C && !OnlyFunctions)
      C = const_cast<Constant *>(dyn_cast<Constant>(traceValue(V)));
    if (!C)
      return bad("does not name a " +
                 Twine(OnlyFunctions ? "function" : "constant") + " in entry " +
                 Twine(Entries.size() + 1));
    Entries.push_back(C);
  }
  return readEntries();
}

bool Reader::run() {
  return Call ? readCall() : readGlobal(cast<GlobalVariable>(G));
}

bool Reader::readGlobal(GlobalVariable &Global) {
  if (Global.isDeclaration())
    return true; // defined, and read, in another file
  Constant *Init = Global.getInitializer();
  if (Init->isNullValue() || isa<UndefValue>(Init))
    return bad("is not initialised by constants",
               "initialise it with the functions' addresses, known at "
               "compile time");
  flatten(Init);
  return readEntries();
}

bool Reader::readEntries() {
  switch (Kind) {
  case Registration::Gradient:
  case Registration::SplitDerivative:
    return functions(3);
  case Registration::Derivative:
    return functions(2);
  case Registration::InactiveFn:
  case Registration::InactiveGlobal:
    return attribute("enzyme_inactive");
  case Registration::NoFreeFn:
    return attribute("enzyme_nofree");
  case Registration::ShouldRecompute:
    return attribute("enzyme_shouldrecompute");
  case Registration::FunctionLike:
    return functionLike();
  case Registration::AllocationLike:
    return allocationLike();
  }
  return true;
}

void forEachAnnotation(
    Module &M,
    function_ref<void(Constant &Target, StringRef Name, StringRef Value)> Use) {
  GlobalVariable *Table = M.getGlobalVariable("llvm.global.annotations");
  if (!Table || !Table->hasInitializer())
    return;
  auto *List = dyn_cast<ConstantArray>(Table->getInitializer());
  if (!List)
    return;
  for (const llvm::Use &U : List->operands()) {
    auto *Entry = dyn_cast<ConstantStruct>(U.get());
    if (!Entry || Entry->getNumOperands() < 2)
      continue;
    auto *Text =
        dyn_cast<GlobalVariable>(Entry->getOperand(1)->stripPointerCasts());
    if (!Text || !Text->hasInitializer())
      continue;
    auto *Data = dyn_cast<ConstantDataSequential>(Text->getInitializer());
    if (!Data || !Data->isCString())
      continue;
    auto [Name, Value] = Data->getAsCString().split('=');
    if (isWireAttribute(Name))
      Use(*cast<Constant>(Entry->getOperand(0)->stripPointerCastsAndAliases()),
          Name, Value);
  }
}

static void readAnnotations(Module &M) {
  forEachAnnotation(M, [](Constant &Target, StringRef Name, StringRef Value) {
    if (auto *F = dyn_cast<Function>(&Target)) {
      F->addFnAttr(Name, Value);
      if (Name == "enzyme_nofree")
        F->addFnAttr(Attribute::NoFree);
    } else if (auto *G = dyn_cast<GlobalVariable>(&Target)) {
      G->addAttribute(Name, Value);
    }
  });
}

Registrations::Registrations(Module &M) {
  readAnnotations(M);
  for (Function &F : M)
    if (isTypeHint(F))
      F.addFnAttr("enzyme_inactive");
  for (GlobalVariable &G : M.globals())
    if (auto Kind = findRegistration(G.getName()))
      Valid &= Reader(*this, G, *Kind).run();
  for (Function &F : make_early_inc_range(M)) {
    if (!isRegistrationCall(F))
      continue;
    // The list of users has the last one first.
    SmallVector<User *, 8> Users(F.users());
    for (User *U : reverse(Users))
      if (auto *CB = dyn_cast<CallBase>(U);
          CB && CB->getCalledOperand() == &F) {
        Valid &= Reader(*this, *CB, *findRegistration(F.getName())).run();
        if (Valid)
          retire(*CB, nullptr);
      }
    if (F.use_empty())
      F.eraseFromParent();
  }
}

bool isRegistrationCall(const Function &F) {
  return F.isDeclaration() && F.getName().starts_with("__enzyme_") &&
         findRegistration(F.getName());
}

} // namespace wengert
