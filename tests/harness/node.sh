# SPDX-License-Identifier: Apache-2.0
#
# Sourced by test scripts that need packages of tests/schema/package.json, after
# tap.sh. They are taken from $NODE_PATH or installed by npm into the build
# tree, once; where that cannot be done the script is skipped, and says so.
#   node_modules   the folder of the packages, once node_need returned

# node_skip REASON: as tap_skip_all, and visible outside of the log.
node_skip() {
    echo "$(basename "$0"): skipped: $1" >&2
    tap_skip_all "$1"
}

# node_has FOLDER FILE...: whether all files are there.
node_has() {
    (cd "$1" 2>/dev/null && shift && ls "$@" >/dev/null 2>&1)
}

# node_install FOLDER FILE...: one script at a time, if there is flock.
node_install() {
    folder=$1
    mkdir -p "$folder" && exec 9>"$folder/lock" || return
    ! command -v flock >/dev/null || flock 9
    shift
    node_has "$folder/node_modules" "$@" && return
    cp "$TOP_SRCDIR/tests/schema/package.json" \
        "$TOP_SRCDIR/tests/schema/package-lock.json" "$folder" &&
        npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error \
            >"$TAP_DIR/npm" 2>&1
}

# node_need FILE...: skips the script unless node and those files, relative to
# the folder of packages, are there.
node_need() {
    command -v node >/dev/null || node_skip 'node is not installed'
    for node_modules in ${NODE_PATH:+"$NODE_PATH"} \
        "$TOP_BUILDDIR/build/node/node_modules"; do
        node_has "$node_modules" "$@" && return
    done
    command -v npm >/dev/null || node_skip 'npm is not installed'
    node_install "$TOP_BUILDDIR/build/node" "$@" ||
        node_skip "npm cannot install packages: $(grep . "$TAP_DIR/npm" |
            head -n 1)"
}
