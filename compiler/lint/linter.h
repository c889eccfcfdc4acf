/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the checks of the lint stage share; not for other stages. Each check
 * looks at one part of the unit at hand, and reports as it goes; lint_file
 * sorts and drops what an alias made a check see twice.
 */
#ifndef COMPILER_LINT_LINTER_H
#define COMPILER_LINT_LINTER_H

#include "compiler/check/field.h"
#include "compiler/lint/lint.h"
#include "compiler/lint/place.h"

/* The unit at hand; the parts that it does not have are NULL. */
struct lint_unit {
    const struct ast_node *node;
    const struct ast_node *name;
    const struct ast_node *include;
    const struct ast_node *match;
    const struct ast_node *run;
    const struct ast_node *metadata;
    enum unit_type type;
};

struct linter {
    struct lint_session *session;
    struct diagnostic_list *list;
    struct arena *scratch;
    struct place_finder places;
    const struct ast_node *units; /* all of the file, by kind */
    struct lint_unit unit;
    struct diagnostic *others;  /* DIAG_STATE_OTHER_DEPENDENTS of the unit */
    bool has_merges;            /* the file has merge keys, perhaps */
    struct order_index *orders; /* of all steps; NULL: not yet listed */
};

/* What is asked of versions, and of which. */
enum specifier_use {
    SPECIFIER_PYTHON,    /* the version of Python, major and minor */
    SPECIFIER_COMPONENT, /* of another part of the environment */
    SPECIFIER_INSTALLED, /* Python packages of a base image */
    SPECIFIER_SIEVE,     /* sieves and pseudonyms: pre-releases allowed */
    SPECIFIER_STEP,      /* the package version of a step */
    SPECIFIER_STATE,     /* a resolved package */
    SPECIFIER_RANGE,     /* said, not asked */
    /* Predicates of conditions: on the version of Python, on a package version
     * of a sieve or pseudonym, and on any other one. */
    SPECIFIER_PYTHON_PREDICATE,
    SPECIFIER_SIEVE_PREDICATE,
    SPECIFIER_PREDICATE,
};

/* A specifier set; NULL and null are ignored. */
void lint_specifier(struct linter *linter, const struct ast_node *node,
                    enum specifier_use use);

/* Does no version fit both? False when in doubt, and for NULL. */
bool lint_versions_disjoint(struct linter *linter, const struct ast_node *left,
                            const struct ast_node *right);

/* should_include: pipelines, labels, library usage, dependencies. */
void lint_conditions(struct linter *linter);
/* runtime_environments and its parts. */
void lint_environment(struct linter *linter,
                      const struct ast_entry *environment);
void lint_hardware(struct linter *linter, const struct ast_entry *hardware);
void lint_library_usage(struct linter *linter, const struct ast_node *usage);
void lint_base_images(struct linter *linter, const struct ast_node *images);
/* A value that should be `not:` and is a mapping without it. */
void lint_empty_negation(struct linter *linter, const struct ast_entry *entry);

/* Conditions as expressions, and those within a score. NULL, and what is no
 * expression, are ignored. */
void lint_when(struct linter *linter, const struct ast_node *condition);
void lint_score_number(struct linter *linter, const struct ast_node *number);

/* match */
void lint_match(struct linter *linter);
/* The state of a match entry: of a step, stride or wrap. */
void lint_state(struct linter *linter, const struct ast_node *entry);
/* A package version that is asked for, and the index of one. NULL is ignored.
 */
void lint_package(struct linter *linter, const struct ast_node *package,
                  enum specifier_use use);
void lint_index(struct linter *linter, const struct ast_node *index);
/* Steps that apply in one order of resolution only. */
void lint_order(struct linter *linter);

/* run */
void lint_run(struct linter *linter);
void lint_yield(struct linter *linter, const struct ast_entry *yield);
void lint_added(struct linter *linter, const struct ast_node *package);
void lint_manifest_changes(struct linter *linter,
                           const struct ast_node *changes);
/* A message with a link: an entry of stack_info or justification. */
void lint_link(struct linter *linter, const struct ast_node *message);
/* What messages and links say of packages. */
void lint_subjects(struct linter *linter);

/* The unit's own name. */
void lint_unit_name(struct linter *linter);

/* Values of any kind at a place that the schema leaves open. */
void lint_values(struct linter *linter, const struct ast_node *node);
/* A number of the schema that is written in an unusual way. */
void lint_number(struct linter *linter, const struct ast_node *node);
/* Merge keys below a node, and whether a file may have any. */
void lint_merges(struct linter *linter, const struct ast_node *node);
bool lint_may_merge(struct thoth_text content);
/* Entries of a list that are equal. NULL and what is no list are ignored. */
void lint_repeated(struct linter *linter, const struct ast_node *list);

/* Entries of longer lists are not compared with each other, and no more places
 * are shown: no list that people write is as long. */
enum { LINT_PAIRWISE = 64, LINT_PLACES = 8 };

/* A text in quotes, for messages; see report_quote. */
const char *lint_quote(struct linter *linter, struct thoth_text text);

/* The entries of `match`, of which a single one may stand without a list. */
const struct ast_node *const *lint_entries(const struct ast_node *const *match,
                                           uint32_t *count);

static inline bool lint_is_true(const struct ast_node *node)
{
    return node && node->kind == AST_BOOL && node->truth;
}

#endif
