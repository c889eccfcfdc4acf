/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of the YAML front end share: reads a text, and tells what
 * came of it in short texts that a case can compare.
 */
#ifndef TESTS_COMPILER_YAML_READING_H
#define TESTS_COMPILER_YAML_READING_H

#include "compiler/yaml/yaml_read.h"

#include <stddef.h>

/* The outcome of reading one text; valid until reading_end. */
struct reading {
    struct arena arena;
    struct diagnostic_list list;
    struct ast_node *root; /* NULL after an error */
};

/* Reads a copy of the bytes that is exactly as long, so that a sanitizer sees
 * any access behind them; NULL limits are the default ones. */
void reading_start(struct reading *reading, const char *bytes, size_t length,
                   const struct yaml_limits *limits);
void reading_end(struct reading *reading);

/*
 * The value in a compact form: n, b:true, i:12, f:1.5, s:text, t:2001-01-01,
 * x:bytes, [a, b], (a, b), {k: v}, <k>, ^ for a recursion; or the codes of the
 * errors, "RX010 RX012". Valid until the next call; one thread.
 */
const char *reading_summary(const char *text);

/* The places and codes of all diagnostics: "2:1 RX019, 3:1 RX019". */
const char *reading_places(const char *bytes, size_t length);

#endif
