/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wording of the check stage: what was expected, what was found, and hints
 * for the mistakes that YAML 1.1 invites. Called for mistakes only; texts made
 * here live in the list's arena.
 */
#ifndef COMPILER_CHECK_REPORT_H
#define COMPILER_CHECK_REPORT_H

#include "compiler/base/near_name.h"
#include "compiler/check/checker.h"

/* A text in quotes on one line: control characters escaped, long ones cut. */
const char *report_quote(struct checker *checker, struct thoth_text text);

/* "the string 'a'", "a list". */
const char *report_found(struct checker *checker, const struct ast_node *node);

/* "one of a, b, c" */
const char *report_choices(struct checker *checker, enum choice_set set);

/* Where something is missing in a mapping: its first line at most. */
struct span report_head(const struct ast_node *mapping);

/* The value of `member` is of the wrong kind. `expected` is NULL for what the
 * table says. */
struct diagnostic *report_kind(struct checker *checker,
                               const struct member_fact *member,
                               const struct ast_node *node,
                               const char *expected);

/* A string that must not be empty is. `what` may be a key or a description. */
void report_empty(struct checker *checker, const struct ast_node *node,
                  const char *what);

void report_missing(struct checker *checker, const struct ast_node *mapping,
                    enum record_id record, enum field_id field);

/* Not exactly one of a record's alternatives is there, but `found`. */
void report_alternatives(struct checker *checker, enum record_id record,
                         const struct ast_node *mapping, uint32_t found);

/* Adds that a later version of the language knows what the file's does not. */
void report_later(struct checker *checker, struct diagnostic *diagnostic,
                  unsigned language);

/* A key of a mapping that the record does not have. Returns the member that was
 * probably meant, or NULL. */
const struct member_fact *report_unknown_key(struct checker *checker,
                                             enum record_id record,
                                             const struct ast_node *mapping,
                                             const struct ast_node *key);

/* A key that is no string where only strings are allowed. `open`: any string
 * is. */
void report_key_kind(struct checker *checker, const struct ast_node *key,
                     const char *where, bool open);

/* A string that is no specifier set, with the clause at fault. */
void report_specifier(struct checker *checker, const struct member_fact *member,
                      const struct ast_node *node);

/* Adds what to write for just this version, and a fix of the scalar that holds
 * nothing else, if `version` is one of PEP 440. False: it is none. */
bool report_exact_version(struct checker *checker,
                          struct diagnostic *diagnostic,
                          const struct ast_node *scalar,
                          struct thoth_text version);

/* Adds "did you mean", if there is something near, and a fix of the node that
 * has the unknown name; NULL: it cannot have that name. */
void report_nearest(struct checker *checker, struct diagnostic *diagnostic,
                    const struct near_name *near, const struct ast_node *node);

/* Adds why YAML made something else of a scalar than its author may think,
 * where a value of `wanted` type is needed. */
void report_yaml_hint(struct checker *checker, struct diagnostic *diagnostic,
                      enum value_type wanted, const struct ast_node *node);

#endif
