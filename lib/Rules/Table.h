//===- Table.h - The generated rule table ----------------------*- C++ -*-===//
//
// What rules/gen.py makes of rules/*.td: rules, the expressions of their
// partial derivatives, and the names operations go under. Read-only data.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_TABLE_H
#define WENGERT_RULES_TABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace wengert {

#define WENGERT_CUSTOM_RULES
#include "Rules.inc"

/// One node of an expression. A, B, C are indices of nodes, unless stated.
struct Node {
  enum Op : uint8_t {
    Operand,  ///< A: component of the operands
    Result,   ///< A: field of the result
    Const,    ///< Text: decimal
    IntConst, ///< A: value
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    CmpOEQ,
    CmpOLT,
    CmpOLE,
    CmpOGT,
    CmpOGE,
    CmpUNO,
    And,
    Or,
    Select,
    IntToFP, ///< like the first float operand
    IntAdd,  ///< B: the constant to add
    IntNeg,
    Intrinsic,
    Libm,
    Helper, ///< Text: function; A, B: arguments
  } O;
  int16_t A, B, C;
  const char *Text;
  bool isConst(llvm::StringRef T) const { return O == Const && T == Text; }
};

/// A rule. Operands and results are split into components: the real and
/// imaginary part of a complex number, the fields of a struct result.
struct Rule {
  const char *Name;
  const char *Params;  ///< per operand: T float, C complex, i int, p ptr, L
  const char *Results; ///< T, C, i, TT, Ti; F: a narrower float than T
  int16_t FirstPartial;
  uint8_t Components;
  uint8_t Fields;
  CustomRule Custom;
  bool Active;

  /// Node of d field / d component, or -1 for zero.
  int partial(unsigned Component, unsigned Field) const;
};

/// The float type a function's name implies.
enum class NameKind : uint8_t { Any, Half, Float, Double, LongDouble, Quad };

struct CallName {
  const char *Name;
  int16_t RuleIndex;
  NameKind Kind;
};

/// An intrinsic (without "llvm.") or an opcode.
struct OpName {
  const char *Name;
  int16_t RuleIndex;
};

const Node &node(int Index);
/// Null if no rule has the name.
const CallName *findCallName(llvm::StringRef Name);
const Rule *findIntrinsicRule(llvm::StringRef Name);
const Rule *findOpcodeRule(llvm::StringRef Name);
const Rule *ruleAt(int Index);
/// The whole table, for tests.
llvm::ArrayRef<Rule> allRules();
llvm::ArrayRef<CallName> allCallNames();
llvm::ArrayRef<OpName> allIntrinsicNames();
llvm::ArrayRef<OpName> allOpcodeNames();

} // namespace wengert
#endif
