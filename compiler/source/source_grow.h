/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Adding to a source set while it is being found. Pointers into the set's
 * arrays do not survive an addition; numbers do. One thread only.
 */
#ifndef COMPILER_SOURCE_SOURCE_GROW_H
#define COMPILER_SOURCE_SOURCE_GROW_H

#include "compiler/source/source_set.h"

/* Each returns the number of what was added. Texts are taken as they are and
 * must live as long as the set. */
uint32_t source_add_directory(struct source_set *set,
                              const struct source_directory *directory);
uint32_t source_add_file(struct source_set *set,
                         const struct source_file *file);

/* Enters the metadata file of a directory, once. The directory is then a rule
 * root, and the file names its rules. */
void source_enter_metadata(struct source_set *set, uint32_t directory);

/* "path/name" in the set's arena, NUL-terminated; no slash too many. */
struct thoth_text source_join(struct source_set *set, struct thoth_text path,
                              struct thoth_text name);

/* Reports in the set's own list; `error` is an errno. */
void source_report(struct source_set *set, enum diagnostic_code code,
                   struct thoth_text path, int error);

#endif
