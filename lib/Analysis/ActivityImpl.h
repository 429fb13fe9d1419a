//===- ActivityImpl.h - Activity analysis inside ---------------*- C++ -*-===//
//
// A graph of float flow: its nodes are the values of every analysed body and
// the memory objects of the type analysis, its edges say "bytes that may be
// floats go from here to there". Varied is forward reachability from the
// active inputs, useful backward reachability from the active outputs. Both
// are linear in the graph, which is linear in the instructions visited.
//
// Integers take part in the graph when they may be the bits of a float: a
// float put together by integer arithmetic is then seen to be active, and its
// integer instruction, which has no rule, is reported instead of being taken
// for a constant.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_ACTIVITYIMPL_H
#define WENGERT_ANALYSIS_ACTIVITYIMPL_H

#include "Analysis/Activity.h"
#include "Analysis/TypesImpl.h"

namespace wengert {

class ActivityImpl {
public:
  ActivityImpl(const DiffRequest &R, const TypesImpl &T);

  bool isActive(const Instance &I, const llvm::Value *V) const;
  bool isActiveMemory(const Instance &I, const llvm::Value *P) const;
  /// Inside: look into called bodies as well.
  bool isActiveInst(const Instance &I, const llvm::Instruction *X,
                    bool Inside = true) const;
  bool isMixed(const Instance &I, const llvm::Value *V) const;
  /// No address ever gets to variable V.
  bool isNowhere(VarId V) const { return !From[V]; }
  /// The two halves of isActive.
  bool floatsActive(const Instance &I, const llvm::Value *V) const;
  bool pointersActive(const Instance &I, const llvm::Value *V) const;

  /// See Activity.
  std::optional<ConstPlaces>
  constPlaces(const Instance &I, const llvm::CallBase &CB,
              llvm::ArrayRef<ActKind> Kinds) const;
  llvm::SmallVector<const llvm::Instruction *, 4> lostStores() const;
  llvm::SmallVector<const llvm::Instruction *, 4> staticStores() const;

  /// What holds a pointer or a float, an enum or a union, is moved as a pointer
  /// by simplification. The loads that X, which stores a pointer, may so take
  /// floats from.
  llvm::SmallVector<const llvm::LoadInst *, 2>
  pointersWithFloats(const Instance &I, const llvm::StoreInst &X) const;
  bool copiesUnion(const Instance &I, const llvm::LoadInst &L,
                   const llvm::StoreInst &X) const;
  bool holdsNarrow(VarId V) const;

  const DiffRequest &R;
  const TypesImpl &T;

private:
  using Node = uint32_t;
  enum Origins : uint8_t { FromConst = 1, FromOther = 2, FromStatic = 4 };

  Node valueNode(const Instance &I, const llvm::Value *V);
  Node findNode(const Instance &I, const llvm::Value *V) const;
  /// The object behind P if data may flow through it; NoId if P only reaches
  /// memory of const arguments, or nothing.
  Node memoryNode(VarId P) const;
  void edge(Node From, Node To);
  /// What I passes on through memory that is constant by declaration.
  void noteConstant(const llvm::Instruction &I, Node From, VarId Memory,
                    Node To);
  bool mayHoldFloats(VarId P, std::optional<uint64_t> Len) const;

  // ActivityAddresses.cpp
  void traceAddresses();
  bool leadsToFloats(ObjId O, bool Unseen) const;
  bool reachesConst(const Instance &I, const llvm::CallBase &CB,
                    llvm::ArrayRef<ActKind> Kinds) const;
  void build(const Instance &I);
  void buildInst(const Instance &I, const llvm::Instruction &X);
  void buildCall(const Instance &I, const llvm::CallBase &CB);
  void buildModel(const Instance &I, const llvm::CallBase &CB,
                  const CallModel &M);
  Node buildOpaque(const Instance &I, const llvm::CallBase &CB);
  void buildUnknown(const Instance &I, const llvm::CallBase &CB);
  void buildLoad(const Instance &I, const llvm::Instruction &X,
                 const llvm::Value *P);
  void buildDigits(const Instance &I, const llvm::LoadInst &X);
  void buildStore(const Instance &I, const llvm::Instruction &X,
                  const llvm::Value *P, const llvm::Value *V);
  void operandsTo(const Instance &I, const llvm::Instruction &X);
  void seed();
  void spread(std::vector<bool> &Mark,
              const std::vector<llvm::SmallVector<Node, 2>> &Next) const;
  /// Every object reachable from V's.
  void reach(VarId V, llvm::function_ref<void(ObjId)> Visit) const;
  void forceResults();
  void settleMemory();
  bool addressActive(VarId V) const;
  uint8_t shadowBits(VarId Cell) const;
  bool constantActive(const llvm::Constant *C) const;
  bool globalMayChange(const llvm::GlobalVariable *GV) const;
  bool marked(Node N) const;
  bool touchesActive(const Instance &I) const;

  unsigned NumObjects = 0;
  llvm::DenseMap<std::pair<const Instance *, const llvm::Value *>, Node> Nodes;
  std::vector<llvm::SmallVector<Node, 2>> Succ, Pred;
  std::vector<bool> Varied, Useful;
  std::vector<bool> Data;      ///< by object: floats go in or out
  std::vector<bool> Forced;    ///< by object: has a shadow outside
  std::vector<bool> Called;    ///< by object: functions called through it
  std::vector<bool> ActiveObj; ///< by object: the verdict
  llvm::SmallVector<Node, 8> UnknownCalls;
  /// A write (From) or a read (To) of constant memory.
  struct ConstantAccess {
    const llvm::Instruction *I;
    Node From, To;
    ObjId Memory;
  };
  llvm::SmallVector<std::pair<const Instance *, const llvm::CallBase *>, 8>
      AggregateCalls;
  llvm::SmallVector<ConstantAccess, 8> ConstantAccesses;
  std::vector<uint8_t> From;   ///< by variable: FromConst, FromOther
  std::vector<bool> Static;    ///< by variable: may be of a static object
  /// What goes into memory of static objects: floats, and pointers.
  llvm::SmallVector<std::pair<const llvm::Instruction *, Node>, 8> StaticWrites;
  struct StaticPointer {
    const Instance *In;
    const llvm::Instruction *I;
    const llvm::Value *Stored;
  };
  llvm::SmallVector<StaticPointer, 8> StaticPointers;
  mutable llvm::DenseMap<const Instance *, bool> Touches;
};

} // namespace wengert
#endif
