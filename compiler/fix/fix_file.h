/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Repairing one file: rounds of fixes, each verified before it counts, until
 * there is nothing left to do. A fix that does not keep what it promises is
 * taken back and reported as the mistake of ours that it is.
 */
#ifndef COMPILER_FIX_FIX_FILE_H
#define COMPILER_FIX_FIX_FILE_H

#include "compiler/ast/ast.h"
#include "compiler/fix/fix_plan.h"
#include "compiler/ir/unit.h"

#include <stdbool.h>

/* A text and what the compiler makes of it. */
struct fix_text {
    struct thoth_text content;
    const struct ast_node *root; /* NULL if it has errors */
    struct ir_object object;
    struct diagnostic_list diagnostics; /* all of them */
    struct diagnostic_list offered;     /* of which the user wants to hear */
};

/* Fills the rest of a text whose content is set; all of it lives in `arena`,
 * but for the tree, which lives until the next call for the same `slot`, 0 or
 * 1. */
typedef void fix_compile(void *user, unsigned slot, struct fix_text *text,
                         struct arena *arena);

/* Why a fix was not applied. */
enum fix_trouble {
    FIX_TROUBLE_PLACES,  /* its edits make no sense */
    FIX_TROUBLE_ERRORS,  /* the file would have new errors */
    FIX_TROUBLE_MEANING, /* units would mean something else than announced */
    FIX_TROUBLE_STAYS,   /* what it repairs would still be found */
};

struct fix_failure {
    const struct diagnostic *diagnostic; /* NULL for FIX_TROUBLE_PLACES */
    enum fix_trouble trouble;
    bool ours; /* a mistake of ours; in a file with errors a repaired one may
                * uncover others */
    struct fix_failure *next;
};

struct fixer {
    const struct ir_session *session;
    struct arena *arena; /* texts, diagnostics, failures */
    bool unsafe;         /* apply fixes that are not safe, too */
    fix_compile *compile;
    void *user;
};

struct fixed_file {
    struct thoth_text content; /* as it is now */
    uint32_t applied;          /* fixes */
    struct fix_failure *failures;
    bool unstable; /* fixes were still offered after the last round */
};

/* Applies the fixes of `list`, and of what is offered afterwards, to a text
 * that the list is about. `list` may hold findings that need more than the
 * file. Unwinds when memory is short. */
void fix_file(const struct fixer *fixer, struct thoth_text content,
              const struct diagnostic_list *list, struct fixed_file *fixed);

/* What a failure says: "the file would have new errors". */
const char *fix_trouble_text(enum fix_trouble trouble);

#endif
