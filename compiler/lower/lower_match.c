/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each unit type makes of its match entries.
 */
#include "compiler/lower/lower_match.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_condition.h"
#include "runtime/ir_table.h"

static void push_state(struct lowering *lowering, const struct ast_node *state)
{
    const struct ast_node *others, *resolved;

    if (!state || !state->mapping.count)
        return;
    others = field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM_ALLOW_OTHER);
    lower_dependents(lowering,
                     field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM),
                     others && others->truth);
    resolved = field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    for (uint32_t i = 0; resolved && i < resolved->sequence.count; i++)
        lower_resolved(lowering, IR_OP_RESOLVED, resolved->sequence.items[i]);
}

/* Begins an instance for packages of a name, or for any. */
static void start_instance(struct lowering *lowering,
                           const struct ast_node *name)
{
    lowering->package = constant_string(lowering, name);
    shape_writer_start(lowering->writer);
}

/* The name of the package version at hand: that of an entry, or what the
 * condition of the match says. */
static const struct ast_node *name_of(const struct ast_node *entry,
                                      const struct ast_node *package)
{
    const struct ast_node *name = field_value(package, FIELD_PACKAGE_NAME);

    return name ? name
                : check_condition_package(field_value(entry, FIELD_MATCH_WHEN));
}

static void push_condition(struct lowering *lowering,
                           const struct ast_node *entry, enum version_rule rule)
{
    const struct ast_node *condition = field_value(entry, FIELD_MATCH_WHEN);

    if (condition)
        operands_push(lowering, lower_condition(lowering, condition, rule));
}

static bool write_instance(struct lowering *lowering, uint32_t mark)
{
    struct ir_instance instance = {.package = lowering->package};
    uint32_t count;

    operands_from(lowering, mark, &count);
    if (shape_too_large(lowering->writer)) {
        lowering->operand_count = mark;
        return false;
    }
    instance.shape =
        shape_finish(lowering->writer, lowering->session, BUNDLE_SHAPE_MATCH,
                     lower_and_since(lowering, mark));
    instance.row = lowering->match.row;
    ir_object_instance(&lowering->object, lowering->session, &instance);
    return true;
}

/* An entry that names one package version: pseudonyms, sieves, steps. */
static bool lower_package_entry(struct lowering *lowering,
                                const struct ast_node *entry,
                                enum version_rule rule)
{
    const struct ast_node *package =
        field_value(entry, FIELD_MATCH_PACKAGE_VERSION);
    uint32_t mark = operands_mark(lowering);

    start_instance(lowering, name_of(entry, package));
    lower_package(lowering, package, rule);
    push_state(lowering, field_value(entry, FIELD_MATCH_STATE));
    push_condition(lowering, entry, rule);
    return write_instance(lowering, mark);
}

/* An entry with nothing but a name: boots, sieve.SkipPackage. */
static bool lower_name_entry(struct lowering *lowering,
                             const struct ast_node *entry)
{
    start_instance(lowering, field_value(entry, FIELD_MATCH_PACKAGE_NAME));
    return write_instance(lowering, operands_mark(lowering));
}

/* Resolved packages: the first one's turn it is, the others need only be
 * there. */
static bool lower_stack_entry(struct lowering *lowering,
                              const struct ast_node *entry)
{
    const struct ast_node *state = field_value(entry, FIELD_MATCH_STATE);
    const struct ast_node *resolved =
        field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    const struct ast_node *first = NULL;
    uint32_t mark = operands_mark(lowering), count;

    if (resolved && resolved->kind == AST_MAPPING) {
        start_instance(lowering, field_value(resolved, FIELD_PACKAGE_NAME));
        lower_package(lowering, resolved, VERSION_IF_GIVEN);
        return write_instance(lowering, mark);
    }
    count = resolved ? resolved->sequence.count : 0;
    if (count)
        first = resolved->sequence.items[0];
    start_instance(lowering, name_of(entry, first));
    for (uint32_t i = 0; i < count; i++) {
        const struct ast_node *one = resolved->sequence.items[i];

        if (i == 0 && field_value(one, FIELD_PACKAGE_NAME))
            lower_package(lowering, one, VERSION_IF_GIVEN);
        else
            lower_resolved(lowering, IR_OP_RESOLVED, one);
    }
    push_condition(lowering, entry, VERSION_IF_GIVEN);
    return write_instance(lowering, mark);
}

/* Whichever member of a group comes last, the others are resolved then, and
 * none of them may have brought it in. */
static bool lower_group_entry(struct lowering *lowering,
                              const struct ast_node *entry)
{
    const struct ast_node *group = field_value(entry, FIELD_MATCH_GROUP);

    for (uint32_t i = 0; i < group->sequence.count; i++) {
        const struct ast_node *package =
            field_value(group->sequence.items[i], FIELD_MATCH_PACKAGE_VERSION);
        uint32_t mark = operands_mark(lowering);

        start_instance(lowering, field_value(package, FIELD_PACKAGE_NAME));
        lower_package(lowering, package, VERSION_IF_FILLED);
        lower_dependents(lowering, NULL, false);
        for (uint32_t k = 0; k < group->sequence.count; k++)
            if (k != i)
                lower_resolved(lowering, IR_OP_RESOLVED,
                               field_value(group->sequence.items[k],
                                           FIELD_MATCH_PACKAGE_VERSION));
        if (!write_instance(lowering, mark))
            return false;
    }
    return true;
}

static bool lower_entry(struct lowering *lowering, enum unit_type type,
                        const struct ast_node *entry)
{
    switch (type) {
    case UNIT_TYPE_BOOT:
    case UNIT_TYPE_SIEVE_SKIP_PACKAGE:
        return lower_name_entry(lowering, entry);
    case UNIT_TYPE_PSEUDONYM:
        return lower_package_entry(lowering, entry, VERSION_PSEUDONYM);
    case UNIT_TYPE_SIEVE:
        return lower_package_entry(lowering, entry, VERSION_PRERELEASES);
    case UNIT_TYPE_STEP_GROUP:
        return lower_group_entry(lowering, entry);
    case UNIT_TYPE_STRIDE:
    case UNIT_TYPE_WRAP:
    case UNIT_TYPE_WRAP_GH_RELEASE_NOTES:
        return lower_stack_entry(lowering, entry);
    default:
        return lower_package_entry(lowering, entry, VERSION_IF_FILLED);
    }
}

bool lower_match(struct lowering *lowering, enum unit_type type,
                 const struct ast_node *match)
{
    lowering->writer = &lowering->match;
    if (!match || match->kind != AST_SEQUENCE)
        return lower_entry(lowering, type, match);
    for (uint32_t i = 0; i < match->sequence.count; i++)
        if (!lower_entry(lowering, type, match->sequence.items[i]))
            return false;
    return true;
}

static const struct ast_node *only_entry(const struct ast_node *match)
{
    if (!match || match->kind != AST_SEQUENCE)
        return match;
    return match->sequence.count == 1 ? match->sequence.items[0] : NULL;
}

str_id lower_subject(struct lowering *lowering, enum unit_type type,
                     const struct ast_node *match)
{
    const struct ast_node *entry = only_entry(match), *resolved;

    if (type != UNIT_TYPE_WRAP)
        return constant_string(
            lowering,
            type == UNIT_TYPE_STEP
                ? name_of(entry,
                          field_value(entry, FIELD_MATCH_PACKAGE_VERSION))
                : NULL);
    resolved = field_value(field_value(entry, FIELD_MATCH_STATE),
                           FIELD_STATE_RESOLVED_DEPENDENCIES);
    if (!resolved || !resolved->sequence.count)
        return STR_NONE;
    return constant_string(
        lowering, field_value(resolved->sequence.items[0], FIELD_PACKAGE_NAME));
}
