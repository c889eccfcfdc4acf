/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the check stage share; not for other stages. Values are
 * passed as slots, the places that point to a node, since a shared node may
 * have to be replaced by a copy.
 */
#ifndef COMPILER_CHECK_CHECKER_H
#define COMPILER_CHECK_CHECKER_H

#include "compiler/check/check.h"
#include "compiler/check/field.h"

struct checker {
    struct diagnostic_list *list;
    const struct check_options *options;
    unsigned language; /* of the file */
    unsigned nesting;  /* how many expressions are around */
};

/* Does the language of the file have a member? */
static inline bool checker_knows(const struct checker *checker,
                                 const struct member_fact *member)
{
    return field_since(member->field) <= checker->language;
}

/* The value of a field, in any of the forms its member row allows. */
void check_member(struct checker *checker, const struct member_fact *member,
                  struct ast_node **slot);

/* A mapping against a record: keys, their values, what must be there and what
 * must not be there together. False if it is no mapping. */
bool check_record(struct checker *checker, enum record_id record,
                  struct ast_node **slot);

/* A list of units; `member` says of which kind. */
void check_units(struct checker *checker, const struct member_fact *member,
                 struct ast_node *list);

/* A single value that is no record. */
void check_value(struct checker *checker, const struct member_fact *member,
                 const struct ast_node *node);

/* A non-empty string that is no field; `what` is said of it in messages. */
void check_text(struct checker *checker, const struct ast_node *node,
                const char *what);

/* A condition or a number: a mapping with one key, for numbers a literal, too.
 * check_expression.c */
void check_condition(struct checker *checker, const struct member_fact *member,
                     struct ast_node **slot);
void check_number(struct checker *checker, const struct member_fact *member,
                  struct ast_node **slot);

/* A score, which version v1 of the language knows as a number alone. */
void check_score(struct checker *checker, const struct member_fact *member,
                 struct ast_node **slot);

/* What depends on several entries of a mapping that has expressions: whether
 * each predicate has what it looks at. check_placement.c */
void check_placement(struct checker *checker, enum record_id record,
                     const struct ast_node *mapping);

/* A value that is a mapping with keys of its own choice. */
void check_metadata(struct checker *checker, const struct member_fact *member,
                    const struct ast_node *node);
void check_labels(struct checker *checker, const struct member_fact *member,
                  const struct ast_node *node);
void check_library_usage(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node);
void check_used_symbols(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node);
void check_requirements(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node);

#endif
