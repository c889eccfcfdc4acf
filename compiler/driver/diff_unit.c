/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparison of the parts of two units.
 */
#include "compiler/driver/diff_unit.h"

#include "compiler/driver/case_included.h"
#include "compiler/driver/diff_constant.h"
#include "runtime/evaluate.h"

#include <string.h>

/* An expression of a side with its constants. */
struct expression {
    const struct thoth_bundle *bundle;
    const uint32_t *code;
    const uint32_t *row;
};

static struct expression expression_of(const struct thoth_bundle *bundle,
                                       uint32_t shape, const uint32_t *row)
{
    return (struct expression){
        bundle, bundle->shape_code + bundle->shapes[shape].code, row};
}

static bool same_nodes(const struct expression *left, uint32_t left_node,
                       const struct expression *right, uint32_t right_node);

static bool same_operands(const struct expression *left, uint32_t left_word,
                          const struct expression *right, uint32_t right_word,
                          uint32_t head)
{
    uint32_t a = BUNDLE_OPERAND_VALUE(left_word);
    uint32_t b = BUNDLE_OPERAND_VALUE(right_word);
    uint32_t op = BUNDLE_NODE_OP(head);
    bool prereleases =
        op == IR_OP_VERSION_IN && BUNDLE_NODE_IMMEDIATE(head) & IR_PRERELEASES;

    if (BUNDLE_OPERAND_TAG(left_word) != BUNDLE_OPERAND_TAG(right_word))
        return false;
    switch (BUNDLE_OPERAND_TAG(left_word)) {
    case BUNDLE_OPERAND_NODE:
        return same_nodes(left, a, right, b);
    case BUNDLE_OPERAND_COLUMN:
        return left->code[a] == right->code[b] &&
               diff_constant_equal(left->bundle, left->row[a], right->bundle,
                                   right->row[b], left->code[a], op,
                                   prereleases);
    default:
        return true; /* the package of the instance, compared for itself */
    }
}

static bool same_nodes(const struct expression *left, uint32_t left_node,
                       const struct expression *right, uint32_t right_node)
{
    uint32_t head = left->code[left_node];

    if (head != right->code[right_node])
        return false;
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(head); i++)
        if (!same_operands(left, left->code[left_node + i], right,
                           right->code[right_node + i], head))
            return false;
    return true;
}

static bool same_when(const struct thoth_bundle *left, uint32_t left_unit,
                      const struct thoth_bundle *right, uint32_t right_unit)
{
    const struct bundle_pattern *a = bundle_pattern_of(left, left_unit);
    const struct bundle_pattern *b = bundle_pattern_of(right, right_unit);
    const struct bundle_when *when_a = &left->whens[a->when];
    const struct bundle_when *when_b = &right->whens[b->when];
    const uint32_t own = BUNDLE_PATTERN_NEVER | BUNDLE_PATTERN_ALWAYS;
    struct expression in_a =
        expression_of(left, when_a->shape, left->rows + when_a->row);
    struct expression in_b =
        expression_of(right, when_b->shape, right->rows + when_b->row);

    if ((a->flags ^ b->flags) & (own | BUNDLE_PATTERN_BROKEN))
        return false;
    return a->flags & own ||
           same_nodes(&in_a, left->shapes[when_a->shape].root, &in_b,
                      right->shapes[when_b->shape].root);
}

static bool same_match(const struct thoth_bundle *left, uint32_t left_member,
                       const struct thoth_bundle *right, uint32_t right_member)
{
    struct bundle_match a = bundle_member_match(left, left_member);
    struct bundle_match b = bundle_member_match(right, right_member);
    const struct bundle_shape *shape_a = &left->shapes[a.shape];
    const struct bundle_shape *shape_b = &right->shapes[b.shape];
    struct expression in_a = expression_of(left, a.shape, a.row);
    struct expression in_b = expression_of(right, b.shape, b.row);
    uint32_t name_a = left->packages[left->package_of[left_member]].name;
    uint32_t name_b = right->packages[right->package_of[right_member]].name;

    if ((name_a == BUNDLE_NONE) != (name_b == BUNDLE_NONE) ||
        (name_a != BUNDLE_NONE &&
         !thoth_text_equal(bundle_text(left, name_a),
                           bundle_text(right, name_b))))
        return false;
    if ((shape_a->state == BUNDLE_NONE) != (shape_b->state == BUNDLE_NONE) ||
        !same_nodes(&in_a, shape_a->root, &in_b, shape_b->root))
        return false;
    return shape_a->state == BUNDLE_NONE ||
           same_nodes(&in_a, shape_a->state, &in_b, shape_b->state);
}

static bool same_matches(const struct thoth_bundle *left, uint32_t left_unit,
                         const struct thoth_bundle *right, uint32_t right_unit)
{
    struct bundle_members a = bundle_unit_members(left, left_unit);
    struct bundle_members b = bundle_unit_members(right, right_unit);

    if (a.count != b.count)
        return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!same_match(left, a.first + i, right, b.first + i))
            return false;
    return true;
}

static bool same_run(const struct thoth_bundle *left, uint32_t left_unit,
                     const struct thoth_bundle *right, uint32_t right_unit)
{
    struct evaluation_run a = evaluation_run_of(left, left_unit);
    struct evaluation_run b = evaluation_run_of(right, right_unit);
    struct expression in_a = {left, a.code, a.row};
    struct expression in_b = {right, b.code, b.row};
    uint32_t multi = bundle_pattern_of(left, left_unit)->flags ^
                     bundle_pattern_of(right, right_unit)->flags;

    return !(multi & BUNDLE_PATTERN_MULTI) &&
           same_nodes(&in_a, left->shapes[a.shape].root, &in_b,
                      right->shapes[b.shape].root);
}

/* The printed text of a unit, in the side's arena; ends with a line feed. */
static struct thoth_text text_of(const struct diff_side *side, uint32_t unit,
                                 struct arena *arena)
{
    size_t length = thoth_unit_print(side->bundle, unit, NULL, 0);
    char *text = arena_allocate(arena, length + 1);

    thoth_unit_print(side->bundle, unit, text, length + 1);
    return (struct thoth_text){text, length};
}

/* Takes the first line off a text. */
static struct thoth_text take_line(struct thoth_text *text)
{
    const char *end = memchr(text->at, '\n', text->length);
    struct thoth_text line = {text->at,
                              end ? (size_t)(end - text->at) : text->length};

    text->length -= line.length + (end != NULL);
    text->at += line.length + (end != NULL);
    return line;
}

static bool starts(struct thoth_text line, const char *with)
{
    size_t length = strlen(with);

    return line.length >= length && memcmp(line.at, with, length) == 0;
}

static bool has_line(struct thoth_text text, struct thoth_text line)
{
    while (text.length)
        if (thoth_text_equal(take_line(&text), line))
            return true;
    return false;
}

/* Has the one all lines of dependencies that the other has? */
static bool has_needs(struct thoth_text text, struct thoth_text other)
{
    while (other.length) {
        struct thoth_text line = take_line(&other);

        if (starts(line, "needs ") && !has_line(text, line))
            return false;
    }
    return true;
}

static bool same_needs(const struct diff_side *left, uint32_t left_unit,
                       const struct diff_side *right, uint32_t right_unit)
{
    struct arena arena = {0};
    struct thoth_text a, b;
    bool same;

    if (!left->bundle->require_count && !right->bundle->require_count)
        return true;
    a = text_of(left, left_unit, &arena);
    b = text_of(right, right_unit, &arena);
    same = has_needs(a, b) && has_needs(b, a);

    arena_release(&arena);
    return same;
}

/* Can the unit take part in no pipeline? */
static bool is_off(const struct thoth_bundle *bundle, uint32_t unit)
{
    uint32_t flags = bundle_pattern_of(bundle, unit)->flags;

    return flags & BUNDLE_PATTERN_NEVER && !(flags & BUNDLE_PATTERN_ALWAYS);
}

unsigned diff_unit_parts(const struct diff_side *left, uint32_t left_unit,
                         const struct diff_side *right, uint32_t right_unit)
{
    const struct thoth_bundle *a = left->bundle, *b = right->bundle;
    unsigned parts = 0;

    if (is_off(a, left_unit) && is_off(b, right_unit))
        return 0;
    if (bundle_pattern_of(a, left_unit)->type !=
        bundle_pattern_of(b, right_unit)->type)
        parts |= DIFF_TYPE;
    if (!same_needs(left, left_unit, right, right_unit))
        parts |= DIFF_NEEDS;
    if (!same_when(a, left_unit, b, right_unit))
        parts |= DIFF_WHEN;
    if (!same_matches(a, left_unit, b, right_unit))
        parts |= DIFF_MATCH;
    if (!same_run(a, left_unit, b, right_unit))
        parts |= DIFF_RUN;
    return parts;
}

static void add_lines(json_t *lines, struct thoth_text text,
                      struct thoth_text other, const char *mark)
{
    while (text.length) {
        struct thoth_text line = take_line(&text);

        if (!has_line(other, line))
            json_array_append_new(
                lines, diff_json(json_sprintf("%s%.*s", mark, (int)line.length,
                                              line.at)));
    }
}

json_t *diff_unit_lines(const struct diff_side *left, uint32_t left_unit,
                        const struct diff_side *right, uint32_t right_unit)
{
    struct arena arena = {0};
    struct thoth_text a = text_of(left, left_unit, &arena);
    struct thoth_text b = text_of(right, right_unit, &arena);
    json_t *lines = diff_json(json_array());

    add_lines(lines, a, b, "- ");
    add_lines(lines, b, a, "+ ");
    arena_release(&arena);
    return lines;
}
