// The form of what users read, and that it goes through LLVM's handler.
#include "Diagnose/Diagnostics.h"
#include "Diagnose/SelfCheck.h"
#include "ParseIR.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"

using namespace llvm;
using namespace wengert;

namespace {

struct Collected {
  std::vector<std::string> Texts;
  std::vector<DiagnosticSeverity> Severities;
};

void collect(const DiagnosticInfo *Info, void *Into) {
  auto *C = static_cast<Collected *>(Into);
  std::string Text;
  raw_string_ostream OS(Text);
  DiagnosticPrinterRawOStream Printer(OS);
  Info->print(Printer);
  C->Texts.push_back(Text);
  C->Severities.push_back(Info->getSeverity());
}

class DiagnosticsTest : public testing::Test {
protected:
  LLVMContext C;
  Collected Got;
  std::unique_ptr<Module> M;
  void SetUp() override {
    C.setDiagnosticHandlerCallBack(collect, &Got);
    M = test::parse(
        C, "define double @f(double %x) !dbg !3 {\n"
           "  %y = fadd double %x, 1.0, !dbg !6\n"
           "  ret double %y\n}\n"
           "!llvm.module.flags = !{!0}\n!llvm.dbg.cu = !{!1}\n"
           "!0 = !{i32 2, !\"Debug Info Version\", i32 3}\n"
           "!1 = distinct !DICompileUnit(language: DW_LANG_C, file: !2, "
           "emissionKind: FullDebug)\n"
           "!2 = !DIFile(filename: \"user.c\", directory: \"/\")\n"
           "!3 = distinct !DISubprogram(name: \"f\", file: !2, line: 7, "
           "scopeLine: 7, "
           "type: !4, unit: !1)\n"
           "!4 = !DISubroutineType(types: !5)\n!5 = !{null}\n"
           "!6 = !DILocation(line: 9, column: 4, scope: !3)\n");
  }
  Function &f() { return *M->getFunction("f"); }
};

TEST_F(DiagnosticsTest, CodePlaceWhatAndRemedy) {
  EXPECT_FALSE(diagnose(Code::NoBody, f().front().front(), "it is opaque",
                        "give it a body"));
  ASSERT_EQ(Got.Texts.size(), 1u);
  EXPECT_EQ(Got.Severities[0], DS_Error);
  EXPECT_NE(Got.Texts[0].find("user.c:9:4"), std::string::npos) << Got.Texts[0];
  EXPECT_NE(Got.Texts[0].find("[WG0003] it is opaque; help: give it a body"),
            std::string::npos)
      << Got.Texts[0];
}

TEST_F(DiagnosticsTest, FunctionIsThePlaceWithoutALocation) {
  diagnose(Code::UnknownType, *f().front().getTerminator(), "bytes", "");
  diagnose(Code::UnknownType, f(), "bytes", "");
  ASSERT_EQ(Got.Texts.size(), 2u);
  for (const std::string &Text : Got.Texts) {
    EXPECT_NE(Text.find("user.c:7"), std::string::npos) << Text;
    EXPECT_EQ(Text.find("help:"), std::string::npos) << Text;
  }
}

TEST_F(DiagnosticsTest, WarningsAndModules) {
  warn(Code::AmbiguousPair, f().front().front(), "two readings", "choose");
  diagnose(Code::BadRegistration, *M, "malformed", "look at it");
  ASSERT_EQ(Got.Texts.size(), 2u);
  EXPECT_EQ(Got.Severities[0], DS_Warning);
  EXPECT_EQ(Got.Severities[1], DS_Error);
  EXPECT_NE(Got.Texts[1].find("[WG0012]"), std::string::npos);
}

// WG0009. No source is known to lead there.
TEST_F(DiagnosticsTest, MalformedCodeIsReported) {
  EXPECT_TRUE(isWellFormed(f()));
  EXPECT_TRUE(Got.Texts.empty());
  Instruction &Add = f().front().front();
  Add.setOperand(1, ConstantFP::get(Type::getFloatTy(C), 1.0));
  EXPECT_FALSE(isWellFormed(f()));
  ASSERT_EQ(Got.Texts.size(), 1u);
  EXPECT_EQ(Got.Severities[0], DS_Error);
  EXPECT_EQ(Got.Texts[0],
            "user.c:7:0: in function f double (double): [WG0009] the "
            "derivative emitted for this function is malformed: Both operands "
            "to a binary operator are not of the same type!\n  %y = fadd "
            "double %x, float 1.000000e+00, !dbg !6; help: please report this "
            "with the source\n");
}

} // namespace
