//===- WireReader.h - One reading of a wire call ---------------*- C++ -*-===//
//
// Private to the parser: walks the operands once, under one assumption about
// which operands belong together (see WireParse.h), and says how well the
// outcome fits the result the call declares.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIREREADER_H
#define WENGERT_REQUEST_WIREREADER_H

#include "Request/WireParse.h"

namespace wengert {

enum class Reading : uint8_t { Grouped, Plain, Explicit };
enum class ResultFit : uint8_t { None, Unused, Exact };

struct ReadError {
  Code C;
  std::string What, Remedy;
};

class WireReader {
public:
  WireReader(const WireCall &Base, Reading R, llvm::ArrayRef<unsigned> Groups,
             unsigned FirstOperand);

  /// Reads everything. False when the operands do not fit this reading.
  bool run();
  ResultFit fit() const { return Fit; }
  WireCall &result() { return W; }
  const ReadError &error() const { return Error; }

private:
  bool fail(Code C, const llvm::Twine &What, const llvm::Twine &Remedy);
  llvm::Value *operand(unsigned I) const { return W.CB->getArgOperand(I); }
  bool atMarker(unsigned I) const;
  unsigned operandsToNextMarker(unsigned I) const;
  /// A position as the user counts it: 1-based among the primal's parameters.
  std::string ordinal(unsigned Param) const;

  bool readMarker(Marker M);
  bool readConstant(llvm::StringRef Of, uint64_t &Value);
  /// Reads operands for Count parameters from Params[At].
  bool readValues(unsigned At, unsigned Count, unsigned &Cursor,
                  llvm::SmallVectorImpl<WireValue> &Out);
  bool readByRef(unsigned At, llvm::Value *Op,
                 llvm::SmallVectorImpl<WireValue> &Out);
  bool isMispaired(unsigned Count) const;
  std::optional<bool> pairByTypes(unsigned At) const;
  bool readGroup();
  bool readExtras();
  bool checkArg(WireArg &A);
  WireAct defaultActivity(unsigned At) const;
  bool takesValue(const llvm::Value *Operand, unsigned Param) const;

  bool decideReturn();
  bool decideForward();
  bool decideCombined();
  bool decideSplit();
  /// Tries Elements as the result's layout and keeps them when they fit.
  bool tryLayout(llvm::ArrayRef<WireElement::Kind> Front, bool Gradients);
  void uncoverReturn();
  bool uncoverPacked();
  void refineMemory();
  bool resultUnused() const;
  bool noLayout();

  WireCall W;
  Reading R;
  llvm::ArrayRef<unsigned> Groups;
  llvm::SmallVector<unsigned, 8> Params;  ///< primal parameters but sret
  llvm::SmallVector<unsigned, 8> GroupAt; ///< group size at Params[i]
  unsigned Cur, End, ShadowCur = 0;
  bool Interleaved = false;
  unsigned Next = 0; ///< next entry of Params
  const llvm::DataLayout &DL;

  // Pending markers of the next argument.
  std::optional<Marker> Pending;
  bool PendingNotOverwritten = false;
  std::optional<uint64_t> PendingByRef;

  bool NoRet = false, ConstReturn = false, ActiveReturn = false,
       DupReturn = false, PrimalMarker = false;
  llvm::SmallVector<WireValue, 2> Extras;
  ResultFit Fit = ResultFit::None;
  ReadError Error{Code::MalformedCall, "", ""};
};

} // namespace wengert
#endif
