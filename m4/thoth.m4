# SPDX-License-Identifier: Apache-2.0
#
# The macros that configure.ac is written with: compiler flags of the project,
# sanitizers, and libraries. A library that is not found is only noted with
# the Debian package that has it; THOTH_STOP_IF_MISSING then names them all in
# one message, so that nobody installs them one failed run at a time.

# THOTH_COMPILER_FLAGS
# --------------------
# Sets PROJECT_CFLAGS: the language standard, hidden visibility, warnings, and
# with --enable-werror warnings as errors; likewise PROJECT_CXXFLAGS for the
# one file in C++. CFLAGS and CXXFLAGS stay the user's own.
AC_DEFUN([THOTH_COMPILER_FLAGS], [
AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [treat compiler warnings as errors])],
    [], [enable_werror=no])
PROJECT_CFLAGS="-std=gnu11 -fvisibility=hidden"
PROJECT_CFLAGS="$PROJECT_CFLAGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion"
AS_IF([test "x$enable_werror" = xyes],
    [PROJECT_CFLAGS="$PROJECT_CFLAGS -Werror"])
AC_SUBST([PROJECT_CFLAGS])
PROJECT_CXXFLAGS="-std=gnu++17 -fvisibility=hidden -Wall -Wextra -Wshadow"
AS_IF([test "x$enable_werror" = xyes],
    [PROJECT_CXXFLAGS="$PROJECT_CXXFLAGS -Werror"])
AC_SUBST([PROJECT_CXXFLAGS])
])

# THOTH_SANITIZERS
# ----------------
# --enable-sanitizers=LIST is passed to -fsanitize. Sets SANITIZER_FLAGS for
# compiling and linking, SANITIZERS for the tests, and the conditionals
# SANITIZED and TSAN, which choose the tests that are run.
AC_DEFUN([THOTH_SANITIZERS], [
AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers=LIST],
        [instrument with sanitizers: address,undefined or thread])],
    [], [enable_sanitizers=no])
AS_CASE([$enable_sanitizers],
    [no], [SANITIZERS= SANITIZER_FLAGS=],
    [yes], [AC_MSG_ERROR([--enable-sanitizers needs a list, for example address,undefined])],
    [SANITIZERS=$enable_sanitizers
     SANITIZER_FLAGS="-fsanitize=$SANITIZERS -fno-sanitize-recover=all -fno-omit-frame-pointer"
     AC_MSG_CHECKING([whether $CC links with $SANITIZER_FLAGS])
     thoth_saved_CFLAGS=$CFLAGS
     CFLAGS="$CFLAGS $SANITIZER_FLAGS"
     AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [AC_MSG_RESULT([yes])],
         [AC_MSG_RESULT([no])
          AC_MSG_ERROR([$CC cannot link with -fsanitize=$SANITIZERS])])
     CFLAGS=$thoth_saved_CFLAGS])
AC_SUBST([SANITIZERS])
AC_SUBST([SANITIZER_FLAGS])
AM_CONDITIONAL([SANITIZED], [test -n "$SANITIZERS"])
AM_CONDITIONAL([TSAN], [test "x$SANITIZERS" = xthread])
])

# THOTH_NOTE_MISSING(LIBRARY, DEBIAN-PACKAGE)
# -------------------------------------------
AC_DEFUN([THOTH_NOTE_MISSING], [
thoth_missing="$thoth_missing
  $1: install the Debian package $2"])

# THOTH_PROGRAM(VARIABLE, PROGRAM)
# --------------------------------
# For programs that are called as their Debian packages are.
AC_DEFUN([THOTH_PROGRAM], [
AC_PATH_PROG([$1], [$2])
AS_IF([test -z "$$1"], [THOTH_NOTE_MISSING([$2], [$2])])])

# THOTH_PKG_LIBRARY(VARIABLE, PKG-CONFIG-MODULE, DEBIAN-PACKAGE)
# --------------------------------------------------------------
# Sets VARIABLE_CFLAGS and VARIABLE_LIBS.
AC_DEFUN([THOTH_PKG_LIBRARY], [
PKG_CHECK_MODULES([$1], [$2], [], [THOTH_NOTE_MISSING([$2], [$3])])])

# THOTH_SYSTEM_LIBRARY(VARIABLE, HEADER, FUNCTION, LIBRARY, DEBIAN-PACKAGE)
# -------------------------------------------------------------------------
# For libraries without a pkg-config module. Sets VARIABLE_LIBS, which is
# empty where the C library has the function already.
AC_DEFUN([THOTH_SYSTEM_LIBRARY], [
thoth_saved_LIBS=$LIBS
LIBS=
$1_LIBS=
AC_CHECK_HEADER([$2],
    [AC_SEARCH_LIBS([$3], [$4], [$1_LIBS=$LIBS],
        [THOTH_NOTE_MISSING([$4], [$5])])],
    [THOTH_NOTE_MISSING([$4], [$5])])
LIBS=$thoth_saved_LIBS
AC_SUBST([$1_LIBS])])

# THOTH_LLVM
# ----------
# --with-llvm=VERSION asks for one, --without-llvm for none; otherwise the first
# of those we test is taken, and it is no error if there is none. Sets
# LLVM_CPPFLAGS, LLVM_LIBS and LLD, the conditional LLVM, and WITH_LLVM and
# CONFIGURED_LLD for the code. System headers: they are not ours to warn about.
AC_DEFUN([THOTH_LLVM], [
AC_ARG_WITH([llvm],
    [AS_HELP_STRING([--with-llvm@<:@=VERSION@:>@],
        [compile rules with LLVM 19 or 14, too; default: if there is one])],
    [], [with_llvm=check])
AS_CASE([$with_llvm],
    [no], [thoth_llvm_versions=],
    [yes|check], [thoth_llvm_versions="19 14"],
    [thoth_llvm_versions=$with_llvm])
LLVM_VERSION= LLVM_CPPFLAGS= LLVM_LIBS= LLD=
AC_MSG_CHECKING([for LLVM])
for thoth_version in $thoth_llvm_versions; do
    thoth_config=llvm-config-$thoth_version
    AS_IF([test -z "$LLVM_VERSION" && $thoth_config --version >/dev/null 2>&1 &&
           test -f "`$thoth_config --includedir`/llvm-c/LLJIT.h"],
        [LLVM_VERSION=$thoth_version
         LLVM_CPPFLAGS="-isystem `$thoth_config --includedir`"
         LLVM_LIBS="`$thoth_config --ldflags` `$thoth_config --libs`"])
done
AC_MSG_RESULT([${LLVM_VERSION:-no}])
AS_IF([test -n "$LLVM_VERSION"],
    [AC_DEFINE_UNQUOTED([WITH_LLVM], ["$LLVM_VERSION"],
         [The version of LLVM that rules can be compiled with.])
     AC_PATH_PROGS([LLD], [ld.lld-$LLVM_VERSION ld.lld])],
    [test "x$with_llvm" != xno && test "x$with_llvm" != xcheck],
    [AS_IF([test "x$with_llvm" = xyes], [thoth_version=19],
        [thoth_version=$with_llvm])
     THOTH_NOTE_MISSING([LLVM $thoth_version], [llvm-$thoth_version-dev])])
AC_DEFINE_UNQUOTED([CONFIGURED_LLD], ["$LLD"],
    [The linker of objects by LLVM; empty: the C compiler.])
AC_SUBST([LLVM_CPPFLAGS])
AC_SUBST([LLVM_LIBS])
AM_CONDITIONAL([LLVM], [test -n "$LLVM_VERSION"])
])

# THOTH_STOP_IF_MISSING
# ---------------------
AC_DEFUN([THOTH_STOP_IF_MISSING], [
AS_IF([test -n "$thoth_missing"],
    [AC_MSG_ERROR([missing programs or libraries:$thoth_missing])])])
