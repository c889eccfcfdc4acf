/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From matches to candidates.
 */
#include "compiler/driver/diff_stack.h"

#include "runtime/ir_table.h"

void diff_stack_start(struct diff_stack *stack, struct thoth_text name)
{
    *stack = (struct diff_stack){.count = 1};
    stack->packages[0].name = name;
}

static struct diff_package *package_of(struct diff_stack *stack,
                                       struct thoth_text name)
{
    for (unsigned i = 0; i < stack->count; i++)
        if (thoth_text_equal(stack->packages[i].name, name))
            return &stack->packages[i];
    if (stack->count == DIFF_MOST_PACKAGES)
        return NULL;
    stack->packages[stack->count].name = name;
    return &stack->packages[stack->count++];
}

/* What one node says of the package it is about. */
static void note(struct diff_package *package,
                 const struct thoth_bundle *bundle, const uint32_t *node,
                 const uint32_t *row)
{
    uint32_t op = BUNDLE_NODE_OP(*node);

    if (op == IR_OP_VERSION_IN)
        diff_texts_add(
            &package->specifiers,
            bundle_text(bundle,
                        bundle->specs[row[BUNDLE_OPERAND_VALUE(node[1])]]));
    else if (op == IR_OP_INDEX_IS)
        diff_texts_add(
            &package->indexes,
            bundle_text(bundle,
                        bundle->indexes[row[BUNDLE_OPERAND_VALUE(node[1])]]));
    else if (op == IR_OP_DEVELOP)
        package->develop = true;
}

static void collect(struct diff_stack *stack, struct diff_package *package,
                    const struct thoth_bundle *bundle, const uint32_t *code,
                    const uint32_t *row, uint32_t at)
{
    const uint32_t *node = code + at;
    uint32_t op = BUNDLE_NODE_OP(*node);

    note(package, bundle, node, row);
    stack->dependents |= op == IR_OP_DEPENDENTS;
    if (op == IR_OP_RESOLVED || op == IR_OP_FROM) {
        uint32_t name = row[BUNDLE_OPERAND_VALUE(node[1])];

        package =
            package_of(stack, bundle_text(bundle, bundle->packages[name].name));
    }
    for (uint32_t i = 1; package && i <= BUNDLE_NODE_OPERANDS(*node); i++)
        if (BUNDLE_OPERAND_TAG(node[i]) == BUNDLE_OPERAND_NODE)
            collect(stack, package, bundle, code, row,
                    BUNDLE_OPERAND_VALUE(node[i]));
}

void diff_stack_collect(struct diff_stack *stack, const struct diff_side *side,
                        uint32_t member)
{
    const struct thoth_bundle *bundle = side->bundle;
    struct bundle_match match = bundle_member_match(bundle, member);
    const struct bundle_shape *shape = &bundle->shapes[match.shape];
    const uint32_t *code = bundle->shape_code + shape->code;

    collect(stack, &stack->packages[0], bundle, code, match.row, shape->root);
    if (shape->state != BUNDLE_NONE)
        collect(stack, &stack->packages[0], bundle, code, match.row,
                shape->state);
}

static uint64_t choices_of(const struct diff_package *package)
{
    return (uint64_t)package->versions.count * package->indexes.count *
           (package->develop ? 2 : 1);
}

uint64_t diff_stack_count(struct diff_stack *stack, struct arena *arena)
{
    uint64_t count = stack->dependents ? stack->count + 1 : 1;

    for (unsigned i = 0; i < stack->count; i++) {
        struct diff_package *package = &stack->packages[i];

        diff_versions_add(&package->versions, &package->specifiers, arena);
        diff_texts_add(&package->indexes,
                       thoth_text_of("https://pypi.org/simple"));
        if (package->indexes.count > 1)
            diff_texts_add(&package->indexes,
                           thoth_text_of("https://example.org/simple"));
        if (count < UINT64_C(1) << 40)
            count *= choices_of(package) + (i > 0);
    }
    return count;
}

static void choose(const struct diff_package *package, uint64_t number,
                   struct diff_choice *choice)
{
    *choice = (struct diff_choice){
        .version = package->versions.at[number % package->versions.count]};
    number /= package->versions.count;
    choice->index = package->indexes.at[number % package->indexes.count];
    number /= package->indexes.count;
    choice->develop = number != 0;
}

/* All resolved packages depend on the first one, or none, or one of them. */
static unsigned choose_dependents(const struct diff_stack *stack,
                                  uint64_t number)
{
    unsigned others = ((1u << stack->count) - 1) & ~1u;

    if (!stack->dependents || number == stack->count)
        return 0;
    return number == 0 ? others : 1u << number;
}

void diff_stack_choose(const struct diff_stack *stack, uint64_t number,
                       struct diff_try *chosen)
{
    chosen->count = stack->count;
    for (unsigned i = 0; i < stack->count; i++) {
        uint64_t choices = choices_of(&stack->packages[i]);
        uint64_t all = choices + (i > 0);

        if (number % all < choices)
            choose(&stack->packages[i], number % all, &chosen->choices[i]);
        else
            chosen->choices[i] = (struct diff_choice){.absent = true};
        number /= all;
    }
    chosen->dependents = choose_dependents(stack, number);
    for (unsigned i = 0; i < stack->count; i++)
        if (chosen->choices[i].absent)
            chosen->dependents &= ~(1u << i);
}
