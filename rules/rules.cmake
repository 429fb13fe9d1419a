# Generates Rules.inc, the C++ form of the tables in this folder.
find_program(WENGERT_TBLGEN NAMES llvm-tblgen-22 llvm-tblgen
  HINTS ${LLVM_TOOLS_BINARY_DIR} REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(WENGERT_RULES_SOURCE ${CMAKE_CURRENT_LIST_DIR})
set(WENGERT_RULES_DIR ${CMAKE_BINARY_DIR}/rules)
set(WENGERT_RULES_JSON ${WENGERT_RULES_DIR}/Rules.json)
set(WENGERT_RULES_INC ${WENGERT_RULES_DIR}/Rules.inc)
file(MAKE_DIRECTORY ${WENGERT_RULES_DIR})
file(GLOB WENGERT_RULES_TD CONFIGURE_DEPENDS ${WENGERT_RULES_SOURCE}/*.td)

add_custom_command(OUTPUT ${WENGERT_RULES_JSON}
  COMMAND ${WENGERT_TBLGEN} -I ${WENGERT_RULES_SOURCE} --dump-json
          ${WENGERT_RULES_SOURCE}/Rules.td -o ${WENGERT_RULES_JSON}
  DEPENDS ${WENGERT_RULES_TD} VERBATIM)
add_custom_command(OUTPUT ${WENGERT_RULES_INC}
  COMMAND ${Python3_EXECUTABLE} ${WENGERT_RULES_SOURCE}/gen.py
          ${WENGERT_RULES_JSON} -o ${WENGERT_RULES_INC}
  DEPENDS ${WENGERT_RULES_JSON} ${WENGERT_RULES_SOURCE}/gen.py VERBATIM)
add_custom_target(WengertRules DEPENDS ${WENGERT_RULES_INC})
add_dependencies(WengertCore WengertRules)
target_include_directories(WengertCore PUBLIC ${WENGERT_RULES_DIR})

# BLAS: the table, and the derivatives as bitcode the plugin carries.
set(WENGERT_BLAS_DIR ${CMAKE_CURRENT_LIST_DIR}/../runtime/blas)
file(GLOB WENGERT_BLAS_SOURCES CONFIGURE_DEPENDS ${WENGERT_BLAS_DIR}/*.c
     ${WENGERT_BLAS_DIR}/*.h)
find_program(WENGERT_BLAS_CLANG NAMES clang-22 clang
  HINTS ${LLVM_TOOLS_BINARY_DIR} REQUIRED)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/BlasTable.inc
  COMMAND ${Python3_EXECUTABLE} ${WENGERT_RULES_SOURCE}/blas.py
          ${WENGERT_RULES_SOURCE}/blas.txt -o ${WENGERT_RULES_DIR}/BlasTable.inc
  DEPENDS ${WENGERT_RULES_SOURCE}/blas.py ${WENGERT_RULES_SOURCE}/blas.txt
  VERBATIM)
# Unrolling and vectorizing are for the program's own pipeline to do.
set(WENGERT_BITCODE_FLAGS -O2 -g0 -fPIC -fno-ident -Wall -Wextra
    -fno-vectorize -fno-slp-vectorize -fno-unroll-loops -fno-stack-protector
    -emit-llvm)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/blas.bc
  COMMAND ${WENGERT_BLAS_CLANG} -std=gnu17 ${WENGERT_BITCODE_FLAGS}
          -Wno-unused-function
          -c ${WENGERT_BLAS_DIR}/blas.c -o ${WENGERT_RULES_DIR}/blas.bc
  DEPENDS ${WENGERT_BLAS_SOURCES} VERBATIM)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/BlasBitcode.inc
  COMMAND ${Python3_EXECUTABLE} ${WENGERT_RULES_SOURCE}/blas.py --embed
          ${WENGERT_RULES_DIR}/blas.bc -o ${WENGERT_RULES_DIR}/BlasBitcode.inc
  DEPENDS ${WENGERT_RULES_DIR}/blas.bc VERBATIM)

# Bodies of flang's run-time calls, likewise.
set(WENGERT_FORTRAN_DIR ${CMAKE_CURRENT_LIST_DIR}/../runtime/fortran)
file(GLOB WENGERT_FORTRAN_SOURCES CONFIGURE_DEPENDS ${WENGERT_FORTRAN_DIR}/*.c
     ${WENGERT_FORTRAN_DIR}/*.h)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/fortran.bc
  COMMAND ${WENGERT_BLAS_CLANG} -std=gnu23 ${WENGERT_BITCODE_FLAGS}
          -fno-math-errno -fcomplex-arithmetic=improved -Wno-unused-parameter
          -fno-jump-tables -fno-discard-value-names
          -c ${WENGERT_FORTRAN_DIR}/fortran.c -o ${WENGERT_RULES_DIR}/fortran.bc
  DEPENDS ${WENGERT_FORTRAN_SOURCES} VERBATIM)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/FortranBitcode.inc
  COMMAND ${Python3_EXECUTABLE} ${WENGERT_RULES_SOURCE}/blas.py --embed
          ${WENGERT_RULES_DIR}/fortran.bc
          -o ${WENGERT_RULES_DIR}/FortranBitcode.inc
  DEPENDS ${WENGERT_RULES_DIR}/fortran.bc VERBATIM)

# What checks do at run time (-wengert-check), likewise.
set(WENGERT_CHECK_DIR ${CMAKE_CURRENT_LIST_DIR}/../runtime/check)
file(GLOB WENGERT_CHECK_SOURCES CONFIGURE_DEPENDS ${WENGERT_CHECK_DIR}/*.c
     ${WENGERT_CHECK_DIR}/*.h)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/check.bc
  COMMAND ${WENGERT_BLAS_CLANG} -std=gnu17 ${WENGERT_BITCODE_FLAGS}
          -c ${WENGERT_CHECK_DIR}/check.c -o ${WENGERT_RULES_DIR}/check.bc
  DEPENDS ${WENGERT_CHECK_SOURCES} VERBATIM)
add_custom_command(OUTPUT ${WENGERT_RULES_DIR}/CheckBitcode.inc
  COMMAND ${Python3_EXECUTABLE} ${WENGERT_RULES_SOURCE}/blas.py --embed
          ${WENGERT_RULES_DIR}/check.bc -o ${WENGERT_RULES_DIR}/CheckBitcode.inc
  DEPENDS ${WENGERT_RULES_DIR}/check.bc VERBATIM)

add_custom_target(WengertBlas DEPENDS ${WENGERT_RULES_DIR}/BlasTable.inc
                  ${WENGERT_RULES_DIR}/BlasBitcode.inc
                  ${WENGERT_RULES_DIR}/FortranBitcode.inc
                  ${WENGERT_RULES_DIR}/CheckBitcode.inc)
add_dependencies(WengertCore WengertBlas)
