//===- Table.cpp - The generated rule table -------------------------------===//
#include "Rules/Table.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace wengert {

#include "Rules.inc"

template <typename Entry, size_t Size>
static const Entry *find(const Entry (&Sorted)[Size], StringRef Name) {
  const Entry *E = partition_point(
      Sorted, [&](const Entry &X) { return StringRef(X.Name) < Name; });
  return E != std::end(Sorted) && Name == E->Name ? E : nullptr;
}

const Node &node(int Index) { return NodeTable[Index]; }
const Rule *ruleAt(int Index) { return &RuleTable[Index]; }
ArrayRef<Rule> allRules() { return RuleTable; }
ArrayRef<CallName> allCallNames() { return CallNames; }
ArrayRef<OpName> allIntrinsicNames() { return IntrinsicNames; }
ArrayRef<OpName> allOpcodeNames() { return OpcodeNames; }

int Rule::partial(unsigned Component, unsigned Field) const {
  return PartialTable[FirstPartial + Component * Fields + Field];
}

const CallName *findCallName(StringRef Name) { return find(CallNames, Name); }

const Rule *findIntrinsicRule(StringRef Name) {
  const OpName *E = find(IntrinsicNames, Name);
  return E ? &RuleTable[E->RuleIndex] : nullptr;
}

const Rule *findOpcodeRule(StringRef Name) {
  const OpName *E = find(OpcodeNames, Name);
  return E ? &RuleTable[E->RuleIndex] : nullptr;
}

} // namespace wengert
