/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The check stage: whether a tree is a prescription, by the rules of the
 * reference's schema (version v1 of the language) or of version v2, which adds
 * expressions and tests, and which field each entry is. Driven by the field
 * table; all mistakes are reported, not only the first.
 */
#ifndef COMPILER_CHECK_CHECK_H
#define COMPILER_CHECK_CHECK_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"

#include <stdbool.h>

struct check_options {
    /* Whether a text is a specifier set; must agree with pep440.h. A caller
     * that sees the same texts again and again may remember the answers.
     * NULL: pep440_specifier_valid. */
    bool (*specifier_valid)(void *user, struct thoth_text text);
    void *user;
    unsigned language; /* 0: what the metadata of the file says, else 1 */
};

/* The version of the language that a file is written in: 2 if its metadata has
 * `version: v2`, else 1. */
unsigned check_language(const struct ast_node *root);

/*
 * Checks the tree of one file and sets `field` of every entry that is a field.
 * True when nothing was reported; then the accessors of field.h may be used
 * and every value is of the type and form its row says. Reports go to `list`,
 * sorted by place, after what was there before. `options` may be NULL.
 *
 * A node that several places share through aliases is copied when they need
 * different fields of it; the copies are in the list's arena, which must live
 * as long as the tree. Unwinds when memory is short. Threads may check
 * different trees at once.
 */
bool check_file(struct ast_node *root, struct diagnostic_list *list,
                const struct check_options *options);

#endif
