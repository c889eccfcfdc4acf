/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Of which files findings are reported when more are read: those named on the
 * command line, those changed since a revision, or those that are both.
 */
#ifndef COMPILER_DRIVER_CHECK_SCOPE_H
#define COMPILER_DRIVER_CHECK_SCOPE_H

#include "compiler/driver/check_settings.h"
#include "compiler/source/source_set.h"

#include <stdbool.h>

struct check_scope {
    /* What is read: paths for rule_set_find. */
    char **paths;
    size_t path_count;
    size_t repository_count; /* the first ones, whole repositories */
    bool by_name, by_change; /* does either say what is reported? */
    bool complete;           /* whole repositories are read */
    struct source_set named_set;
    struct identity_set named; /* their owners: files of named_set */
    struct identity_set changed;
};

/* Decides what is read and reported for paths of the command line. Memory is in
 * the arena but for what check_scope_release gives back; to be called in any
 * case, also when this unwinds. False after a message on standard error. */
bool check_scope_find(struct check_scope *scope,
                      const struct check_settings *settings, char *const *paths,
                      size_t count, struct arena *arena);
void check_scope_release(struct check_scope *scope);

/* Is a file reported? Its status must be known if there is a choice. */
bool check_scope_has(struct check_scope *scope, const struct source_file *file);

/* The path of a file of the set, as messages show it: as it was named, if it
 * was. Unwinds when memory is short. */
struct thoth_text check_scope_path(struct check_scope *scope,
                                   const struct source_set *set,
                                   const struct source_file *file,
                                   struct arena *arena);

/* Enters the files that git says have changed since a revision, in the
 * repository of each path, and those it does not know, all with the owner 0.
 * False after a message on standard error. Unwinds when memory is short. */
bool check_changed_find(struct identity_set *changed, const char *revision,
                        char *const *paths, size_t count, struct arena *arena);

#endif
