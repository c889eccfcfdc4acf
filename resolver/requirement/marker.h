/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Environment markers (PEP 508): conditions such as `python_version < "3.8"
 * and extra == "test"`, parsed once and evaluated for a target environment,
 * never for the machine at hand. Comparisons are those of the library
 * packaging: of versions where the right side makes a specifier, of texts
 * otherwise.
 */
#ifndef RESOLVER_REQUIREMENT_MARKER_H
#define RESOLVER_REQUIREMENT_MARKER_H

#include "compiler/base/arena.h"
#include "resolver/environment/environment.h"

#include <stdbool.h>

enum marker_variable {
#define MARKER_VARIABLE(id, name, old) MARKER_##id,
#include "grammar/marker_variables.def"
#undef MARKER_VARIABLE
    MARKER_VARIABLES
};

enum marker_operator {
    MARKER_LESS,
    MARKER_LESS_EQUAL,
    MARKER_EQUAL,
    MARKER_NOT_EQUAL,
    MARKER_GREATER_EQUAL,
    MARKER_GREATER,
    MARKER_COMPATIBLE,
    MARKER_IDENTICAL,
    MARKER_IN,
    MARKER_NOT_IN,
};

/* A variable or, when `variable` is MARKER_VARIABLES, a literal text. */
struct marker_operand {
    enum marker_variable variable;
    struct thoth_text text;
};

enum marker_kind { MARKER_COMPARISON, MARKER_AND, MARKER_OR };

struct marker {
    enum marker_kind kind;
    enum marker_operator operator; /* of a comparison */
    struct marker_operand left, right;
    const struct marker *first, *second; /* of `and` and `or` */
};

/* What the variables stand for; an unknown one is an empty text. */
struct marker_values {
    struct thoth_text of[MARKER_VARIABLES];
    char room[64]; /* for texts made of others */
};

/*
 * The values in an environment. The platform "linux-x86_64" gives sys_platform,
 * platform_system, os_name and platform_machine; without one it is Linux on
 * x86_64. Python is CPython; of a version with two numbers the full version
 * ends in ".0". Texts live as long as the environment and `values`, which must
 * not be copied.
 */
void marker_values_of(struct marker_values *values,
                      const struct environment *environment);

/* Where a text stops being a marker, and why. */
struct marker_fault {
    size_t offset; /* in bytes */
    const char *message;
};

/* Nesting of parentheses. */
#define MARKER_DEPTH_LIMIT 64

/* Parses a whole text. NULL, with *fault, when it is no marker. Memory comes
 * from the arena; literals point into the text. */
const struct marker *marker_parse(struct arena *arena, struct thoth_text text,
                                  struct marker_fault *fault);

/* Is the marker true, with `extra` for the variable of that name? */
bool marker_holds(const struct marker *marker,
                  const struct marker_values *values, struct thoth_text extra);

/* Its text, in the arena, with every comparison of `extra` taken as true; empty
 * when nothing is left. */
struct thoth_text marker_print_without_extra(struct arena *arena,
                                             const struct marker *marker);

/* Does it ask for the variable `extra` anywhere? */
bool marker_asks_extra(const struct marker *marker);

#endif
