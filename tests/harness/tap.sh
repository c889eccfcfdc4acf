# SPDX-License-Identifier: Apache-2.0
#
# Sourced by test scripts: prints TAP, one line a case, with the output of a
# failed case as a comment below it. A script begins with
#     . "${TOP_SRCDIR:=.}/tests/harness/tap.sh"
# (so it also runs by hand from the top of a tree built in place) and ends with
# tap_done; one that stops earlier has no plan and counts as an error.
#   TAP_DIR   an empty directory for the script's files, removed at its end
#   THOTHC    the program under test

TOP_SRCDIR=$(cd "$TOP_SRCDIR" && pwd) || exit 1
: "${TOP_BUILDDIR:=$TOP_SRCDIR}"
: "${THOTH_SHARED:=$TOP_SRCDIR/../shared}"
THOTHC=$TOP_BUILDDIR/thothc
TAP_DIR=$(mktemp -d) || exit 1
trap 'rm -rf "$TAP_DIR"' EXIT
trap 'exit 1' HUP INT TERM
export TOP_SRCDIR TOP_BUILDDIR THOTH_SHARED THOTHC TAP_DIR

tap_count=0
tap_failed=0

# tap_case NAME COMMAND...: passes if the command (or function) succeeds.
tap_case() {
    tap_name=$1
    shift
    tap_count=$((tap_count + 1))
    if "$@" >"$TAP_DIR/.output" 2>&1; then
        echo "ok $tap_count - $tap_name"
    else
        tap_status=$?
        tap_failed=$((tap_failed + 1))
        echo "not ok $tap_count - $tap_name"
        echo "# $* exited with $tap_status"
        sed 's/^/# /' "$TAP_DIR/.output"
    fi
}

# tap_skip NAME REASON: one case that cannot be run here.
tap_skip() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

# tap_slow_case NAME COMMAND...: as tap_case, left out if $THOTH_QUICK is set.
tap_slow_case() {
    if [ -n "${THOTH_QUICK-}" ]; then
        tap_skip "$1" 'slow, and $THOTH_QUICK is set'
    else
        tap_case "$@"
    fi
}

# tap_skip_all REASON: none of the script's cases can be run here.
tap_skip_all() {
    echo "1..0 # SKIP $1"
    exit 0
}

# tap_need_shared: skips the whole script where there are no recorded answers.
tap_need_shared() {
    [ -d "$THOTH_SHARED" ] ||
        tap_skip_all "\$THOTH_SHARED is no directory: $THOTH_SHARED"
}

# tap_done: prints the plan and ends the script.
tap_done() {
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
    exit
}
