//===- FortranTypes.cpp - Fortran's derived types -------------------------===//
#include "Models/FortranTypes.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {

/// Fields of flang's tables, by position.
namespace table {
enum Type { Size = 2, Components = 6, Procedures };
enum Component {
  Genre = 1,
  Category,
  Kind,
  Rank,
  Offset = 6,
  Length,
  Derived,
  Bounds = 10,
  Initial
};
enum Genre { Data = 1, PointerTo, AllocatableArray };
enum Category { Integer, Unsigned, Real, Complex, Text, Logical, Object };
enum Descriptor { Base = 0, Dims = 7 };
} // namespace table

enum class Purpose { Initialize, Destroy, Clone, Copy };

struct Component {
  int64_t Genre = 0, Category = 0, Kind = 0, Rank = 0, Offset = 0;
  int64_t ElementSize = 0, Count = 1; ///< of data
  GlobalVariable *Type = nullptr;     ///< of objects
  Constant *Initial = nullptr;        ///< where the default value is
};

class Objects {
public:
  Objects(Module &M, const EmbeddedRuntime &Runtime)
      : M(M), Runtime(Runtime), Ptr(PointerType::get(M.getContext(), 0)),
        I64(Type::getInt64Ty(M.getContext())) {}

  void define();

private:
  bool components(GlobalVariable *Type, SmallVectorImpl<Component> &Out);
  bool procedures(GlobalVariable *Type, SmallVectorImpl<int64_t> &Offsets);
  bool owns(GlobalVariable *Type);
  Function *functionFor(GlobalVariable *Type, Purpose P);
  void emit(IRBuilder<> &B, Value *Object, const Component &C, Purpose P);
  void emitCopy(IRBuilder<> &B, Value *To, Value *From, const Component &C);
  void emitInitial(IRBuilder<> &B, Value *Part, const Component &C);
  void dispatch(Function &F, Purpose P);
  void answerOwns(Function &F);
  Function *helper(StringRef Name) {
    return embeddedFunction(M, ("wengert.fortran.part." + Name).str(), Runtime);
  }

  Module &M;
  const EmbeddedRuntime &Runtime;
  PointerType *Ptr;
  IntegerType *I64;
  SmallVector<GlobalVariable *, 16> Types;
};

} // namespace

static constexpr StringLiteral Prefix = "wengert.fortran.object.";
static constexpr StringLiteral DescriptionType =
    "_QM__fortran_type_infoTderivedtype";

static Constant *field(Constant *C, unsigned At) {
  return C ? C->getAggregateElement(At) : nullptr;
}

static int64_t integer(Constant *C, int64_t Otherwise = 0) {
  auto *I = dyn_cast_or_null<ConstantInt>(C);
  return I ? I->getSExtValue() : Otherwise;
}

static GlobalVariable *global(Constant *C) {
  if (!C)
    return nullptr;
  if (auto *CE = dyn_cast<ConstantExpr>(C);
      CE && CE->getOpcode() == Instruction::PtrToInt)
    C = CE->getOperand(0);
  return dyn_cast<GlobalVariable>(C->stripPointerCasts());
}

static StringRef name(Purpose P) {
  switch (P) {
  case Purpose::Initialize:
    return "initialize";
  case Purpose::Destroy:
    return "destroy";
  case Purpose::Clone:
    return "clone";
  case Purpose::Copy:
    return "copy";
  }
  return "";
}

/// False if the table is not there to be read.
bool Objects::components(GlobalVariable *Type,
                         SmallVectorImpl<Component> &Out) {
  if (!Type->hasInitializer())
    return false;
  Constant *List = field(Type->getInitializer(), table::Components);
  int64_t N = integer(field(field(field(List, table::Dims), 0), 1));
  GlobalVariable *G = global(field(List, table::Base));
  if (N == 0)
    return true;
  if (!G || !G->hasInitializer())
    return false;
  for (int64_t I = 0; I < N; ++I) {
    Constant *Row = field(G->getInitializer(), I);
    if (!Row)
      return false;
    Component C;
    C.Genre = integer(field(Row, table::Genre));
    C.Category = integer(field(Row, table::Category));
    C.Kind = integer(field(Row, table::Kind));
    C.Rank = integer(field(Row, table::Rank));
    C.Offset = integer(field(Row, table::Offset), -1);
    C.Type = global(field(field(Row, table::Derived), table::Base));
    if (GlobalVariable *Init = global(field(field(Row, table::Initial), 0)))
      C.Initial = Init;
    if (C.Category < table::Integer || C.Category > table::Object)
      return false;
    switch (C.Category) {
    case table::Object:
      C.ElementSize = C.Type && C.Type->hasInitializer()
                          ? integer(field(C.Type->getInitializer(), table::Size))
                          : 0;
      break;
    case table::Complex:
      C.ElementSize = 2 * C.Kind;
      break;
    case table::Text:
      C.ElementSize = C.Kind * integer(field(field(Row, table::Length), 2));
      break;
    default:
      C.ElementSize = C.Kind;
    }
    if (C.Genre == table::Data && C.Rank > 0) {
      GlobalVariable *Bounds = global(field(field(Row, table::Bounds), 0));
      if (!Bounds || !Bounds->hasInitializer())
        return false;
      // Rank x 2 values {genre, padding, value}, flat or as an array of arrays.
      SmallVector<int64_t, 8> Values;
      auto Collect = [&](auto &Self, Constant *A) -> void {
        if (auto *ST = dyn_cast<StructType>(A->getType())) {
          Values.push_back(integer(field(A, ST->getNumElements() - 1)));
          return;
        }
        for (unsigned J = 0; Constant *E = field(A, J); ++J)
          Self(Self, E);
      };
      Collect(Collect, Bounds->getInitializer());
      if (int64_t(Values.size()) != 2 * C.Rank)
        return false;
      for (int64_t R = 0; R < C.Rank; ++R)
        C.Count *= std::max<int64_t>(0, Values[2 * R + 1] - Values[2 * R] + 1);
    }
    if (C.Offset < 0 || (C.Category == table::Object && !C.Type))
      return false;
    Out.push_back(C);
  }
  return true;
}

/// Where the procedure pointers among the components are.
bool Objects::procedures(GlobalVariable *Type,
                         SmallVectorImpl<int64_t> &Offsets) {
  Constant *List = field(Type->getInitializer(), table::Procedures);
  int64_t N = integer(field(field(field(List, table::Dims), 0), 1));
  GlobalVariable *G = global(field(List, table::Base));
  for (int64_t I = 0; I < N; ++I) {
    if (!G || !G->hasInitializer())
      return false;
    Offsets.push_back(integer(field(field(G->getInitializer(), I), 1), -1));
  }
  return true;
}

/// Objects whose table cannot be read are taken to own something. A component
/// that is data has another type than what it is in, so this ends.
bool Objects::owns(GlobalVariable *Type) {
  SmallVector<Component, 8> Parts;
  return !components(Type, Parts) ||
         any_of(Parts, [&](const Component &C) {
    return C.Genre == table::AllocatableArray ||
           (C.Genre == table::Data && C.Category == table::Object &&
            owns(C.Type));
  });
}

/// The descriptor's type code (CFI_type_...).
static int typeCode(const Component &C) {
  switch (C.Category) {
  case table::Integer:
  case table::Unsigned:
    return C.Kind == 1 ? 7 : C.Kind == 2 ? 8 : C.Kind == 4 ? 9
           : C.Kind == 8 ? 10
                         : 11;
  case table::Real:
    return C.Kind == 2 ? 25 : C.Kind == 3 ? 26 : C.Kind == 4 ? 27
           : C.Kind == 8 ? 28
           : C.Kind == 10 ? 29
                          : 31;
  case table::Complex:
    return C.Kind == 2 ? 32 : C.Kind == 3 ? 33 : C.Kind == 4 ? 34
           : C.Kind == 8 ? 35
           : C.Kind == 10 ? 36
                          : 38;
  case table::Text:
    return C.Kind == 2 ? 43 : C.Kind == 4 ? 44 : 40;
  case table::Logical:
    return C.Kind == 1 ? 39 : C.Kind == 2 ? 8 : C.Kind == 4 ? 9 : 10;
  default:
    return 42;
  }
}

void Objects::emitInitial(IRBuilder<> &B, Value *Part, const Component &C) {
  if (C.Genre == table::Data) {
    if (C.Initial)
      B.CreateMemCpy(Part, MaybeAlign(1), C.Initial, MaybeAlign(1),
                     C.Count * C.ElementSize);
    else if (C.Category == table::Object)
      B.CreateCall(helper("each"),
                   {Part, B.getInt64(C.Count), B.getInt64(C.ElementSize),
                    functionFor(C.Type, Purpose::Initialize)});
    return;
  }
  Value *Type = C.Category == table::Object
                    ? static_cast<Value *>(C.Type)
                    : ConstantPointerNull::get(Ptr);
  B.CreateCall(helper("null"),
               {Part, B.getInt64(C.ElementSize), B.getInt32(C.Rank),
                B.getInt32(typeCode(C)),
                B.getInt32(C.Genre == table::PointerTo ? 1 : 2), Type});
}

void Objects::emitCopy(IRBuilder<> &B, Value *To, Value *From,
                       const Component &C) {
  bool Object = C.Category == table::Object;
  auto At = [&](Value *P, int64_t K) {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), P, K * C.ElementSize);
  };
  if (C.Genre != table::Data)
    B.CreateCall(helper("copyDescriptor"),
                 {To, From, B.getInt32(C.Rank), B.getInt1(Object)});
  else if (Object)
    B.CreateCall(helper("copyEach"),
                 {To, From, B.getInt64(C.Count), B.getInt64(C.ElementSize),
                  functionFor(C.Type, Purpose::Copy)});
  else if (C.Count <= 16)
    // One by one: what lies beside an array stays apart from it.
    for (int64_t K = 0; K < C.Count; ++K)
      B.CreateCall(helper("copy"), {At(To, K), At(From, K), B.getInt64(1),
                                    B.getInt64(C.ElementSize),
                                    B.getInt32(typeCode(C))});
  else
    B.CreateCall(helper("copy"),
                 {To, From, B.getInt64(C.Count), B.getInt64(C.ElementSize),
                  B.getInt32(typeCode(C))});
}

void Objects::emit(IRBuilder<> &B, Value *Object, const Component &C,
                   Purpose P) {
  Value *Part = B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Object, C.Offset);
  if (P == Purpose::Initialize) {
    emitInitial(B, Part, C);
    return;
  }
  Value *Null = ConstantPointerNull::get(Ptr), *Size = B.getInt64(C.ElementSize);
  bool IsObject = C.Category == table::Object;
  bool Nested = IsObject && owns(C.Type);
  Value *Each = Nested ? functionFor(C.Type, P) : Null;
  if (C.Genre == table::Data && Nested) {
    B.CreateCall(helper("each"), {Part, B.getInt64(C.Count), Size, Each});
  } else if (C.Genre == table::AllocatableArray && P == Purpose::Destroy) {
    B.CreateCall(helper("destroy"), {Part, B.getInt32(C.Rank), Size, Each});
  } else if (C.Genre == table::AllocatableArray) {
    Value *Copy = IsObject ? functionFor(C.Type, Purpose::Copy) : Null;
    B.CreateCall(helper("clone"), {Part, B.getInt32(C.Rank), Size,
                                   B.getInt32(typeCode(C)), Copy, Each});
  }
}

Function *Objects::functionFor(GlobalVariable *Type, Purpose P) {
  std::string Name = (Prefix + name(P) + "." + Type->getName()).str();
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &Ctx = M.getContext();
  SmallVector<llvm::Type *, 2> Params(P == Purpose::Copy ? 2 : 1, Ptr);
  auto *F = Function::Create(
      FunctionType::get(Type::getVoidTy(Ctx), Params, false),
      GlobalValue::InternalLinkage, Name, M);
  SmallVector<Component, 8> Parts;
  SmallVector<int64_t, 4> Pointers;
  // Without a body it is an error where active objects meet it.
  if (!components(Type, Parts) || !procedures(Type, Pointers)) {
    F->setLinkage(GlobalValue::ExternalLinkage);
    return F;
  }
  F->setDSOLocal(true);
  IRBuilder<> B(BasicBlock::Create(Ctx, "entry", F));
  auto At = [&](unsigned Arg, int64_t Offset) {
    return B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), F->getArg(Arg), Offset);
  };
  for (const Component &C : Parts)
    if (P == Purpose::Copy)
      emitCopy(B, At(0, C.Offset), At(1, C.Offset), C);
    else
      emit(B, F->getArg(0), C, P);
  if (P == Purpose::Copy)
    for (int64_t Offset : Pointers)
      B.CreateCall(helper("copyPointer"), {At(0, Offset), At(1, Offset)});
  B.CreateRetVoid();
  return F;
}

void Objects::dispatch(Function &F, Purpose P) {
  LLVMContext &Ctx = M.getContext();
  BasicBlock *At = BasicBlock::Create(Ctx, "entry", &F);
  BasicBlock *Done = BasicBlock::Create(Ctx, "done", &F);
  IRBuilder<> B(Done);
  B.CreateRetVoid();
  for (GlobalVariable *Type : Types) {
    bool Always = P == Purpose::Initialize || P == Purpose::Copy;
    if (!Always && !owns(Type))
      continue;
    BasicBlock *Here = BasicBlock::Create(Ctx, "is", &F);
    BasicBlock *Next = BasicBlock::Create(Ctx, "not", &F);
    B.SetInsertPoint(At);
    B.CreateCondBr(B.CreateICmpEQ(F.getArg(0), Type), Here, Next);
    B.SetInsertPoint(Here);
    SmallVector<Value *, 2> Args{F.getArg(1)};
    if (P == Purpose::Copy)
      Args.push_back(F.getArg(2));
    B.CreateCall(functionFor(Type, P), Args);
    B.CreateBr(Done);
    At = Next;
  }
  B.SetInsertPoint(At);
  B.CreateBr(Done);
}

void Objects::answerOwns(Function &F) {
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "entry", &F));
  Value *Yes = B.getFalse();
  for (GlobalVariable *Type : Types)
    if (owns(Type))
      Yes = B.CreateOr(Yes, B.CreateICmpEQ(F.getArg(0), Type));
  B.CreateRet(Yes);
}

void Objects::define() {
  auto Declared = [&](StringRef Name) -> Function * {
    Function *F = M.getFunction((Prefix + Name).str());
    if (!F || !F->isDeclaration())
      return nullptr;
    F->setLinkage(GlobalValue::InternalLinkage);
    F->setDSOLocal(true);
    return F;
  };
  for (GlobalVariable &G : M.globals())
    if (auto *ST = dyn_cast<StructType>(G.getValueType());
        ST && ST->hasName() && ST->getName().starts_with(DescriptionType) &&
        G.isConstant())
      Types.push_back(&G);
  for (Purpose P : {Purpose::Initialize, Purpose::Destroy, Purpose::Clone,
                    Purpose::Copy})
    if (Function *F = Declared(name(P)))
      dispatch(*F, P);
  if (Function *F = Declared("owns"))
    answerOwns(*F);
}

void defineFortranObjects(Module &M, const EmbeddedRuntime &Runtime) {
  Objects(M, Runtime).define();
}

} // namespace wengert
