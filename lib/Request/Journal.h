//===- Journal.h - What a run overwrote ------------------------*- C++ -*-===//
//
// `__enzyme_fwdsplit` finds tangents by running a function again that has run
// already (Rerun.h). A function that reads what it writes must find the memory
// as it was the first time. So the first run is made by a clone that notes the
// old bytes before each write to memory that is not its own; before the second
// run they are put back, the last first. The second run then writes all of it
// once more; what it does not (variables of the first run, which the reverse
// sweep still reads) is written from the notes.
//
// The notes hang on the tape, which is then a struct with the real tape in it.
// Everything is released with the tape.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_JOURNAL_H
#define WENGERT_REQUEST_JOURNAL_H

#include "llvm/IR/Function.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

class Engine;

/// Is the tape of F's split derivative one with a journal? True if tangents
/// are asked for in F's module and F leaves traces.
bool needsJournal(llvm::Function &F, Engine &E);

/// A clone of F with one more parameter, the journal, that notes what F and
/// what it calls overwrite. Null if that is not possible, because of Reason.
llvm::Function *withJournal(llvm::Function &F, Engine &E,
                            const llvm::Instruction *&Reason);

/// A new, empty journal.
llvm::Value *emitNewJournal(llvm::IRBuilder<> &B);
void emitSetTape(llvm::IRBuilder<> &B, llvm::Value *Journal, llvm::Value *Tape);
llvm::Value *emitGetTape(llvm::IRBuilder<> &B, llvm::Value *Journal);
/// Puts the noted bytes back, and writes what was there instead once more.
void emitRestore(llvm::IRBuilder<> &B, llvm::Value *Journal);
void emitRedo(llvm::IRBuilder<> &B, llvm::Value *Journal);
void emitFreeJournal(llvm::IRBuilder<> &B, llvm::Value *Journal);

} // namespace wengert
#endif
