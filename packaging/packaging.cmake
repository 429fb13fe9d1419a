# What users install: `cmake --install build --prefix DIR` and, as a Debian
# package, `cpack -G DEB`. Everything installed finds the rest from where it
# lies itself, so a prefix can be moved, and a package unpacked anywhere.
#
#   lib/wengert/libEnzyme-22.so    the plugin; rustc looks for this name
#   lib/cmake/Wengert              find_package(Wengert)
#   lib/pkgconfig/wengert.pc       pkg-config --cflags wengert
#   bin/wengert-config             the flags, for Makefiles
#   bin/wengert-rust-sysroot       a sysroot for std::autodiff
#   bin/wengert-explain            a page of what WENGERT_REPORT wrote
#   include/wengert, wengert.f90   the headers and the Fortran module
#   share/wengert/wengert.cfg      clang++-22 --config=.../wengert.cfg
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(HERE ${CMAKE_CURRENT_LIST_DIR})
set(MADE ${CMAKE_BINARY_DIR}/packaging)
set(PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/wengert)
set(PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Wengert)
set(PC_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(SHARE_DIR ${CMAKE_INSTALL_DATADIR}/wengert)

# The way from each installed file's folder to the prefix.
foreach(KIND PC SHARE)
  file(RELATIVE_PATH ${KIND}_TO_PREFIX /prefix/${${KIND}_DIR} /prefix)
  string(REGEX REPLACE "/$" "" ${KIND}_TO_PREFIX "${${KIND}_TO_PREFIX}")
endforeach()
file(RELATIVE_PATH BIN_TO_PREFIX /prefix/${CMAKE_INSTALL_BINDIR} /prefix)
string(REGEX REPLACE "/$" "" BIN_TO_PREFIX "${BIN_TO_PREFIX}")
string(REGEX MATCH "^[0-9]+" WENGERT_LLVM_MAJOR "${LLVM_PACKAGE_VERSION}")

configure_package_config_file(${HERE}/WengertConfig.cmake.in
  ${MADE}/WengertConfig.cmake INSTALL_DESTINATION ${PACKAGE_DIR}
  PATH_VARS PLUGIN_DIR CMAKE_INSTALL_INCLUDEDIR NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${MADE}/WengertConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
configure_file(${HERE}/wengert.pc.in ${MADE}/wengert.pc @ONLY)
configure_file(${HERE}/wengert.cfg.in ${MADE}/wengert.cfg @ONLY)
configure_file(${HERE}/wengert-config.in ${MADE}/wengert-config @ONLY)

install(TARGETS Wengert LIBRARY DESTINATION ${PLUGIN_DIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/wengert
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_SOURCE_DIR}/include/wengert.f90
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${MADE}/WengertConfig.cmake ${MADE}/WengertConfigVersion.cmake
        DESTINATION ${PACKAGE_DIR})
install(FILES ${MADE}/wengert.pc DESTINATION ${PC_DIR})
install(FILES ${MADE}/wengert.cfg DESTINATION ${SHARE_DIR})
install(PROGRAMS ${MADE}/wengert-config DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${CMAKE_SOURCE_DIR}/tools/wengert-explain
        DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${CMAKE_SOURCE_DIR}/tools/rust-sysroot.sh
        DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME wengert-rust-sysroot)

# The package. The plugin resolves LLVM's symbols from the compiler that loads
# it, which dpkg-shlibdeps cannot know: what it needs is named here.
set(CPACK_PACKAGE_NAME wengert)
set(CPACK_PACKAGE_VENDOR "Wengert")
set(CPACK_PACKAGE_CONTACT "The Wengert developers <wengert@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "automatic differentiation inside clang, flang and rustc")
set(CPACK_PACKAGE_DESCRIPTION
    "A compiler plugin for LLVM ${WENGERT_LLVM_MAJOR}: calls that ask for a derivative become optimized code that computes it. With the headers for C and C++, the module for Fortran, and what build systems need.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "clang-${WENGERT_LLVM_MAJOR} (>= 1:22.1), libc6 (>= 2.36), libstdc++6 (>= 12)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "lld-${WENGERT_LLVM_MAJOR}")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
    "flang-${WENGERT_LLVM_MAJOR}, cmake, pkg-config, python3")
include(CPack)
