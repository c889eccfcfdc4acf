# SPDX-License-Identifier: Apache-2.0
#
# Sourced by test scripts that load LLVM, after tap.sh. gcc 12's LeakSanitizer
# dies when it looks at the thread-local storage of such a process, and without
# looking there it takes what the loader keeps for a leak.

# without_leak_check COMMAND...: runs it so; other mistakes are still found.
without_leak_check() {
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 "$@"
}
