/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A unit as text, from its compiled form: what it depends on, its condition,
 * the match of each instance, its effects. Operations go by the names of
 * grammar/ir_ops.def; a set of names in the immediate stands in brackets.
 */
#include "runtime/unit_print.h"

#include "runtime/constant_print.h"

/* An expression of a shape with a row to it. */
struct expression {
    struct text_sink *sink;
    const struct thoth_bundle *bundle;
    const uint32_t *code; /* of the shape */
    const uint32_t *row;
    uint32_t package; /* the subject's, a record of packages */
};

static void put(struct text_sink *sink, const char *text)
{
    text_sink_put(sink, thoth_text_of(text));
}

static struct expression expression_of(struct text_sink *sink,
                                       const struct thoth_bundle *bundle,
                                       uint32_t shape, const uint32_t *row,
                                       uint32_t package)
{
    return (struct expression){sink, bundle,
                               bundle->shape_code + bundle->shapes[shape].code,
                               row, package};
}

/* The immediate by name: `[WARNING]`, `[stable, latest]`. The bits for parts
 * name the operands instead. */
static void print_immediate(struct text_sink *sink, enum ir_immediate immediate,
                            uint32_t value, bool parts)
{
    const char *between = "";

    if (immediate == IR_IMMEDIATE_COMPONENT) {
        text_sink_format(sink, "[%s]", ir_components[value]);
        return;
    }
    if (immediate == IR_IMMEDIATE_SEVERITY ||
        immediate == IR_IMMEDIATE_SEVERITY_AND_PARTS) {
        text_sink_format(sink, "[%s]", ir_severities[BUNDLE_EXTRA(value)]);
        return;
    }
    if (parts)
        value &= ~UINT32_C(0xff);
    if (value == 0)
        return;
    put(sink, "[");
    for (unsigned bit = 0; bit < 16; bit++)
        if (value >> bit & 1) {
            text_sink_format(sink, "%s%s", between,
                             ir_bit_name(immediate, bit));
            between = ", ";
        }
    put(sink, "]");
}

/* `name: ` before an operand that stands for a bit of the immediate. */
static void print_part_name(struct text_sink *sink, enum ir_op op,
                            uint32_t *parts)
{
    unsigned bit = 0;

    while (!(*parts >> bit & 1))
        bit++;
    *parts &= *parts - 1;
    text_sink_format(sink, "%s: ", ir_bit_name(ir_ops[op].immediate, bit));
}

static void print_node(const struct expression *expression, uint32_t at);

static void print_operand(const struct expression *expression, uint32_t word)
{
    uint32_t value = BUNDLE_OPERAND_VALUE(word);
    const struct thoth_bundle *bundle = expression->bundle;

    switch (BUNDLE_OPERAND_TAG(word)) {
    case BUNDLE_OPERAND_NODE:
        print_node(expression, value);
        break;
    case BUNDLE_OPERAND_COLUMN:
        constant_print(expression->sink, bundle, expression->code[value],
                       expression->row[value]);
        break;
    default:
        text_sink_quote(
            expression->sink,
            bundle_text_or_none(bundle,
                                bundle->packages[expression->package].name));
        break;
    }
}

static void print_node(const struct expression *expression, uint32_t at)
{
    uint32_t head = expression->code[at];
    uint32_t operands = BUNDLE_NODE_OPERANDS(head);
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(head);
    uint32_t parts = BUNDLE_PARTS(immediate);
    enum ir_op op = BUNDLE_NODE_OP(head);
    bool named = ir_operand_letter(op, UINT32_MAX) == 'S'; /* the last */

    put(expression->sink, ir_ops[op].name);
    print_immediate(expression->sink, ir_ops[op].immediate, immediate, named);
    if (operands == 0)
        return;
    put(expression->sink, "(");
    for (uint32_t i = 0; i < operands; i++) {
        put(expression->sink, i == 0 ? "" : ", ");
        if (ir_operand_letter(op, i) == 'S')
            print_part_name(expression->sink, op, &parts);
        print_operand(expression, expression->code[at + 1 + i]);
    }
    put(expression->sink, ")");
}

size_t unit_print_expression(const struct thoth_bundle *bundle, uint32_t shape,
                             uint32_t node, const uint32_t *row,
                             uint32_t package, char *text, size_t size)
{
    struct text_sink sink = {text, size, 0};
    struct expression expression =
        expression_of(&sink, bundle, shape, row, package);

    print_node(&expression, node);
    return text_sink_finish(&sink);
}

static void print_condition(struct text_sink *sink,
                            const struct thoth_bundle *bundle,
                            const struct bundle_pattern *pattern)
{
    const struct bundle_when *when = &bundle->whens[pattern->when];
    struct expression expression =
        expression_of(sink, bundle, when->shape, bundle->rows + when->row, 0);

    put(sink, "when ");
    if (pattern->flags & BUNDLE_PATTERN_NEVER)
        put(sink, "never: ");
    else if (pattern->flags & BUNDLE_PATTERN_ALWAYS)
        put(sink, "always, whatever is said: ");
    print_node(&expression, bundle->shapes[when->shape].root);
    put(sink, "\n");
    if (pattern->flags & BUNDLE_PATTERN_BROKEN)
        put(sink, "broken: a pipeline that it takes part in cannot be built\n");
}

static const struct bundle_require *
find_require(const struct thoth_bundle *bundle, uint32_t unit)
{
    uint32_t low = 0, high = bundle->require_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (bundle->requires[middle].unit == unit)
        return &bundle->requires[middle];
        if (bundle->requires[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static void print_full_name(struct text_sink *sink,
                            const struct thoth_bundle *bundle, uint32_t unit)
{
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, unit);

    text_sink_put(sink, bundle_text(bundle, pattern->namespace));
    put(sink, ".");
    text_sink_put(sink, bundle_text(bundle, bundle->units[unit].name));
}

/* A line for each dependency: the units of which one has to be registered. */
static void print_requires(struct text_sink *sink,
                           const struct thoth_bundle *bundle, uint32_t unit)
{
    const struct bundle_require *require = find_require(bundle, unit);
    const uint32_t *list;

    if (require == NULL)
        return;
    list = bundle->lists + require->list;
    for (uint32_t groups = *list++; groups > 0; groups--) {
        uint32_t count = *list++;

        put(sink, count == 0 ? "needs a unit that does not exist" : "needs ");
        for (uint32_t i = 0; i < count; i++) {
            put(sink, i == 0 ? "" : " or ");
            print_full_name(sink, bundle, *list++);
        }
        put(sink, "\n");
    }
}

static void print_match(struct text_sink *sink,
                        const struct thoth_bundle *bundle, uint32_t member)
{
    struct bundle_match match = bundle_member_match(bundle, member);
    const struct bundle_shape *shape = &bundle->shapes[match.shape];
    uint32_t package = bundle->package_of[member];
    struct expression expression =
        expression_of(sink, bundle, match.shape, match.row, package);
    struct thoth_text name =
        bundle_text_or_none(bundle, bundle->packages[package].name);

    put(sink, "match ");
    text_sink_put(sink, name.at != NULL ? name : thoth_text_of("any"));
    put(sink, ": ");
    print_node(&expression, shape->root);
    if (shape->state != BUNDLE_NONE) {
        put(sink, " and ");
        print_node(&expression, shape->state);
    }
    put(sink, "\n");
}

/* A line for each effect. `package` is that of the unit's first instance. */
static void print_effects(struct text_sink *sink,
                          const struct thoth_bundle *bundle, uint32_t unit,
                          uint32_t package)
{
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, unit);
    struct expression expression =
        expression_of(sink, bundle, pattern->run,
                      bundle->rows + bundle->units[unit].run, package);
    const uint32_t *node = expression.code + bundle->shapes[pattern->run].root;

    for (uint32_t i = 0; i < BUNDLE_NODE_OPERANDS(*node); i++) {
        put(sink, "run ");
        print_operand(&expression, node[1 + i]);
        put(sink, "\n");
    }
}

size_t thoth_unit_print(const struct thoth_bundle *bundle, uint32_t unit,
                        char *text, size_t size)
{
    struct text_sink sink = {text, size, 0};
    struct bundle_members members;

    if (unit >= bundle->unit_count)
        return text_sink_finish(&sink);
    members = bundle_unit_members(bundle, unit);
    print_requires(&sink, bundle, unit);
    print_condition(&sink, bundle, bundle_pattern_of(bundle, unit));
    for (uint32_t i = 0; i < members.count; i++)
        print_match(&sink, bundle, members.first + i);
    print_effects(&sink, bundle, unit,
                  members.count > 0 ? bundle->package_of[members.first] : 0);
    return text_sink_finish(&sink);
}
