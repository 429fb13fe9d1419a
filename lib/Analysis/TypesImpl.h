//===- TypesImpl.h - Type analysis, as its users inside see it -*- C++ -*-===//
//
// Walks the request's body and the bodies it calls, and states to the solver
// what each instruction says about bytes. The activity analysis asks here
// which objects there are and what points where.
//
// Called bodies take part by instantiation: every call site has its own copy
// of the callee's variables, until InstanceBudget instructions have been
// visited; from then on, and for recursion, one shared instance per function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TYPESIMPL_H
#define WENGERT_ANALYSIS_TYPESIMPL_H

#include "Analysis/FloatFormats.h"
#include "Analysis/TypesSolver.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"
#include <memory>

namespace llvm {
class DIType;
class MDNode;
} // namespace llvm

namespace wengert {

class CallModel;

/// One analysed copy of a body.
struct Instance {
  llvm::Function *F = nullptr;
  Instance *Parent = nullptr; ///< null for the request's body, or if shared
  unsigned Depth = 0;
  llvm::DenseMap<const llvm::Value *, VarId> Vars;
  llvm::DenseMap<const llvm::CallBase *, Instance *> Callees;
  llvm::SmallVector<const llvm::ReturnInst *, 2> Returns;
};

/// What an object stands for.
struct Origin {
  enum Kind : uint8_t {
    Argument, ///< memory behind a parameter of the request's body
    Stack,
    Heap,
    Global,
    Function,
    External, ///< made by a call nobody knows
    Inactive, ///< made by a call known to be inactive (getenv)
    ByVal     ///< a callee's byval copy
  } K;
  const llvm::Value *V;
  ObjId Obj; ///< as made, not the root
  VarId Var; ///< the address as made
};

class TypesImpl {
public:
  static constexpr unsigned InstanceBudget = 60000;
  /// More than this is looked into in simplified form, where there is one.
  static constexpr unsigned PlainBudget = 10000;
  static constexpr unsigned MaxDepth = 48;
  /// Places of which the request says that they hold pointers at times and
  /// floats smaller than those at others.
  llvm::SmallVector<VarId, 2> Mixed;

  static constexpr unsigned MaxTreeDepth = 5;
  static constexpr unsigned MaxDescribed = 128;

  /// MayGiveUp: on more code than the budget allows, isTooLarge says so, and
  /// nothing else may be asked.
  TypesImpl(llvm::Function &Body, const DiffRequest &R, Types::BodyFn BodyOf,
            bool MayGiveUp);
  bool isTooLarge() const { return TooLarge; }

  TypesSolver S;
  llvm::Function &Body;
  const DiffRequest &R;
  const llvm::DataLayout &DL;
  std::vector<std::unique_ptr<Instance>> Instances; ///< [0] is the body
  std::vector<Origin> Origins;

  Instance &top() const { return *Instances.front(); }
  /// The variable of V in I: where a pointer points, or the bytes of a value
  /// that may carry anything. NoId for pure floats, null, plain constants.
  VarId varOf(const Instance &I, const llvm::Value *V) const;
  /// Layout of the bytes V's variable points to (its own bytes if V is no
  /// pointer).
  Layout layoutAt(VarId P, std::optional<uint64_t> Len) const;
  Layout window(VarId P, uint64_t Len) const;
  ByteType gapAt(VarId P) const;
  Layout elementsAt(VarId P, uint64_t Size) const;
  Layout valueLayout(const Instance &I, const llvm::Value *V) const;
  Layout memoryLayout(const Instance &I, const llvm::Value *P,
                      std::optional<uint64_t> Len) const;
  /// Bytes go from memory behind active arguments to where others see them,
  /// and nothing tells what they are.
  bool movesUnknown() const;
  /// Object may hold bytes the analysed code did not put there.
  bool isOpen(ObjId O) const;
  /// Code outside may read the object's bytes, or what they are copied to.
  bool isLeaking(ObjId O) const;
  /// The pointer at At is, or may be (Mixed), one into memory without shadow:
  /// what the request says of memory reached through its arguments.
  struct ConstCell {
    VarId At;
    bool Mixed;
  };
  llvm::SmallVector<ConstCell, 4> ConstCells;
  /// Variables handed to calls nobody knows.
  llvm::ArrayRef<VarId> escaped() const { return Escaped; }
  std::string describe(const Instance &I, const llvm::Value *V) const;
  /// Values kept as a plain pointer variable (vectors of pointers too).
  static bool isPointerLike(const llvm::Type *T);
  /// Values kept as an object: their bytes may be anything.
  static bool isBytes(const llvm::Type *T);
  /// True if T has float or pointer parts by its IR type alone.
  static bool hasFloatPart(const llvm::Type *T);
  const FloatFormats &floatsInMemory();

private:
  friend class TypesCollector;

  // TypesCollect.cpp / TypesCalls.cpp
  Instance &newInstance(llvm::Function &F, Instance *Parent);
  void collect(Instance &I);
  void collectInst(Instance &I, llvm::Instruction &X);
  void collectBinary(Instance &I, llvm::BinaryOperator &X);
  void collectCast(Instance &I, llvm::CastInst &X);
  void collectGEP(Instance &I, llvm::GEPOperator &X, VarId Res);
  void collectLoad(Instance &I, llvm::Instruction &X, llvm::Value *P,
                   llvm::Type *Ty);
  void collectStore(Instance &I, llvm::Instruction &X, llvm::Value *P,
                    llvm::Value *V);
  void collectAtomic(Instance &I, llvm::AtomicRMWInst &X);
  void collectAggregate(Instance &I, llvm::Instruction &X);
  void collectCall(Instance &I, llvm::CallBase &CB);
  void collectModel(Instance &I, llvm::CallBase &CB, const CallModel &M);
  bool collectIntrinsic(Instance &I, llvm::CallBase &CB);
  bool collectHint(Instance &I, llvm::CallBase &CB);
  void collectDirect(Instance &I, llvm::CallBase &CB, Instance &N);
  bool resolveIndirect();
  void settle();
  VarId exceptionMemory(llvm::CallBase &CB);
  void collectUnknown(Instance &I, llvm::CallBase &CB, Origin::Kind K);
  void bind(Instance &I, const llvm::Value *From, VarId To,
            const llvm::Type *Ty);
  Instance *instanceFor(Instance &I, llvm::Function &F);
  Types::BodyFn BodyOf; ///< only while this is constructed
  bool MayGiveUp, TooLarge = false;

  // Value variables
  VarId get(Instance &I, const llvm::Value *V);
  VarId constantVar(const llvm::Constant *C);
  void constantFacts(VarId P, int64_t Off, const llvm::Constant *C,
                     unsigned &Budget, bool IsValue = false);
  VarId made(const llvm::Value *V, Origin::Kind K);
  void markInteger(Instance &I, const llvm::Value *V, Rank R);
  void markAddress(Instance &I, const llvm::Value *V);
  void markZero(Instance &I, const llvm::Value *V, uint64_t Off, uint64_t Size);
  void markFloatBytes(VarId P, int64_t Off, llvm::Type *Ty, Rank R);
  /// P + Off holds a pointer or a double, or, on better evidence, only one.
  void markWord(VarId P, int64_t Off);
  void markDeclared(const llvm::Instruction &X, VarId V, uint64_t Size);
  void sameBytes(Instance &I, const llvm::Value *A, const llvm::Value *B);
  void copyValue(Instance &I, const llvm::Value *From, uint64_t FromOff,
                 const llvm::Value *To, uint64_t ToOff, uint64_t Len,
                 bool Directed = false);

  // TypesSources.cpp: evidence that is not in the instructions
  /// Complete: the object is of exactly this type, so that padding behind its
  /// last member is padding.
  void declaredFacts(VarId P, int64_t Off, llvm::Type *Ty, Rank R,
                     unsigned &Budget, bool Complete);
  void tbaaBaseFacts(VarId P, const llvm::MDNode *Tag);
  void tbaaFacts(VarId P, const llvm::MDNode *Tag, uint64_t Size,
                 int64_t Off = 0, Rank Best = Rank::Access);
  VarId elementOf(VarId P, uint64_t Size);
  void pointeeFacts(VarId P, const llvm::Instruction &X);
  /// Len bytes at P are elements of layout L.
  void notedFacts(VarId P, const Layout &L, uint64_t Len);
  /// Tag of a copy of many elements.
  void tbaaElementFacts(VarId P, const llvm::MDNode *Tag);
  void tbaaStructFacts(VarId Dst, VarId Src, const llvm::MDNode *MD,
                       uint64_t Len);
  // TypesLibrary.cpp
  /// P + Off is the beginning of a std::string.
  void textFacts(VarId P, int64_t Off);
  /// Does P point to the characters inside of a string?
  bool isText(VarId P) const;
  llvm::SmallVector<VarId, 8> Texts; ///< addresses of strings' own characters
  void textFacts(Instance &I, const llvm::Instruction &Access);
  void textFacts(Instance &I, const llvm::CallBase &CB);

  void debugFacts(VarId P, int64_t Off, const llvm::DIType *Ty, unsigned Depth,
                  unsigned &Budget);
  void collectDebugRecords(Instance &I);
  /// Ours: the text is a request's, whose word on what is filled counts.
  void parseTree(VarId P, bool IsPointer, llvm::StringRef Text,
                 Rank R = Rank::Access, bool Ours = false);
  void requestFacts();
  void requestConstants();
  void closeOpen();
  /// The root objects that pointers and copies lead to from Seeds; or that
  /// copies lead from to there.
  std::vector<bool> reached(llvm::ArrayRef<ObjId> Seeds, bool Forward) const;
  bool movesNumbers(const Copy &C) const;
  std::optional<uint64_t> knownExtent(VarId P) const;

  std::optional<FloatFormats> InMemory; ///< where the request does not say
  llvm::DenseMap<const llvm::Constant *, VarId> Constants;
  llvm::DenseMap<const llvm::Function *, Instance *> Shared;
  llvm::SmallVector<Instance *, 32> Pending;
  unsigned Visited = 0;
  /// By root object, after solving. Unfilled: as Open, but for memory of
  /// arguments of which the request says that analysed code has filled it.
  std::vector<bool> Open, Leaking, Unfilled;
  llvm::SmallVector<VarId, 4> Filled; ///< such arguments
  /// Pointers in such memory that lead out of it.
  llvm::SmallVector<VarId, 4> FilledEdge;
  /// The bytes of O that no fact describes hold nothing.
  bool holdsNothingElse(ObjId O) const;
  /// Variables whose memory (or bytes) unknown code reads and writes.
  llvm::SmallVector<VarId, 16> Escaped;
  VarId Thrown = NoId; ///< the memory of exceptions in flight
  /// Calls through pointers. Once addresses are known, the functions they may
  /// reach take part like called ones.
  struct IndirectCall {
    Instance *Caller;
    llvm::CallBase *CB;
    llvm::SmallVector<const llvm::Function *, 2> Targets;
    bool Unknown = false; ///< something else may be called as well
  };
  std::vector<IndirectCall> Indirect;
  /// Results still to be bound to the returns of their callee.
  struct ResultOf {
    Instance *Callee, *Caller;
    const llvm::CallBase *CB;
  };
  llvm::SmallVector<ResultOf, 16> Results;
};

/// Is T clang's type of a union?
bool isUnion(const llvm::StructType *T);

/// Does the source say that the load or store X moves an integer? (TBAA, or
/// the member's type as noted by Prepare/DeclaredTypes.)
bool isDeclaredInteger(const llvm::DataLayout &DL, const llvm::Instruction &X);

/// Does the source say (TBAA) that the load or store X moves a pointer? Else it
/// may be a member of a union that is moved whole.
bool movesDeclaredPointer(const llvm::Instruction &X);

/// What the load or store X says it moves (TBAA), if that is floats of one
/// format or a pointer; else Unknown.
ByteType declaredScalar(const llvm::DataLayout &DL, const llvm::Instruction &X,
                        uint64_t Size);

/// The format of the floats that the pointer moved by X is declared to point to
/// (TBAA: "p1 double"), or that the copy X moves (as noted by
/// Prepare/DeclaredTypes); null if it is not.
llvm::Type *declaredPointee(const llvm::Instruction &X);

/// Does the load or store X move a number the library only counts with?
bool countsOnly(const llvm::Instruction &X);
/// Does X load or store a std::string's pointer to its characters?
bool accessesText(const llvm::Instruction &X);
/// Does CB allocate a std::string's characters?
bool allocatesText(const llvm::CallBase &CB);

/// Known-zero-bytes view of an integer: which byte range of V may be nonzero.
struct ByteRange {
  uint64_t Lo, Hi;
};

} // namespace wengert
#endif
