/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each unit type makes of its match entries.
 */
#include "compiler/lower/lower_match.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "runtime/ir_table.h"

/* How a specifier set is asked. An empty one restricts nothing where the
 * reference does not look at it, and refuses pre-releases where it does. */
enum version_rule {
    VERSION_IF_FILLED,   /* the package version of a step */
    VERSION_IF_GIVEN,    /* packages of a state */
    VERSION_PRERELEASES, /* sieves: pre-releases allowed */
    VERSION_PSEUDONYM,   /* the same, and `develop` is not looked at */
};

static void push_node(struct lowering *lowering, unsigned op,
                      uint32_t immediate, const uint32_t *operands,
                      uint32_t count)
{
    operands_push(lowering,
                  shape_node(&lowering->match, op, immediate, operands, count));
}

static void push_version(struct lowering *lowering,
                         const struct ast_node *version, enum version_rule rule)
{
    uint32_t column;

    if (!version || (rule != VERSION_IF_GIVEN && !constant_filled(version)))
        return;
    column = shape_column(&lowering->match, IR_TYPE_SPEC,
                          constant_string(lowering, version));
    push_node(lowering, IR_OP_VERSION_IN, rule >= VERSION_PRERELEASES, &column,
              1);
}

static void push_index(struct lowering *lowering, const struct ast_node *node)
{
    struct negatable index = constant_negatable(node);
    uint32_t operand;

    if (index.undecidable)
        push_node(lowering, IR_OP_FAIL, 0, NULL, 0);
    if (!index.value)
        return;
    operand = shape_column(&lowering->match, IR_TYPE_INDEX,
                           constant_string(lowering, index.value));
    operand = shape_node(&lowering->match, IR_OP_INDEX_IS, 0, &operand, 1);
    operands_push(lowering, index.negated ? shape_not(&lowering->match, operand)
                                          : operand);
}

static void push_develop(struct lowering *lowering,
                         const struct ast_node *develop)
{
    uint32_t operand;

    if (!develop)
        return;
    operand = shape_node(&lowering->match, IR_OP_DEVELOP, 0, NULL, 0);
    operands_push(lowering, develop->truth
                                ? operand
                                : shape_not(&lowering->match, operand));
}

/* All that an entry asks of a package version but its name, in the order in
 * which the reference asks, which differs. */
static void push_package(struct lowering *lowering,
                         const struct ast_node *package, enum version_rule rule)
{
    const struct ast_node *index =
        field_value(package, FIELD_PACKAGE_INDEX_URL);
    const struct ast_node *version =
        field_value(package, FIELD_PACKAGE_VERSION);
    const struct ast_node *develop =
        field_value(package, FIELD_PACKAGE_DEVELOP);

    if (rule == VERSION_IF_GIVEN)
        push_develop(lowering, develop);
    if (rule == VERSION_PRERELEASES)
        push_version(lowering, version, rule);
    push_index(lowering, index);
    if (rule != VERSION_PRERELEASES)
        push_version(lowering, version, rule);
    if (rule == VERSION_IF_FILLED || rule == VERSION_PRERELEASES)
        push_develop(lowering, develop);
}

static uint32_t and_since(struct lowering *lowering, uint32_t mark)
{
    uint32_t count;
    const uint32_t *operands = operands_from(lowering, mark, &count);
    uint32_t node = shape_and(&lowering->match, operands, count);

    lowering->operand_count = mark;
    return node;
}

/* A package of the entry's name is resolved (`op` RESOLVED) or, in turn, one of
 * the dependents (FROM), and fits. An entry without a name cannot be decided.
 */
static void push_resolved(struct lowering *lowering, unsigned op,
                          const struct ast_node *entry)
{
    const struct ast_node *name = field_value(entry, FIELD_PACKAGE_NAME);
    uint32_t operands[2];
    uint32_t mark = operands_mark(lowering);

    if (!name) {
        push_node(lowering, IR_OP_FAIL, 0, NULL, 0);
        return;
    }
    operands[0] = shape_column(&lowering->match, IR_TYPE_PACKAGE,
                               constant_string(lowering, name));
    push_package(lowering, entry, VERSION_IF_GIVEN);
    operands[1] = and_since(lowering, mark);
    push_node(lowering, op, 0, operands, 2);
}

static void push_dependents(struct lowering *lowering,
                            const struct ast_node *from, bool others)
{
    uint32_t mark = operands_mark(lowering), count, node;
    const uint32_t *operands;

    for (uint32_t i = 0; from && i < from->sequence.count; i++)
        push_resolved(lowering, IR_OP_FROM, from->sequence.items[i]);
    operands = operands_from(lowering, mark, &count);
    if (!count && others)
        return;
    node =
        shape_node(&lowering->match, IR_OP_DEPENDENTS, others, operands, count);
    lowering->operand_count = mark;
    operands_push(lowering, node);
}

static void push_state(struct lowering *lowering, const struct ast_node *state)
{
    const struct ast_node *others, *resolved;

    if (!state || !state->mapping.count)
        return;
    others = field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM_ALLOW_OTHER);
    push_dependents(lowering,
                    field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM),
                    others && others->truth);
    resolved = field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    for (uint32_t i = 0; resolved && i < resolved->sequence.count; i++)
        push_resolved(lowering, IR_OP_RESOLVED, resolved->sequence.items[i]);
}

static bool write_instance(struct lowering *lowering,
                           const struct ast_node *name, uint32_t mark)
{
    struct ir_instance instance = {.package = constant_string(lowering, name)};
    uint32_t count;

    operands_from(lowering, mark, &count);
    if (shape_too_large(&lowering->match)) {
        lowering->operand_count = mark;
        return false;
    }
    instance.shape =
        shape_finish(&lowering->match, lowering->session, BUNDLE_SHAPE_MATCH,
                     and_since(lowering, mark));
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

    shape_writer_start(&lowering->match);
    push_package(lowering, package, rule);
    push_state(lowering, field_value(entry, FIELD_MATCH_STATE));
    return write_instance(lowering, field_value(package, FIELD_PACKAGE_NAME),
                          mark);
}

/* An entry with nothing but a name: boots, sieve.SkipPackage. */
static bool lower_name_entry(struct lowering *lowering,
                             const struct ast_node *entry)
{
    shape_writer_start(&lowering->match);
    return write_instance(lowering,
                          field_value(entry, FIELD_MATCH_PACKAGE_NAME),
                          operands_mark(lowering));
}

/* Resolved packages: the first one's turn it is, the others need only be
 * there. */
static bool lower_stack_entry(struct lowering *lowering,
                              const struct ast_node *entry)
{
    const struct ast_node *state = field_value(entry, FIELD_MATCH_STATE);
    const struct ast_node *resolved =
        field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    const struct ast_node *name = NULL;
    uint32_t mark = operands_mark(lowering), count;

    shape_writer_start(&lowering->match);
    if (resolved && resolved->kind == AST_MAPPING) {
        name = field_value(resolved, FIELD_PACKAGE_NAME);
        push_package(lowering, resolved, VERSION_IF_GIVEN);
        return write_instance(lowering, name, mark);
    }
    count = resolved ? resolved->sequence.count : 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct ast_node *one = resolved->sequence.items[i];

        if (i == 0)
            name = field_value(one, FIELD_PACKAGE_NAME);
        if (i == 0 && name)
            push_package(lowering, one, VERSION_IF_GIVEN);
        else
            push_resolved(lowering, IR_OP_RESOLVED, one);
    }
    return write_instance(lowering, name, mark);
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

        shape_writer_start(&lowering->match);
        push_package(lowering, package, VERSION_IF_FILLED);
        push_dependents(lowering, NULL, false);
        for (uint32_t k = 0; k < group->sequence.count; k++)
            if (k != i)
                push_resolved(lowering, IR_OP_RESOLVED,
                              field_value(group->sequence.items[k],
                                          FIELD_MATCH_PACKAGE_VERSION));
        if (!write_instance(lowering, field_value(package, FIELD_PACKAGE_NAME),
                            mark))
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
                ? field_value(field_value(entry, FIELD_MATCH_PACKAGE_VERSION),
                              FIELD_PACKAGE_NAME)
                : NULL);
    resolved = field_value(field_value(entry, FIELD_MATCH_STATE),
                           FIELD_STATE_RESOLVED_DEPENDENCIES);
    if (!resolved || !resolved->sequence.count)
        return STR_NONE;
    return constant_string(
        lowering, field_value(resolved->sequence.items[0], FIELD_PACKAGE_NAME));
}
