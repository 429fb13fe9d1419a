# The two commands a newcomer needs are `make run` and `make test`; both first
# install what is missing (tools/setup.sh) and build into build/.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec

BUILD ?= build
JOBS ?= $(shell nproc)
LLVM_DIR ?= /usr/lib/llvm-22/lib/cmake/llvm
CTEST_ARGS ?=
PREFIX ?= /usr/local
# make fuzz, fuzz-cpp, fuzz-rust: how many random programs, and the first seed
N ?= 1000
SEED ?= $(shell date +%s)

.PHONY: all build plugin setup install deb test run fuzz fuzz-cpp fuzz-rust bench bench-compile-time clean

all: build

setup:
	@tools/setup.sh

$(BUILD)/build.ninja: | setup
	cmake -G Ninja -S . -B $(BUILD) -DCMAKE_C_COMPILER=clang-22 \
	  -DCMAKE_CXX_COMPILER=clang++-22 -DLLVM_DIR=$(LLVM_DIR)

build: setup $(BUILD)/build.ninja
	cmake --build $(BUILD) -j$(JOBS)

# The compiler plugin alone; what the tests need comes with `build`.
plugin: setup $(BUILD)/build.ninja
	cmake --build $(BUILD) -j$(JOBS) --target Wengert

# For use outside of this tree; docs/guide/src/install.md tells how.
install: plugin
	cmake --install $(BUILD) --prefix $(PREFIX)

deb: plugin
	cd $(BUILD) && cpack -G DEB

# The one line that says how many passed is repeated at the end.
test: build
	@status=0; \
	ctest --test-dir $(BUILD) --output-on-failure -j$(JOBS) $(CTEST_ARGS) \
	  2>&1 | tee $(BUILD)/ctest.log || status=$$?; \
	grep 'tests passed' $(BUILD)/ctest.log || true; \
	exit $$status

run: plugin
	@examples/iris-gmm/run.sh $(BUILD)

fuzz: plugin
	@tests/fuzz/run.sh $(BUILD) $(N) $(SEED)

fuzz-cpp: plugin
	@python3 tests/fuzz/cpp/fuzz.py --plugin $(BUILD)/lib/libEnzyme-22.so \
	  --start $(SEED) --count $(N) --shrink 100 --save $(BUILD)/tests/cpp-fuzz-failures

fuzz-rust: plugin
	@python3 tests/rust/fuzz/fuzz.py --plugin $(BUILD)/lib/libEnzyme-22.so \
	  --start $(SEED) --count $(N) --save $(BUILD)/tests/rust-fuzz-failures

bench: plugin
	@bench/run.sh $(BUILD)

# How compile time grows with size; takes minutes.
bench-compile-time: plugin
	@python3 bench/compile-time.py $(BUILD)

clean:
	rm -rf $(BUILD)
