//===- DeclaredTypes.h - What addresses say before they are bytes -*- C++
//-*-===//
//
// Without TBAA (-O0, -fno-strict-aliasing) the type of a variable is visible
// where it is made, and that of a struct's member in the address computation
// only, which simplification turns into plain byte offsets. Before that happens
// it is written down:
//
//  * Loads and stores of what is declared as an integer get the
//    metadata `wengert.integer`. The type analysis takes it as weak evidence.
//    So do those of floats that a library only counts with.
//  * Copies of whole classes get the `tbaa.struct` that clang writes when it
//    optimizes. Each type name hangs under a root of its own, so that it says
//    nothing about aliasing.
//
// Passes that merge or rewrite an access drop both.
//
// When clang optimizes, little of this is left by the time a function is
// cloned. What a copy of an array copies is therefore noted in the front end's
// own code, before anything else runs: `wengert.array` is the element type of
// the pointers handed to it, by the arithmetic done with them or by TBAA, if
// the length is a number of such elements.
//
// Without strict aliasing clang writes no TBAA at all, and optimization turns
// copies of unions and closures into loads and stores of whatever type suits
// it. What the program itself loads and stores is noted then as well, by tags
// that overlap with all others.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_DECLAREDTYPES_H
#define WENGERT_PREPARE_DECLAREDTYPES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F.
void noteDeclaredTypes(llvm::Function &F);

/// Metadata of a load or store of an integer through a pointer to such, where
/// nothing says that this is what the pointer points to.
inline constexpr llvm::StringLiteral IntegerPointeeNote =
    "wengert.integer.pointee";

/// clang's name of the class in which a std::string keeps the pointer to its
/// characters.
inline constexpr llvm::StringLiteral TextPointerType =
    "_ZTSNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE12_Alloc_hiderE";

/// clang's name of the class in which a hash table keeps its load factor.
inline constexpr llvm::StringLiteral LoadFactorType =
    "_ZTSNSt8__detail20_Prime_rehash_policyE";

/// Does the front end leave out what its accesses are of, though it could tell
/// (-fno-strict-aliasing)? For modules as the front end wrote them.
bool isUntyped(const llvm::Module &M);

/// From here on leavesTypesOut is true of M, until the note is dropped.
void noteUntyped(llvm::Module &M);
void dropUntypedNote(llvm::Module &M);
bool leavesTypesOut(const llvm::Module &M);

/// Is X, an access or a copy, in a module that leaves types out, and was not
/// the program's own load or store of a number or a pointer? Then it moves what
/// it moves: nothing says what.
bool movesAnything(const llvm::Instruction &X);

/// Gives each access of an untyped module the tag that clang writes otherwise,
/// as far as the access and its address tell. It says nothing about aliasing.
/// For code as the front end wrote it. Linear in the size of F.
void noteAccesses(llvm::Function &F);

/// Does the load or store X move a hash table's load factor, a float that only
/// counts? Seen in code that has not been simplified.
bool movesLoadFactor(const llvm::Instruction &X);

/// For code as the front end wrote it. Linear in the size of F.
void noteArrayCopies(llvm::Function &F);

/// The element type noted by noteArrayCopies, or null. Characters of a text are
/// noted as bytes.
llvm::Type *notedElement(const llvm::Instruction &Copy);

} // namespace wengert
#endif
