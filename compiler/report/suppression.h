/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments of rule files that hide findings on purpose:
 *   # thothc: ignore-file[RX401] reason
 *   # thothc: ignore[RX401,RX402] until=2027-01-31 reason
 * The first form stands on a line of its own anywhere and is about the file.
 * The second is about one unit: on lines of its own right before it, or behind
 * its name. A comment whose day is over hides nothing and is reported, as is
 * one that hides nothing or cannot be understood.
 */
#ifndef COMPILER_REPORT_SUPPRESSION_H
#define COMPILER_REPORT_SUPPRESSION_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"
#include "compiler/report/code_set.h"

#include <stdbool.h>
#include <stdint.h>

struct yaml_comment;

/* One code of one comment. */
struct suppression {
    enum diagnostic_code code;
    struct span comment; /* where the code is written */
    bool whole_file;
    struct span unit;         /* else: where that unit is, */
    struct thoth_text name;   /* and what it is called */
    uint32_t until;           /* last day, as 20270131; 0: for ever */
    bool used;                /* it hid a finding */
    struct suppression *next; /* in the order of the file */
};

/* The comments of one file. */
struct suppression_set {
    struct suppression *first;
    struct diagnostic_list mistakes; /* RX501, in comments that do not count */
};

/* Could the text have such comments? Cheap, for all files. */
bool suppression_possible(struct thoth_text content);

/* Takes what is for us from the comments of a file, whose texts are copied to
 * the arena.
 * `root` is its tree, NULL if it has none: then only comments about the whole
 * file count, and the others are left out. Unwinds when memory is short. */
void suppression_read(struct suppression_set *set, struct thoth_text content,
                      const struct yaml_comment *comments,
                      const struct ast_node *root, struct arena *arena);

struct suppression_rules {
    uint32_t today; /* as 20270131, in UTC */
    /* Codes of which all findings are known: of others nobody can say that a
     * comment hides none. */
    bool judged[DIAG_COUNT];
};

/* Takes out of the list what is suppressed and adds what there is to say of the
 * comments (RX501 to RX503); then it is sorted again. */
void suppression_apply(struct suppression_set *set,
                       const struct suppression_rules *rules,
                       struct diagnostic_list *list);

/* The day of `rules`: today, or that of $SOURCE_DATE_EPOCH, so that results can
 * be reproduced. */
uint32_t suppression_today(void);

#endif
