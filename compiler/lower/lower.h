/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lowering: from a checked tree to units of the IR. Everything that the
 * reference decides by looking at a rule's dictionaries again and again is
 * decided here once; what a rule means follows the reference's behaviour
 * (docs/semantics.md), quirks included.
 */
#ifndef COMPILER_LOWER_LOWER_H
#define COMPILER_LOWER_LOWER_H

#include "compiler/ast/ast.h"
#include "compiler/base/diagnostic.h"
#include "compiler/ir/unit.h"

/* What a worker keeps from file to file. Zero bytes but for the session are a
 * valid start. */
struct lowering {
    struct ir_session *session;
    struct shape_writer when, match, run; /* their rows live side by side */
    struct shape_writer *writer;          /* the one of these in use */
    str_id package; /* of the instance being lowered, or STR_NONE */
    struct diagnostic_list *diagnostics;
    struct ir_object_writer object;
    uint32_t *list; /* words of the list constant being made */
    uint32_t list_count, list_room;
    uint32_t *operands; /* a stack of operands of nodes being made */
    uint32_t operand_count, operand_room;
};

void lowering_release(struct lowering *lowering);

/* Lowers a tree that passed check_file. Units too large for a bundle are
 * reported, and numbers that grow too large. The object's words live in
 * `arena`. */
struct ir_object lower_file(struct lowering *lowering,
                            const struct ast_node *root, struct arena *arena,
                            struct diagnostic_list *diagnostics);

#endif
