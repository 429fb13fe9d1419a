//===- TapeMemory.h - Where tapes are kept ---------------------*- C++ -*-===//
//
// A derivative of a recursive function makes a few small blocks per call and
// releases them in about the opposite order. A general allocator pays for each;
// here blocks of up to 4 KiB are cut from chunks that belong to a thread:
//
//   block   { chunk or null, size or what free() gets } data ...
//   chunk   { blocks in use } block block ...
//   arena   { next, end, chunk, live }           thread-local, one chunk at
//   most
//
// A block released by the thread whose chunk it lies in is counted in `live`,
// and the last one gives its bytes back at once. Everybody else (another
// thread; this one, when its arena has gone on to another chunk) decrements the
// chunk's own count atomically. That count begins at Bias, so that it cannot
// end before the arena leaves the chunk and takes Bias - live off it; who
// brings it to zero frees the chunk. No order of releases is assumed, only the
// usual one is fast.
//
// Blocks above 4 KiB come from malloc, with the same two words in front. On
// Linux those of 1 MiB and more ask for large pages: a tape is written once and
// read once, so that page faults cost as much as the sweeps do.
//
// Where there are no threads to speak of (GPUs), and under sanitizers, which
// are to see each block, every block comes from malloc.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_TAPEMEMORY_H
#define WENGERT_EMIT_TAPEMEMORY_H

#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// ptr(i64): memory for a tape, aligned to 16 bytes and released by
/// getTapeFree's function. When there is none it stops the program, or gives
/// null if the size may be that of a loop which is not entered (Stops false).
llvm::Function *getTapeAlloc(llvm::Module &M, bool Stops = true);

/// void(ptr): releases what getTapeAlloc's function gave, or nothing.
llvm::Function *getTapeFree(llvm::Module &M);

/// At the end of an outermost derivative: the thread's arena leaves its chunk,
/// which is freed with what still lives in it. Nothing if the module has no
/// tapes. Not after an augmented primal: many tapes may follow. So a thread
/// that ends after one leaves its last chunk behind.
void emitTapeTrim(llvm::IRBuilder<> &B);

/// Ends the block: there is no memory for a tape of Size bytes.
void emitNoMemory(llvm::IRBuilder<> &B, llvm::Value *Size);

} // namespace wengert
#endif
