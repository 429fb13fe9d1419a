//===- FloatFormats.h - Which floats a program keeps in memory -*- C++ -*-===//
//
// Bytes that are only moved may be anything. Where no floats smaller than an
// address are kept in memory, what is too small for an address is an integer,
// or part of something larger. Where doubles only are, eight bytes are an
// integer, an address or a double, which their bits tell apart well enough
// (Emit/Words.h).
//
// What counts is the memory that a derivative can see. What its function makes
// is filled by functions that this reaches; what it is handed, by any of the
// program. Emitted derivatives keep what their primals keep: they do not count,
// unless they are differentiated themselves.
//
// One pass over the loads, stores and casts of bits of each function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_FLOATFORMATS_H
#define WENGERT_ANALYSIS_FLOATFORMATS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Module.h"
#include <functional>
#include <optional>
#include <tuple>

namespace wengert {

class VTables;

/// Floats that are moved from and to memory, other than plain variables.
struct FloatFormats {
  bool Other = false;  ///< other than double
  bool Narrow = false; ///< smaller than an address
  bool Long = false;   ///< larger than a double
  /// Nothing outside of the module sees the memory: there are no others.
  bool Whole = false;

  /// What a function itself moves.
  static FloatFormats of(const llvm::Function &F);

  auto key() const { return std::tie(Other, Narrow, Long, Whole); }
  bool operator<(const FloatFormats &O) const { return key() < O.key(); }
  bool operator==(const FloatFormats &O) const { return key() == O.key(); }
  /// Those of both.
  FloatFormats &operator|=(const FloatFormats &O);

private:
  void add(const llvm::Type *T, unsigned AddressBits);
};

/// The formats of a module and of parts of it.
class ModuleFloats {
public:
  using Filter = std::function<bool(const llvm::Function &)>;

  /// IsEmitted: derivatives and what belongs to them. ServesAny: functions that
  /// serve any program (a standard library): what they do to floats tells
  /// nothing of this one. It counts only where M is a whole program.
  ModuleFloats(const llvm::Module &M, Filter IsEmitted, Filter ServesAny,
               VTables *Tables = nullptr);

  /// Of what was not emitted.
  const FloatFormats &program();
  /// Of F and all that it may call, emitted or not.
  FloatFormats reachedFrom(const llvm::Function &F);
  /// Bodies have changed.
  void forget(const llvm::Function &F) { Places.erase(&F); }

private:
  /// What a function or a variable names, and whom it may call by pointer.
  struct Place {
    FloatFormats Floats;
    llvm::SmallVector<const llvm::GlobalObject *, 8> Names;
    llvm::SmallVector<const llvm::FunctionType *, 2> Calls;
  };
  const Place &placeOf(const llvm::GlobalObject &G);
  bool counts(const llvm::Function &F) const;

  const llvm::Module &M;
  const Filter IsEmitted, ServesAny;
  VTables *const Tables;
  const bool Whole;
  std::optional<FloatFormats> All;
  llvm::DenseMap<const llvm::GlobalObject *, Place> Places;
  /// Functions whose address is taken.
  std::optional<
      llvm::MapVector<const llvm::FunctionType *,
                      llvm::SmallVector<const llvm::Function *, 4>>>
      Taken;
};

/// While it lives: M is a whole program, nothing outside of it sees its memory.
class WholeProgram {
public:
  explicit WholeProgram(llvm::Module &M);
  ~WholeProgram();
  WholeProgram(const WholeProgram &) = delete;
  WholeProgram &operator=(const WholeProgram &) = delete;

private:
  llvm::Module &M;
};

bool isWholeProgram(const llvm::Module &M);

} // namespace wengert
#endif
