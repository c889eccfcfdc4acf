/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C back end: a module of compiled shapes as readable C. Each file starts
 * with the text of runtime/native_abi.h and needs no header but those that a
 * freestanding compiler has. Equal modules give equal text.
 */
#ifndef COMPILER_EMIT_EMIT_C_H
#define COMPILER_EMIT_EMIT_C_H

#include "compiler/emit/c_plan.h"
#include "runtime/bundle.h"

#include <stdio.h>

/* What becomes `const struct native_module thoth_native_module`. */
struct c_module {
    const struct c_shape *shapes; /* numbered from 0 in this order */
    uint32_t count;
    uint8_t build_id[16];
    bool carries; /* brings in C_BUNDLE_FILE of the compiler's folder */
};

#define C_BUNDLE_FILE "rules.thb"
#define C_MOST_FILES 16

/* The module of a verified bundle; its shapes are the caller's to free and
 * point into the bundle. Unwinds when memory is short, as all functions here.
 */
struct c_module c_module_of(const struct thoth_bundle *bundle);

/* Writes the file `part` of `parts` (at most C_MOST_FILES) that are compiled
 * apart and linked together; part 0 holds the table. Write errors stay in the
 * stream. */
void c_module_write(FILE *out, const struct c_module *module, unsigned part,
                    unsigned parts);

/* Writes a verified bundle as one file. */
void emit_c(FILE *out, const struct thoth_bundle *bundle);

#endif
