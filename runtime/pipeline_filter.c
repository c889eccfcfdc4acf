/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A match is a conjunction of two parts, mostly conjunctions themselves. Their
 * operands may be looked at in any order as long as none can fail to be
 * decided, so shapes with a `fail` have no filter.
 */
#include "runtime/pipeline_filter.h"

#include "runtime/ir_table.h"

bool filter_may_fail(const struct thoth_bundle *bundle, uint32_t number)
{
    const struct bundle_shape *shape = &bundle->shapes[number];
    const uint32_t *code = bundle->shape_code + shape->code;

    for (uint32_t at = shape->columns; at < shape->words;
         at += 1 + BUNDLE_NODE_OPERANDS(code[at]))
        if (BUNDLE_NODE_OP(code[at]) == IR_OP_FAIL)
            return true;
    return false;
}

/* Takes what one conjunct asks for, unless another one has been taken. */
static void take_conjunct(const uint32_t *node, struct filter_columns *columns)
{
    uint32_t *place;

    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_INDEX_IS:
        place = &columns->index;
        break;
    case IR_OP_VERSION_IN:
        place = &columns->version;
        break;
    case IR_OP_RESOLVED:
        place = &columns->resolved;
        break;
    default:
        return;
    }
    if (*place == NATIVE_NONE)
        *place = BUNDLE_OPERAND_VALUE(node[1]);
}

static void take_part(const uint32_t *code, uint32_t root,
                      struct filter_columns *columns)
{
    const uint32_t *node = code + root;

    if (BUNDLE_NODE_OP(*node) != IR_OP_AND) {
        take_conjunct(node, columns);
        return;
    }
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++)
        take_conjunct(code + BUNDLE_OPERAND_VALUE(node[i]), columns);
}

struct filter_columns filter_columns_within(const uint32_t *code, uint32_t node)
{
    struct filter_columns columns = {NATIVE_NONE, NATIVE_NONE, NATIVE_NONE};

    take_part(code, node, &columns);
    return columns;
}

struct filter_columns filter_columns_of(const struct thoth_bundle *bundle,
                                        uint32_t number)
{
    const struct bundle_shape *shape = &bundle->shapes[number];
    const uint32_t *code = bundle->shape_code + shape->code;
    struct filter_columns columns = {NATIVE_NONE, NATIVE_NONE, NATIVE_NONE};

    if (filter_may_fail(bundle, number))
        return columns;
    take_part(code, shape->root, &columns);
    if (shape->state != BUNDLE_NONE)
        take_part(code, shape->state, &columns);
    return columns;
}

struct pipeline_filter filter_make(const struct thoth_bundle *bundle,
                                   const struct filter_columns *columns,
                                   const uint32_t *row)
{
    struct pipeline_filter filter = {NATIVE_NONE, 0, NATIVE_NONE, NATIVE_NONE};
    const uint32_t *spec;

    if (columns->index != NATIVE_NONE)
        filter.index = row[columns->index];
    if (columns->resolved != NATIVE_NONE)
        filter.resolved = row[columns->resolved];
    if (columns->version == NATIVE_NONE)
        return filter;
    spec = bundle->specs + row[columns->version];
    if (spec[1] & BUNDLE_SPEC_IRREGULAR)
        return filter;
    filter.high = 0;
    if (BUNDLE_SPEC_COUNT(spec[1]) != 0) {
        filter.low = spec[2];
        filter.high = spec[1 + 2 * BUNDLE_SPEC_COUNT(spec[1])];
    }
    return filter;
}
