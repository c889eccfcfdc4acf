/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the expressions of a unit tell about it without being evaluated.
 */
#include "runtime/plan_facts.h"

#include "runtime/evaluate.h"
#include "runtime/ir_table.h"

/* The latest binding time within an expression. The age of a version changes
 * with those that are registered later, so it is as good as of the state. */
static enum binding_time binding_of(const uint32_t *code, uint32_t node)
{
    const uint32_t *head = code + node;
    enum binding_time latest = BUNDLE_NODE_OP(*head) == IR_OP_VERSION_AGE
                                   ? BINDING_STATE
                                   : ir_ops[BUNDLE_NODE_OP(*head)].binding;

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*head); i++) {
        enum binding_time binding = BINDING_CONST;

        if (BUNDLE_OPERAND_TAG(head[i]) == BUNDLE_OPERAND_NODE)
            binding = binding_of(code, BUNDLE_OPERAND_VALUE(head[i]));
        if (binding > latest)
            latest = binding;
    }
    return latest;
}

struct plan_effects plan_effects_of(const struct thoth_bundle *bundle,
                                    uint32_t unit)
{
    struct evaluation_run run = evaluation_run_of(bundle, unit);
    struct plan_effects facts = {.endings = PLAN_ENDING(THOTH_ACCEPTED)};

    for (uint32_t i = 0; i < run.count; i++) {
        uint32_t node = evaluation_effect(&run, i);

        if (binding_of(run.code, node) == BINDING_STATE)
            facts.ask_state = true;
        switch (BUNDLE_NODE_OP(run.code[node])) {
        case IR_OP_SCORE:
            facts.score = true;
            facts.endings |= PLAN_ENDING(THOTH_INVALID_SCORE);
            break;
        case IR_OP_NOT_ACCEPTABLE:
            facts.endings |= PLAN_ENDING(THOTH_NOT_ACCEPTABLE);
            break;
        case IR_OP_EAGER_STOP:
            facts.endings |= PLAN_ENDING(THOTH_EAGER_STOP);
            break;
        default:
            break;
        }
    }
    return facts;
}

uint32_t plan_stop_message(const struct thoth_bundle *bundle, uint32_t unit)
{
    struct evaluation_run run = evaluation_run_of(bundle, unit);

    for (uint32_t i = 0; i < run.count; i++) {
        const uint32_t *node = run.code + evaluation_effect(&run, i);

        if (BUNDLE_NODE_OP(*node) == IR_OP_NOT_ACCEPTABLE ||
            BUNDLE_NODE_OP(*node) == IR_OP_EAGER_STOP)
            return run.row[BUNDLE_OPERAND_VALUE(node[1])];
    }
    return BUNDLE_NONE;
}

/* The conjunct of a state part that asks for the package of the entry's name,
 * or NULL. */
static const uint32_t *find_asked(const uint32_t *code, uint32_t root,
                                  const uint32_t *row, uint32_t name)
{
    const uint32_t *node = code + root;

    if (BUNDLE_NODE_OP(*node) == IR_OP_RESOLVED)
        return row[BUNDLE_OPERAND_VALUE(node[1])] == name ? node : NULL;
    if (BUNDLE_NODE_OP(*node) != IR_OP_AND)
        return NULL;
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++) {
        const uint32_t *operand = code + BUNDLE_OPERAND_VALUE(node[i]);

        if (BUNDLE_NODE_OP(*operand) == IR_OP_RESOLVED &&
            row[BUNDLE_OPERAND_VALUE(operand[1])] == name)
            return operand;
    }
    return NULL;
}

/* The filter of the instance knows the name; the versions are found behind it
 * in the expression. */
void plan_entry_ask(const struct thoth_bundle *bundle, struct plan_entry *entry)
{
    const struct pipeline_instance *instance = entry->instance;
    const struct bundle_shape *shape = &bundle->shapes[instance->shape];
    const uint32_t *code = bundle->shape_code + shape->code;
    const uint32_t *row = bundle->rows + instance->row;
    struct pipeline_filter versions;
    struct filter_columns columns;
    const uint32_t *asked;

    entry->name = instance->filter.resolved;
    entry->bit = state_name_place(entry->name);
    entry->low = 0;
    entry->high = NATIVE_NONE;
    if (entry->name == NATIVE_NONE || shape->state == BUNDLE_NONE)
        return;
    asked = find_asked(code, shape->state, row, entry->name);
    if (asked == NULL)
        return;
    columns = filter_columns_within(code, BUNDLE_OPERAND_VALUE(asked[2]));
    versions = filter_make(bundle, &columns, row);
    entry->low = versions.low;
    entry->high = versions.high;
}

bool plan_match_is_live(const struct thoth_bundle *bundle, uint32_t number)
{
    const struct bundle_shape *shape = &bundle->shapes[number];
    const uint32_t *code = bundle->shape_code + shape->code;

    for (uint32_t at = shape->columns; at < shape->words;
         at += 1 + BUNDLE_NODE_OPERANDS(code[at]))
        if (BUNDLE_NODE_OP(code[at]) == IR_OP_VERSION_AGE)
            return true;
    return false;
}
