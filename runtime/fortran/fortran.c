// Bodies of functions of flang's run-time library, compiled to bitcode that the
// plugin carries. flang leaves operations on whole arrays and on derived types
// to these functions and hands over descriptors. In a function that is
// differentiated, calls of them become calls of the bodies here, which are
// differentiated like any other code; the primal keeps the library's.
//
// What they do is what the Fortran 2018 standard says of the intrinsic (clause
// 16.9) or statement (9.7, 10.2.1). Sums are accumulated in double precision.
#include "descriptor.h"

#include "derived.h"
#include "assign.h"
#include "allocate.h"
#include "arrange.h"
#include "reduce.h"
#include "matmul.h"
#include "construct.h"
#include "numeric.h"
