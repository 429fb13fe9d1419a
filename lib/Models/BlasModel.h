//===- BlasModel.h - Derivatives of BLAS and LAPACK ------------*- C++ -*-===//
//
// Canonical BLAS calls (BlasCalls.h) and their derivatives, which runtime/blas
// has as C functions: tangent and adjoint of dgemm are calls of
// wengert.blas.dgemm.fwd and .rev. Here is decided what they are passed: the
// shadows that exist, and, in the reverse sweep, the arrays they read, or
// copies packed before they were overwritten.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_BLASMODEL_H
#define WENGERT_MODELS_BLASMODEL_H

namespace wengert {

class CallModel;
const CallModel *blasModel();

} // namespace wengert
#endif
