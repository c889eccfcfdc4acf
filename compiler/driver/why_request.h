/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The value of a request that a predicate looks for in a list or set.
 */
#ifndef COMPILER_DRIVER_WHY_REQUEST_H
#define COMPILER_DRIVER_WHY_REQUEST_H

#include "compiler/driver/why_tree.h"
#include "runtime/ir_table.h"

/* Is an operation about one value of the request? */
bool why_request_has(uint32_t op);

/* Prints that value and a space; "(not known) " where there is none. */
void why_request_print(const struct why_tree *tree, const uint32_t *node);

/* The names of the bits of an immediate in brackets. */
void why_bits_print(FILE *stream, enum ir_immediate immediate, uint32_t bits);

#endif
