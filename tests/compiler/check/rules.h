/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules written in tests: YAML text to a checked tree.
 */
#ifndef TESTS_COMPILER_CHECK_RULES_H
#define TESTS_COMPILER_CHECK_RULES_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"

#include <stdbool.h>

/* A text, its tree and what was reported. Release with rules_release. */
struct rules {
    struct arena arena;
    struct diagnostic_list list;
    struct ast_node *root; /* NULL if the text is no YAML */
    bool valid;            /* what check_file said */
};

void rules_check(struct rules *rules, const char *yaml);
void rules_release(struct rules *rules);

/* The value behind a path of keys and item numbers: "units.boots.0.name". Fails
 * the test if there is none. */
struct ast_node *rules_at(const struct rules *rules, const char *path);

/* How many reports have a code. */
unsigned rules_count(const struct rules *rules, enum diagnostic_code code);

#endif
