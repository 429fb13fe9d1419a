//===- Polygamma.cpp - digamma and trigamma as IR -------------------------===//
//
// Derivatives of the gamma functions need functions the C library lacks. They
// are built in IR, once per module and float type, so that the plugin brings
// no run-time library along.
//
//===----------------------------------------------------------------------===//
#include "Rules/MathFunctions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

/// B_2, B_4, ...
static constexpr const char *Bernoulli[] = {
    "0.1666666666666666666666666666666666666667",
    "-0.03333333333333333333333333333333333333333",
    "0.02380952380952380952380952380952380952381",
    "-0.03333333333333333333333333333333333333333",
    "0.07575757575757575757575757575757575757576",
    "-0.2531135531135531135531135531135531135531",
    "1.166666666666666666666666666666666666667",
    "-7.092156862745098039215686274509803921569",
    "54.97117794486215538847117794486215538847",
    "-529.1242424242424242424242424242424242424",
    "6192.123188405797101449275362318840579710",
    "-86580.25311355311355311355311355311355311",
    "1425517.166666666666666666666666666666667",
    "-27298231.06781609195402298850574712643678",
    "601580873.9006423683843038681748359167714",
    "-15116315767.09215686274509803921568627451"};

namespace {

class PolygammaBuilder {
public:
  PolygammaBuilder(Function &F, unsigned Order)
      : F(F), Ty(F.getReturnType()), Order(Order), B(F.getContext()) {
    // The first term left out, at the smallest argument of the series, is
    // below half a unit in the last place of 1.
    if (Ty->isDoubleTy())
      Start = 10, Terms = 9;
    else if (Ty->isX86_FP80Ty())
      Start = 16, Terms = 12;
    else
      Start = 30, Terms = 16;
  }

  void build();

private:
  Function &F;
  Type *Ty;
  unsigned Order;
  IRBuilder<> B;
  unsigned Start = 0, Terms = 0;

  Constant *num(double D) { return ConstantFP::get(Ty, D); }
  Constant *num(StringRef S) { return ConstantFP::get(Ty, S); }
  Value *series(Value *Y);
  Value *reflection(Value *X);
};

/// Order 0: log y - 1/(2y) - sum B_2k / (2k y^2k).
/// Order 1: 1/y + 1/(2y^2) + sum B_2k / y^(2k+1).
Value *PolygammaBuilder::series(Value *Y) {
  Value *Inv = B.CreateFDiv(num(1), Y);
  Value *Inv2 = B.CreateFMul(Inv, Inv);
  Value *Sum = num(0.0);
  for (unsigned K = Terms; K > 0; --K) { // Horner in 1/y^2
    Value *C = num(Bernoulli[K - 1]);
    if (Order == 0)
      C = B.CreateFDiv(C, num(2.0 * K));
    Sum = B.CreateFMul(B.CreateFAdd(Sum, C), Inv2);
  }
  Value *Half = B.CreateFMul(num(0.5), Inv);
  if (Order == 0)
    return B.CreateFSub(B.CreateFSub(callIntrinsic(B, "log", {Y}), Half), Sum);
  Value *Tail = B.CreateFAdd(Half, Sum);
  return B.CreateFAdd(Inv, B.CreateFMul(Inv, Tail));
}

/// What relates the value at x to that at 1 - x:
/// psi(x) = psi(1-x) - pi cot(pi x), psi'(x) = -psi'(1-x) + pi^2/sin^2(pi x).
Value *PolygammaBuilder::reflection(Value *X) {
  Value *Pi = num("3.14159265358979323846264338327950288419717");
  Value *Frac = B.CreateFSub(X, callIntrinsic(B, "rint", {X}));
  Value *Angle = B.CreateFMul(Pi, Frac);
  Value *Sin = callIntrinsic(B, "sin", {Angle});
  if (Order == 0) {
    Value *Cos = callIntrinsic(B, "cos", {Angle});
    return B.CreateFNeg(B.CreateFMul(Pi, B.CreateFDiv(Cos, Sin)));
  }
  Value *Q = B.CreateFDiv(Pi, Sin);
  return B.CreateFMul(Q, Q);
}

void PolygammaBuilder::build() {
  LLVMContext &C = F.getContext();
  Value *X = F.getArg(0);
  X->setName("x");
  auto *Entry = BasicBlock::Create(C, "entry", &F);
  auto *Loop = BasicBlock::Create(C, "shift", &F);
  auto *Body = BasicBlock::Create(C, "shift.step", &F);
  auto *Done = BasicBlock::Create(C, "series", &F);
  auto *Reflect = BasicBlock::Create(C, "reflect", &F);
  auto *Exit = BasicBlock::Create(C, "exit", &F);

  B.SetInsertPoint(Entry);
  Value *Left = B.CreateFCmpOLE(X, num(0.0), "left");
  Value *Y0 = B.CreateSelect(Left, B.CreateFSub(num(1), X), X);
  B.CreateBr(Loop);

  B.SetInsertPoint(Loop);
  PHINode *Y = B.CreatePHI(Ty, 2, "y");
  PHINode *Acc = B.CreatePHI(Ty, 2, "acc");
  Y->addIncoming(Y0, Entry);
  Acc->addIncoming(num(0.0), Entry);
  B.CreateCondBr(B.CreateFCmpOLT(Y, num(Start)), Body, Done);

  B.SetInsertPoint(Body);
  Value *Inv = B.CreateFDiv(num(1), Y);
  Value *Step = Order == 0 ? B.CreateFNeg(Inv) : B.CreateFMul(Inv, Inv);
  Acc->addIncoming(B.CreateFAdd(Acc, Step), Body);
  Y->addIncoming(B.CreateFAdd(Y, num(1)), Body);
  B.CreateBr(Loop);

  B.SetInsertPoint(Done);
  Value *Right = B.CreateFAdd(Acc, series(Y));
  B.CreateCondBr(Left, Reflect, Exit);

  B.SetInsertPoint(Reflect);
  Value *Pole = B.CreateFCmpOEQ(X, callIntrinsic(B, "floor", {X}));
  Value *Mirrored = Order == 0 ? Right : B.CreateFNeg(Right);
  Value *Other = B.CreateSelect(Pole, ConstantFP::getNaN(Ty),
                                B.CreateFAdd(Mirrored, reflection(X)));
  B.CreateBr(Exit);

  B.SetInsertPoint(Exit);
  PHINode *Out = B.CreatePHI(Ty, 2);
  Out->addIncoming(Right, Done);
  Out->addIncoming(Other, Reflect);
  B.CreateRet(Out);
}

} // namespace

Function *getPolygamma(Module &M, unsigned Order, Type *Ty) {
  std::string Name = Order == 0 ? "wengert.digamma." : "wengert.trigamma.";
  raw_string_ostream(Name) << *Ty;
  if (Function *F = M.getFunction(Name))
    return F;
  auto *F = Function::Create(FunctionType::get(Ty, {Ty}, false),
                             GlobalValue::InternalLinkage, Name, M);
  F->setDoesNotAccessMemory();
  F->setDoesNotThrow();
  F->setWillReturn();
  F->addFnAttr(Attribute::NoSync);
  F->addFnAttr(Attribute::NoFree);
  // Its own derivative is a rule; that of trigamma is made from its body.
  if (Order == 0)
    F->addFnAttr("enzyme_math", "wengert.digamma");
  PolygammaBuilder(*F, Order).build();
  return F;
}

} // namespace wengert
