/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values that rules carry but nobody interprets (`metadata`,
 * `advised_manifest_changes`) as JSON text. What JSON cannot say is an object
 * with one key that no value of ours has otherwise:
 *   {"!!int": "123..."}        beyond 64 bits   {"!!float": "nan"}
 *   {"!!timestamp": "2021-01-01"}               {"!!binary": "6869"}
 *   {"!!map": [[key, value]...]}  keys that are no strings
 *   {"!!set": [key...]}           {"!!tuple": [item...]}
 */
#ifndef COMPILER_LOWER_OPAQUE_H
#define COMPILER_LOWER_OPAQUE_H

#include "compiler/ast/ast.h"

/* Compact JSON, keys in the order of the source; malloc'ed. Unwinds when memory
 * is short. */
char *opaque_text(const struct ast_node *node);

#endif
