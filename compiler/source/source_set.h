/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule files of a build, in loading order. The order is breadth-first from
 * each given path: a directory's entries, sorted by bytes, come after all that
 * was found before them. Names that begin with a dot are left out; rule files
 * end in .yaml, .yml or .rx. It decides which rule comes first, hence it
 * depends on names alone and never on the file system or the number of threads.
 */
#ifndef COMPILER_SOURCE_SOURCE_SET_H
#define COMPILER_SOURCE_SOURCE_SET_H

#include "compiler/base/arena.h"
#include "compiler/base/diagnostic.h"
#include "compiler/source/identity.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE_NONE UINT32_MAX /* no directory, no metadata */

/* The name of the file that names the rules below its directory. */
#define SOURCE_METADATA_NAME "_prescription_metadata.yaml"

/* What rules are called by that no metadata file names. */
#define SOURCE_UNKNOWN_NAMESPACE "UNKNOWN"

/* What tells whether a file has changed. */
struct source_status {
    uint64_t device, inode, size;
    int64_t modified_ns, changed_ns; /* since 1970 */
    bool known;
};

/* Directories form a forest of path components, parents before children. */
struct source_directory {
    uint32_t parent;            /* SOURCE_NONE at a rule root */
    uint32_t metadata;          /* what names its rules, or SOURCE_NONE */
    struct thoth_text name;     /* component; empty at a rule root */
    struct thoth_text path;     /* as given and shown; empty: where we are */
    struct thoth_text relative; /* from the rule root; empty there */
};

struct source_file {
    uint32_t directory;
    bool shared; /* reached by a link or given directly: may come twice */
    struct thoth_text name; /* NUL follows */
    struct source_status status;
};

/* A metadata file. The YAML front end reads its name. */
struct source_metadata {
    struct source_file file;
    struct thoth_text name_space; /* SOURCE_UNKNOWN_NAMESPACE until read */
    struct thoth_text path;       /* as messages show it; empty until read */
    struct span name_span; /* where the name stands; no place until read */
};

/*
 * Texts live until the set is released. After source_set_find the set does not
 * change but for what threads write into the files and metadata they work on.
 */
struct source_set {
    struct source_directory *directories;
    struct source_file *files;
    struct source_metadata *metadata;
    uint32_t directory_count, file_count, metadata_count;
    /* Missing paths, unreadable directories, broken links: they have no place
     * in a file and name the path in their message. */
    struct diagnostic_list diagnostics;
    struct arena arena;
    struct arena *worker_arenas; /* one for each thread of the search */
    unsigned worker_count;
    uint32_t directory_room, file_room, metadata_room;
    struct identity_set seen_directories, seen_files;
};

struct source_options {
    unsigned threads; /* that read directories at once, at least 1 */
    bool with_status; /* fill the status of each file, for caches */
};

/*
 * Finds the rule files of all paths, in the order given. A file or directory
 * reached twice, by links or by paths, counts once, where it comes first; so a
 * link into an ancestor ends. True when no error was reported; otherwise `set`
 * holds what was found. Unwinds when memory is short. Release it in any case.
 */
bool source_set_find(struct source_set *set, const char *const *paths,
                     size_t count, const struct source_options *options);

void source_set_release(struct source_set *set);

/* The path of a file as messages show it and as it can be opened. */
struct thoth_text source_path(const struct source_set *set,
                              const struct source_file *file,
                              struct arena *arena);

/* The path from the rule root, which does not depend on where the tree lies. */
struct thoth_text source_relative_path(const struct source_set *set,
                                       const struct source_file *file,
                                       struct arena *arena);

/* The metadata file that names the file's rules, or NULL. */
const struct source_metadata *source_named_by(const struct source_set *set,
                                              const struct source_file *file);

/* The name in front of the file's unit names. */
struct thoth_text source_namespace(const struct source_set *set,
                                   const struct source_file *file);

#endif
