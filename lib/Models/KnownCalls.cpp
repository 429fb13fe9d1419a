//===- KnownCalls.cpp - The table of known functions ----------------------===//
#include "Models/KnownCalls.h"
#include "Models/BlasCalls.h"
#include "Models/FortranRuntime.h"
#include "Models/NodeCalls.h"
#include "Models/RustText.h"
#include "Rules/Rules.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

static KnownCall make(CallKind K) {
  KnownCall C;
  C.Kind = K;
  return C;
}

static KnownCall alloc(int Size, int Count = -1, int Align = -1,
                       bool Zeroed = false, bool NullOnFail = true) {
  KnownCall C = make(CallKind::Alloc);
  C.Size = Size;
  C.Count = Count;
  C.Align = Align;
  C.Zeroed = Zeroed;
  C.NullOnFail = NullOnFail;
  return C;
}

static KnownCall realloc(int Ptr, int Size, int Count = -1, int OldSize = -1,
                         int Align = -1) {
  KnownCall C = make(CallKind::Realloc);
  C.Ptr = Ptr;
  C.Size = Size;
  C.Count = Count;
  C.OldSize = OldSize;
  C.Align = Align;
  return C;
}

static KnownCall frees(int Ptr) {
  KnownCall C = make(CallKind::Free);
  C.Ptr = Ptr;
  return C;
}

static KnownCall memory(CallKind K, int Dst, int Src, int Size) {
  KnownCall C = make(K);
  C.Ptr = Dst;
  C.Src = Src;
  C.Size = Size;
  return C;
}

//===----------------------------------------------------------------------===//
// Intrinsics
//===----------------------------------------------------------------------===//

static KnownCall classifyIntrinsic(const CallBase &CB, Intrinsic::ID ID) {
  switch (ID) {
  case Intrinsic::memcpy:
  case Intrinsic::memcpy_inline:
  case Intrinsic::memmove:
  case Intrinsic::memcpy_element_unordered_atomic:
  case Intrinsic::memmove_element_unordered_atomic:
    return memory(CallKind::MemCopy, 0, 1, 2);
  case Intrinsic::memset:
  case Intrinsic::memset_inline:
  case Intrinsic::memset_element_unordered_atomic:
    return memory(CallKind::MemSet, 0, 1, 2);
  case Intrinsic::lifetime_start:
  case Intrinsic::lifetime_end:
  case Intrinsic::invariant_start:
  case Intrinsic::invariant_end:
  case Intrinsic::assume:
  case Intrinsic::sideeffect:
  case Intrinsic::pseudoprobe:
  case Intrinsic::donothing:
  case Intrinsic::experimental_noalias_scope_decl:
  case Intrinsic::dbg_declare:
  case Intrinsic::dbg_value:
  case Intrinsic::dbg_label:
  case Intrinsic::dbg_assign:
  case Intrinsic::var_annotation:
  case Intrinsic::codeview_annotation:
  case Intrinsic::prefetch:
  case Intrinsic::objectsize:
  case Intrinsic::is_constant:
  case Intrinsic::is_fpclass:
  case Intrinsic::trap:
  case Intrinsic::debugtrap:
  case Intrinsic::ubsantrap:
  case Intrinsic::stacksave:
  case Intrinsic::stackrestore:
  case Intrinsic::frameaddress:
  case Intrinsic::returnaddress:
  case Intrinsic::readcyclecounter:
  case Intrinsic::readsteadycounter:
  case Intrinsic::eh_typeid_for:
  case Intrinsic::type_test:
  case Intrinsic::public_type_test:
  case Intrinsic::vscale:
  case Intrinsic::get_rounding:
  case Intrinsic::set_rounding:
  case Intrinsic::clear_cache:
  case Intrinsic::instrprof_increment:
  case Intrinsic::instrprof_increment_step:
  case Intrinsic::instrprof_cover:
  case Intrinsic::instrprof_value_profile:
  case Intrinsic::fake_use:
  case Intrinsic::get_active_lane_mask:
  case Intrinsic::experimental_get_vector_length:
  case Intrinsic::uadd_with_overflow:
  case Intrinsic::sadd_with_overflow:
  case Intrinsic::usub_with_overflow:
  case Intrinsic::ssub_with_overflow:
  case Intrinsic::umul_with_overflow:
  case Intrinsic::smul_with_overflow:
  case Intrinsic::uadd_sat:
  case Intrinsic::sadd_sat:
  case Intrinsic::usub_sat:
  case Intrinsic::ssub_sat:
  case Intrinsic::ctpop:
  case Intrinsic::ctlz:
  case Intrinsic::cttz:
  case Intrinsic::umin:
  case Intrinsic::umax:
  case Intrinsic::smin:
  case Intrinsic::smax:
  case Intrinsic::abs:
  case Intrinsic::bitreverse:
  case Intrinsic::scmp:
  case Intrinsic::ucmp:
  case Intrinsic::lround:
  case Intrinsic::llround:
  case Intrinsic::lrint:
  case Intrinsic::llrint:
  case Intrinsic::fptosi_sat:
  case Intrinsic::fptoui_sat:
  case Intrinsic::vector_reduce_add:
  case Intrinsic::vector_reduce_mul:
  case Intrinsic::vector_reduce_and:
  case Intrinsic::vector_reduce_or:
  case Intrinsic::vector_reduce_xor:
  case Intrinsic::vector_reduce_smax:
  case Intrinsic::vector_reduce_smin:
  case Intrinsic::vector_reduce_umax:
  case Intrinsic::vector_reduce_umin:
    return make(CallKind::Inactive);
  case Intrinsic::fshl: // by nothing: a copy that counts as a constant
    if (auto *By = dyn_cast<Constant>(CB.getArgOperand(2));
        By && By->isNullValue())
      return make(CallKind::Inactive);
    return KnownCall();
  default:
    return matchRule(CB) ? make(CallKind::Math) : KnownCall();
  }
}

//===----------------------------------------------------------------------===//
// Allocation
//===----------------------------------------------------------------------===//

/// C++ operator new and delete in every mangled form, for size_t of 32 and 64
/// bits.
static KnownCall classifyOperatorNew(StringRef N) {
  bool New = N.consume_front("_Znw") || N.consume_front("_Zna");
  if (New) {
    if (!N.consume_front("m") && !N.consume_front("j"))
      return {};
    int Align = -1;
    if (N.consume_front("St11align_val_t"))
      Align = 1;
    bool NoThrow = N.consume_front("RKSt9nothrow_t");
    if (!N.empty() && !N.starts_with("12__hot_cold_t"))
      return {};
    return alloc(0, -1, Align, false, NoThrow);
  }
  if (!N.consume_front("_ZdlPv") && !N.consume_front("_ZdaPv"))
    return {};
  if (!N.consume_front("m"))
    N.consume_front("j");
  N.consume_front("St11align_val_t");
  N.consume_front("RKSt9nothrow_t");
  return N.empty() ? frees(0) : KnownCall();
}

static KnownCall classifyAllocationName(StringRef N) {
  if (N.starts_with("_Zn") || N.starts_with("_Zd"))
    return classifyOperatorNew(N);
  return StringSwitch<KnownCall>(N)
      .Cases({"malloc", "valloc", "pvalloc", "wengert.tape.alloc",
              "wengert.tape.try"}, alloc(0))
      .Cases({"calloc", "__libc_calloc"}, alloc(1, 0, -1, true))
      .Cases({"aligned_alloc", "memalign"}, alloc(1, -1, 0))
      .Cases({"realloc", "reallocf"}, realloc(0, 1))
      .Case("reallocarray", realloc(0, 2, 1))
      .Cases({"free", "cfree", "wengert.tape.free"}, frees(0))
      .Cases({"free_sized", "free_aligned_sized"}, frees(0))
      // Rust: the entry points, and what they end in without and with a
      // #[global_allocator].
      .Cases({"__rust_alloc", "__rdl_alloc", "__rg_alloc"}, alloc(0, -1, 1))
      .Cases({"__rust_alloc_zeroed", "__rdl_alloc_zeroed", "__rg_alloc_zeroed"},
             alloc(0, -1, 1, true))
      .Cases({"__rust_dealloc", "__rdl_dealloc", "__rg_dealloc"}, frees(0))
      .Cases({"__rust_realloc", "__rdl_realloc", "__rg_realloc"},
             realloc(0, 3, -1, 1, 2))
      .Default({});
}

/// Rust's allocator symbols are mangled since 1.90: the last path component
/// is what counts. Splits N before its length, or where it starts in a plain
/// name.
static std::pair<StringRef, StringRef> splitRustAllocatorName(StringRef N) {
  if (!N.starts_with("_R"))
    return {"", N};
  for (StringRef Stem : {"___rust_", "___rdl_", "___rg_"}) {
    size_t P = N.find(Stem); // v0 writes <length>_ before a leading '_'
    if (P != StringRef::npos)
      return {N.substr(0, P).rtrim("0123456789"), N.substr(P + 1)};
  }
  return {"", N};
}

static StringRef rustAllocatorName(StringRef N) {
  return splitRustAllocatorName(N).second;
}

/// LLVM's own allocation attributes, for allocators this table has not heard
/// of.
static KnownCall classifyByAllocAttributes(const CallBase &CB) {
  Attribute KindAttr = CB.getFnAttr(Attribute::AllocKind);
  if (!KindAttr.isValid())
    return {};
  AllocFnKind K = KindAttr.getAllocKind();
  auto paramWith = [&](Attribute::AttrKind A) {
    for (unsigned I = 0, E = CB.arg_size(); I != E; ++I)
      if (CB.paramHasAttr(I, A))
        return int(I);
    return -1;
  };
  int Align = paramWith(Attribute::AllocAlign);
  int Ptr = paramWith(Attribute::AllocatedPointer);
  if ((K & AllocFnKind::Free) != AllocFnKind::Unknown)
    return Ptr >= 0 ? frees(Ptr) : KnownCall();
  Attribute SizeAttr = CB.getFnAttr(Attribute::AllocSize);
  if (!SizeAttr.isValid())
    return {};
  auto [First, Second] = SizeAttr.getAllocSizeArgs();
  int Count = -1, Size = First;
  if (Second)
    Count = First, Size = *Second;
  if ((K & AllocFnKind::Realloc) != AllocFnKind::Unknown)
    return Ptr >= 0 ? realloc(Ptr, Size, Count, -1, Align) : KnownCall();
  if ((K & AllocFnKind::Alloc) != AllocFnKind::Unknown)
    return alloc(Size, Count, Align,
                 (K & AllocFnKind::Zeroed) != AllocFnKind::Unknown,
                 !CB.hasRetAttr(Attribute::NonNull));
  return {};
}

/// Another function of the Rust allocator that Realloc reallocates for, which
/// another module of the program defines as well.
static Function *declareRustSibling(const Function &Realloc, bool Free) {
  auto [Path, Name] = splitRustAllocatorName(Realloc.getName());
  if (!Realloc.isDeclaration() || !Name.consume_back("realloc") ||
      !Name.starts_with("__r") || Realloc.arg_size() != 4)
    return nullptr;
  std::string Last = (Name + (Free ? "dealloc" : "alloc")).str();
  if (!Path.empty())
    Last = (Path + Twine(Last.size()) + "_" + Last).str();
  FunctionType *FT = Realloc.getFunctionType();
  Type *Ptr = FT->getParamType(0), *Word = FT->getParamType(1);
  FT = Free ? FunctionType::get(Type::getVoidTy(Ptr->getContext()),
                                {Ptr, Word, Word}, false)
            : FunctionType::get(Ptr, {Word, Word}, false);
  auto *M = const_cast<Module *>(Realloc.getParent());
  auto *F = dyn_cast<Function>(M->getOrInsertFunction(Last, FT).getCallee());
  return F && F->getFunctionType() == FT ? F : nullptr;
}

Function *rustAllocator(const Module &M, StringRef What) {
  for (StringRef Stem : {"__rust_", "__rg_", "__rdl_"})
    for (const Function &F : M)
      if (StringRef N = F.getName(); N.ends_with(What))
        if (StringRef Own = rustAllocatorName(N);
            Own.consume_front(Stem) && Own == What)
          return const_cast<Function *>(&F);
  return nullptr;
}

Function *allocatorSibling(const CallBase &Call, AllocFnKind Want) {
  Attribute Family = Call.getFnAttr("alloc-family");
  if (Family.isValid())
    for (const Function &F : *Call.getModule()) {
      Attribute K = F.getFnAttribute(Attribute::AllocKind);
      if (F.getFnAttribute("alloc-family") == Family && K.isValid() &&
          (K.getAllocKind() & Want) == Want &&
          (K.getAllocKind() & AllocFnKind::Zeroed) == AllocFnKind::Unknown)
        return const_cast<Function *>(&F);
    }
  const Function *F = Call.getCalledFunction();
  bool Free = (Want & AllocFnKind::Free) != AllocFnKind::Unknown;
  return F ? declareRustSibling(*F, Free) : nullptr;
}

//===----------------------------------------------------------------------===//
// Names through which no derivative flows
//===----------------------------------------------------------------------===//

/// C and POSIX: output, program end, time, strings and bytes, threads'
/// locks. Functions that *write floats* (scanf, strtod's caller's memory) do
/// not belong here.
static bool isInactiveCName(StringRef N) {
  // Checks the sanitizers' front ends put in.
  if (N.starts_with("__ubsan_handle_") || N.starts_with("__asan_") ||
      N.starts_with("__sanitizer_"))
    return true;
  return StringSwitch<bool>(N)
      // Output and files.
      .Cases({"printf", "fprintf", "dprintf", "sprintf", "snprintf",
              "vprintf", "vfprintf", "vsprintf", "vsnprintf", "asprintf"},
             true)
      .Cases({"__printf_chk", "__fprintf_chk", "__sprintf_chk",
              "__snprintf_chk", "__vprintf_chk", "__vfprintf_chk",
              "__vsprintf_chk", "__vsnprintf_chk"},
             true)
      .Cases({"puts", "fputs", "putchar", "fputc", "putc", "_IO_putc",
              "fflush", "perror", "putchar_unlocked", "fwrite"},
             true)
      .Cases({"fopen", "fdopen", "freopen", "fclose", "fgetc", "getc",
              "getchar", "fgets", "feof", "ferror", "fseek", "ftell",
              "rewind", "setvbuf", "setbuf", "open", "close", "write",
              "lseek", "remove", "unlink"},
             true)
      // Program end and checks.
      .Cases({"exit", "_exit", "_Exit", "quick_exit", "abort", "atexit",
              "__assert_fail", "__assert_perror_fail", "__assert", "raise",
              "signal", "__stack_chk_fail", "__chk_fail", "__fortify_fail"},
             true)
      // Questions to the allocator.
      .Cases({"malloc_usable_size", "malloc_size", "_msize"}, true)
      // Time, randomness, environment.
      .Cases({"time", "clock", "clock_gettime", "gettimeofday", "nanosleep",
              "usleep", "sleep", "difftime", "localtime", "gmtime", "mktime",
              "strftime", "ctime"},
             true)
      .Cases({"rand", "srand", "random", "srandom", "rand_r", "drand48",
              "srand48", "lrand48", "mrand48", "getrandom", "getentropy"},
             true)
      .Cases({"getenv", "setenv", "secure_getenv", "system", "getpid",
              "gettid", "sysconf", "malloc_usable_size", "getpagesize", "isatty", "sched_yield",
              "sched_getcpu", "syscall", "__errno_location", "strerror"},
             true)
      // Bytes and characters.
      .Cases({"memcmp", "bcmp", "memchr", "memrchr", "rawmemchr", "malloc_usable_size", "strlen",
              "strnlen", "strcmp", "strncmp", "strcasecmp", "strncasecmp",
              "strcoll"},
             true)
      .Cases({"strchr", "strrchr", "strstr", "strspn", "strcspn", "strpbrk",
              "strtok", "strcpy", "strncpy", "strcat", "strncat", "stpcpy",
              "strdup", "strndup", "__strdup"},
             true)
      .Cases({"atoi", "atol", "atoll", "atof", "strtol", "strtoll", "strtoul",
              "strtoull", "strtod", "strtof", "strtold"},
             true)
      .Cases({"isalpha", "isdigit", "isalnum", "isspace", "isupper",
              "islower", "isprint", "ispunct", "isxdigit", "toupper",
              "tolower", "__ctype_b_loc", "__ctype_tolower_loc",
              "__ctype_toupper_loc"},
             true)
      // Integer arithmetic and float classification.
      .Cases({"abs", "labs", "llabs", "ffs", "ffsl", "ffsll"}, true)
      .Cases({"__fpclassify", "__fpclassifyf", "__fpclassifyl", "__isnan",
              "__isnanf", "__isnanl", "__isinf", "__isinff", "__isinfl",
              "__finite", "__finitef", "__finitel", "__signbit",
              "__signbitf", "__signbitl"},
             true)
      .Cases({"isnan", "isinf", "finite", "finitef", "finitel", "isnanf",
              "isinff", "fegetround", "fesetround", "feclearexcept",
              "feraiseexcept", "fetestexcept", "feholdexcept", "fesetenv",
              "fegetenv", "feupdateenv"},
             true)
      // Locks.
      .Cases({"pthread_mutex_init", "pthread_mutex_destroy",
              "pthread_mutex_lock", "pthread_mutex_unlock",
              "pthread_mutex_trylock", "pthread_self", "pthread_once"},
             true)
      // C++ runtime.
      .Cases({"__cxa_allocate_exception", "__cxa_free_exception",
              "__cxa_throw", "__cxa_rethrow", "__cxa_begin_catch",
              "__cxa_end_catch", "__cxa_get_exception_ptr",
              "__cxa_pure_virtual", "__cxa_deleted_virtual"},
             true)
      .Cases({"__cxa_guard_acquire", "__cxa_guard_release",
              "__cxa_guard_abort", "__cxa_atexit", "__cxa_thread_atexit",
              "__cxa_finalize", "__cxa_bad_cast", "__cxa_bad_typeid",
              "__cxa_throw_bad_array_new_length", "__cxa_call_unexpected",
              "__cxa_call_terminate", "_Unwind_Resume", "_ZSt9terminatev",
              "__clang_call_terminate"},
             true)
      .Cases({"__gmon_start__", "__cyg_profile_func_enter",
              "__cyg_profile_func_exit", "mcount"},
             true)
      .Default(false);
}

/// Run-time entry points of the sanitizers and of coverage and profiling: they
/// watch, and carry no data. (MemorySanitizer's poison calls as well.)
static bool isInstrumentation(StringRef N) {
  static constexpr StringLiteral Prefixes[] = {
      "__asan_", "__ubsan_", "__sanitizer_", "__msan_", "__tsan_",
      "__hwasan_", "__lsan_", "__llvm_profile_"};
  return any_of(Prefixes, [&](StringRef P) { return N.starts_with(P); });
}

/// What follows the namespace in libc++'s name of a function or member
/// function; empty in others.
static StringRef libcxxName(StringRef N) {
  return N.consume_front("_ZNSt3__1") || N.consume_front("_ZNKSt3__1")
             ? N
             : StringRef();
}

static bool isLibcxxTextName(StringRef N) {
  N = libcxxName(N);
  return N.starts_with("12basic_stringI") || N.starts_with("9to_string") ||
         N.starts_with("11char_traitsI");
}

/// libc++'s parts that live in the shared library.
static bool isInactiveLibcxxName(StringRef N) {
  static constexpr StringLiteral Prefixes[] = {
      "13basic_ostreamI", "13basic_istreamI", "14basic_iostreamI",
      "14basic_ofstreamI", "15basic_streambufI", "15basic_stringbufI",
      "19basic_ostringstreamI", "18basic_stringstreamI", "13basic_filebufI",
      "9basic_iosI", "8ios_base", "6locale", "5ctypeI", "10__stdinbuf",
      "22__libcpp_verbose_abort", "13__hash_memory", "12__next_prime",
      "13random_device", "6chrono", "15system_category",
      "16generic_category", "11__libcpp_"};
  N = libcxxName(N);
  return any_of(Prefixes, [&](StringRef P) { return N.starts_with(P); });
}

/// Text has no derivative, whether its functions have bodies here or not.
static bool isTextName(StringRef N) {
  return N.starts_with("_ZNSt7__cxx1112basic_stringI") ||
         N.starts_with("_ZNKSt7__cxx1112basic_stringI") ||
         N.starts_with("_ZNSt7__cxx119to_string") ||
         N.starts_with("_ZNSt11char_traitsI") || isLibcxxTextName(N);
}

/// libstdc++ and libc++ parts that live in the shared library: streams,
/// strings, exceptions, clocks, locales.
static bool isInactiveCxxName(StringRef N) {
  if (!N.starts_with("_Z"))
    return false;
  if (isInactiveLibcxxName(N))
    return true;
  // std::__throw_bad_alloc() and kin; libc++ has them in std::__1.
  StringRef T = N;
  if (T.consume_front("_ZSt") || T.consume_front("_ZNSt3__1")) {
    StringRef Digits = T.take_while([](char C) { return C >= '0' && C <= '9'; });
    if (!Digits.empty() && T.drop_front(Digits.size()).starts_with("__throw_"))
      return true;
  }
  static constexpr StringLiteral Prefixes[] = {
      "_ZNSolsE", "_ZNSo3put", "_ZNSo5flush", "_ZNSo5write", "_ZNSo9_M_insert",
      "_ZNSo6sentry", "_ZNSo5tellp", "_ZNSo5seekp", "_ZStlsI",
      "_ZSt4endl", "_ZSt5flush", "_ZSt16__ostream_insert",
      "_ZNSt8ios_base", "_ZNKSt8ios_base", "_ZNSt9basic_ios",
      "_ZNKSt9basic_ios", "_ZNSt6locale", "_ZNKSt6locale", "_ZNKSt5ctype",
      "_ZSt9use_facet", "_ZSt16__throw", "_ZNSt13basic_filebuf",
      "_ZNSt14basic_ofstream", "_ZNSt15basic_streambuf",
      "_ZNSt7__cxx1115basic_stringbuf", "_ZNSt7__cxx1119basic_ostringstream",
      "_ZNSt7__cxx1118basic_stringstream", "_ZNSs", "_ZNKSs",
      "_ZNSt6chrono3_V2", "_ZNSt9exception", "_ZNKSt9exception",
      "_ZNSt11logic_error", "_ZNSt12domain_error", "_ZNSt12length_error",
      "_ZNSt12out_of_range", "_ZNSt13runtime_error", "_ZNSt11range_error",
      "_ZNSt14overflow_error", "_ZNSt15underflow_error",
      "_ZNSt16invalid_argument", "_ZNSt9bad_alloc", "_ZNSt8bad_cast",
      "_ZNSt17bad_function_call", "_ZNSt13random_device",
      "_ZNSaIcE", "_ZNKSaIcE", "_ZNSaIwE", "_ZNKSaIwE",
      "_ZSt15get_new_handler", "_ZSt25__throw", "_ZSt21__glibcxx_assert_fail",
      "_ZNSt3pmr15memory_resourceD2Ev", "_ZSt18uncaught_exceptionv",
      "_ZSt19uncaught_exceptionsv"};
  for (StringRef P : Prefixes)
    if (N.starts_with(P))
      return true;
  return false;
}

namespace {
/// A path of Rust's libraries below which nothing carries a derivative, as
/// symbols spell it (length-prefixed in both manglings) and as text.
struct RustPath {
  StringLiteral Symbol, Text;
};
} // namespace

/// Does the item Name stand for, or the type or trait it implements, lie below
/// Path? `std::panicking::catch_unwind::<..>` does not lie below a path that
/// only its type arguments mention.
static bool liesBelow(StringRef Name, StringRef Path) {
  // `<T as Trait>::f`, `<T>::f`, and closures of such.
  while (Name.consume_front("<") || Name.consume_front("_$LT$"))
    ;
  return Name.starts_with(Path);
}

/// Rust's panics, formatting, printing, hash keys. Both manglings are looked
/// through for a path first, for demangling is dear.
static bool isInactiveRustName(StringRef N) {
  if (!N.starts_with("_R") && !N.starts_with("_ZN"))
    return StringSwitch<bool>(N)
        .Cases({"rust_begin_unwind", "rust_panic", "rust_eh_personality",
                "rust_oom"},
               true)
        .Default(false);
  if (N.contains("17len_mismatch_fail") ||
      N.contains("35___rust_no_alloc_shim_is_unstable_v2") ||
      N.contains("26__rust_alloc_error_handler"))
    return true;
  static constexpr RustPath Paths[] = {
      {"4core9panicking", "core::panicking"},
      {"3std9panicking", "std::panicking"},
      {"4core6option13unwrap_failed", "core::option::unwrap_failed"},
      {"4core6option13expect_failed", "core::option::expect_failed"},
      {"4core6result13unwrap_failed", "core::result::unwrap_failed"},
      // Its own crate may be a reference back to where it was named before.
      {"3fmt", "core::fmt"},
      {"5alloc3fmt", "alloc::fmt"},
      {"3std2io5stdio", "std::io::stdio"},
      {"3std2io5error", "std::io::error"},
      {"3std7process", "std::process"},
      {"4core4cell22panic_already", "core::cell::panic_already"},
      {"4core4cell30panic_already", "core::cell::panic_already"},
      {"4core3str16slice_error_fail", "core::str::slice_error_fail"},
      {"5alloc7raw_vec12handle_error", "alloc::raw_vec::handle_error"},
      {"5alloc7raw_vec17capacity_overflow", "alloc::raw_vec::capacity_overflow"},
      {"5alloc5alloc18handle_alloc_error", "alloc::alloc::handle_alloc_error"},
      {"3std5alloc", "std::alloc"},
      {"4core5slice5index", "core::slice::index::slice_"},
      {"4core3num7dec2flt", "core::num::dec2flt"},
      {"4core3num7flt2dec", "core::num::flt2dec"},
      {"3std4time", "std::time"},
      {"3std3sys3pal4unix4time", "std::sys::pal::unix::time"},
      {"3std4hash6random", "std::hash::random"},
      {"3std3sys6random", "std::sys::random"},
      {"3std9backtrace", "std::backtrace"},
      {"3std3sys9backtrace", "std::sys::backtrace"},
      {"3std10sys_common9backtrace", "std::sys_common::backtrace"}};
  if (none_of(Paths, [&](const RustPath &P) { return N.contains(P.Symbol); }))
    return false;
  std::string Name = demangle(N);
  // What these run is the user's.
  for (StringRef Runner : {"catch_unwind", "panicking::try", "do_call",
                           "short_backtrace", "from_fn"})
    if (StringRef(Name).contains(Runner))
      return false;
  if (StringRef(Name).contains(" as core::fmt::") ||
      StringRef(Name).contains("$u20$as$u20$core..fmt.."))
    return true;
  return any_of(Paths,
                [&](const RustPath &P) { return liesBelow(Name, P.Text); });
}

//===----------------------------------------------------------------------===//
// All together
//===----------------------------------------------------------------------===//

/// A name alone proves nothing: the positions the entry uses must exist and
/// be pointers and integers where they have to be.
static bool fits(const KnownCall &K, const CallBase &CB) {
  int N = CB.arg_size();
  auto isInt = [&](int I) {
    return I < 0 ||
           (I < N && CB.getArgOperand(I)->getType()->isIntegerTy());
  };
  auto isPtr = [&](int I) {
    return I < 0 ||
           (I < N && CB.getArgOperand(I)->getType()->isPointerTy());
  };
  if (!isInt(K.Size) || !isInt(K.Count) || !isInt(K.Align) ||
      !isInt(K.OldSize) || !isPtr(K.Ptr))
    return false;
  if (K.Kind == CallKind::MemCopy && !isPtr(K.Src))
    return false;
  if (K.Kind == CallKind::MemSet && !isInt(K.Src))
    return false;
  if (K.Kind == CallKind::Alloc || K.Kind == CallKind::Realloc)
    return CB.getType()->isPointerTy();
  return true;
}

static KnownCall classifyMemoryName(StringRef N) {
  return StringSwitch<KnownCall>(N)
      .Cases({"memcpy", "memmove", "mempcpy", "__memcpy_chk", "__memmove_chk",
              "__mempcpy_chk"},
             memory(CallKind::MemCopy, 0, 1, 2))
      .Case("bcopy", memory(CallKind::MemCopy, 1, 0, 2))
      .Cases({"memset", "__memset_chk"}, memory(CallKind::MemSet, 0, 1, 2))
      .Cases({"bzero", "explicit_bzero"}, memory(CallKind::MemSet, 0, -1, 1))
      // Bytes from outside carry no derivative, and end that of what they
      // overwrite.
      .Cases({"read", "pread", "pread64", "recv"},
             memory(CallKind::MemSet, 1, -1, 2))
      .Default({});
}

KnownCall classifyCall(const CallBase &CB) {
  if (CB.hasFnAttr("enzyme_inactive") || CB.getMetadata("enzyme_inactive"))
    return make(CallKind::Inactive);
  if (CB.isInlineAsm())
    return {};
  const auto *F =
      dyn_cast<Function>(CB.getCalledOperand()->stripPointerCasts());
  if (F && F->hasFnAttribute("enzyme_inactive"))
    return make(CallKind::Inactive);
  if (F && F->isIntrinsic())
    return classifyIntrinsic(CB, F->getIntrinsicID());

  if (F) {
    StringRef N = F->getName();
    KnownCall K = classifyAllocationName(rustAllocatorName(N));
    if (K.Kind == CallKind::Unknown)
      K = classifyMemoryName(N);
    if (K.Kind == CallKind::Unknown && N == "posix_memalign") {
      K = make(CallKind::AllocOut);
      K.Ptr = 0, K.Align = 1, K.Size = 2;
    }
    if (K.Kind != CallKind::Unknown && fits(K, CB))
      return K;
  }
  KnownCall K = classifyByAllocAttributes(CB);
  if (K.Kind != CallKind::Unknown && fits(K, CB))
    return K;
  if (!F)
    return callsDisplay(CB) ? make(CallKind::Inactive) : KnownCall();

  StringRef N = F->getName();
  if (N == "__dynamic_cast" && CB.arg_size() == 4) {
    KnownCall Cast = make(CallKind::DynCast);
    Cast.Ptr = 0, Cast.Hint = 3;
    if (fits(Cast, CB) && CB.getType()->isPointerTy())
      return Cast;
  }
  if (F->isDeclaration() && (isInactiveCName(N) || isInactiveBlasName(N)))
    return make(CallKind::Inactive);
  if (F->isDeclaration())
    if (KnownCall Node = classifyNodeCall(N); Node.Kind != CallKind::Unknown)
      return Node;
  if (isInactiveRustName(N) || isTextName(N) || isInactiveFortranName(N))
    return make(CallKind::Inactive);
  // Most of libstdc++'s templates have bodies here; only what is compiled
  // into the library is a matter of names.
  if ((F->isDeclaration() || F->hasAvailableExternallyLinkage()) &&
      (isInstrumentation(N) || isInactiveCxxName(N)))
    return make(CallKind::Inactive);
  // What never returns passes nothing on.
  if (F->doesNotReturn() && N != "longjmp" && N != "siglongjmp" &&
      N != "_longjmp" && N != "__longjmp_chk")
    return make(CallKind::Inactive);
  if (matchRule(CB))
    return make(CallKind::Math);
  return {};
}

bool isInactiveBody(const Function &F) {
  return !F.isDeclaration() && (F.hasFnAttribute("enzyme_inactive") ||
                                isInactiveRustName(F.getName()));
}

bool holdsException(const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  return F && StringSwitch<bool>(F->getName())
                  .Cases({"__cxa_allocate_exception", "__cxa_begin_catch",
                          "__cxa_get_exception_ptr"},
                         true)
                  .Default(false);
}

} // namespace wengert
