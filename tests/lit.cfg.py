# lit configuration of all FileCheck suites. Substitutions:
#   %plugin                    path of libEnzyme-22.so
#   %include                   the public include directory
#   %opt                       opt with the plugin loaded
#   %clang %clangxx %flang     the compilers, without the plugin
#   %load                      the option that loads the plugin into them
#   %filecheck %not            FileCheck, not
# Tools are on PATH with and without their -22 suffix.
import os
import lit.formats

config.name = "wengert"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".ll", ".c", ".cpp", ".f90", ".rs", ".test"]
config.excludes = ["Inputs"]

tools = config.llvm_tools_dir
config.environment["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])
for name in ("HOME", "CARGO_HOME", "RUSTUP_HOME", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

plugin = config.wengert_plugin
# Longer names first: lit replaces in this order, and %clang is in %clangxx.
for key, value in [
    ("%plugin", plugin),
    ("%include", config.wengert_include),
    ("%load", f"-fpass-plugin={plugin}"),
    ("%opt", f"{tools}/opt -load-pass-plugin={plugin}"),
    ("%clangxx", f"{tools}/clang++"),
    ("%clang", f"{tools}/clang"),
    ("%flang", f"{tools}/flang"),
    ("%filecheck", f"{tools}/FileCheck"),
    ("%not", f"{tools}/not"),
]:
    config.substitutions.append((key, value))
