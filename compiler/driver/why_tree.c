/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks nodes as the interpreter does, and goes on, without values, below those
 * that it would not have reached. Each value is held against the interpreter's.
 */
#include "compiler/driver/why_tree.h"

#include "compiler/base/visible_text.h"
#include "compiler/driver/why_found.h"
#include "runtime/interpreter.h"
#include "runtime/ir_table.h"

#include <assert.h>
#include <string.h>

enum { MARK_WIDTH = 6, INDENT = 2, NOT_REACHED = 2 };

/* What a `from` looks at besides the state. */
struct leaving {
    uint32_t *left; /* dependents that left, then room for one more */
    uint32_t count;
};

static int show(struct why_tree *tree, uint32_t node, uint32_t it, bool reached,
                unsigned depth);

/* Counts nodes of a key below `node`; *number counts those before `target`. */
static uint32_t count_key(const struct why_tree *tree, uint32_t node,
                          const char *key, uint32_t target, uint32_t *number,
                          bool *found)
{
    const uint32_t *at = tree->code + node;
    const char *own = why_field_key(at);
    uint32_t count = own && strcmp(own, key) == 0;

    *found |= node == target;
    *number += count && !*found;
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*at); i++)
        if (BUNDLE_OPERAND_TAG(at[i]) == BUNDLE_OPERAND_NODE)
            count += count_key(tree, BUNDLE_OPERAND_VALUE(at[i]), key, target,
                               number, found);
    return count;
}

static void print_place(const struct why_tree *tree, uint32_t node)
{
    const char *key = why_field_key(tree->code + node);
    uint32_t number = 0, count = 0, with_key = 0, line, column = 0;
    bool found = false;

    if (!tree->places || !key)
        return;
    for (unsigned i = 0; i < tree->root_count; i++) {
        uint32_t below =
            count_key(tree, tree->roots[i], key, node, &number, &found);

        count += below;
        with_key += below > 0;
    }
    if (with_key > 1 && why_places_mixed(tree->places, tree->part))
        return;
    line =
        why_place_line(tree->places, tree->part, key, number, count, &column);
    if (line)
        fprintf(tree->stream, "  (%u:%u)", line, column);
}

/* Begins a line: mark and indentation. */
static void begin(const struct why_tree *tree, bool reached, int value,
                  unsigned depth)
{
    const char *mark = !reached     ? "-"
                       : value < 0  ? "fail"
                       : value == 1 ? "yes"
                                    : "no";

    fprintf(tree->stream, "%*s%-*s%*s", (int)tree->indent, "", MARK_WIDTH, mark,
            (int)(depth * INDENT), "");
}

static void print_resolved(const struct why_tree *tree, const uint32_t *node,
                           uint32_t found, bool reached)
{
    const struct thoth_bundle *bundle = tree->probe->bundle;
    uint32_t package = tree->row[BUNDLE_OPERAND_VALUE(node[1])];
    struct thoth_text name =
        bundle_text(bundle, bundle->packages[package].name);

    visible_print(tree->stream, name);
    fputs(" is resolved", tree->stream);
    if (reached && found == NATIVE_NONE)
        fputs("; it is not", tree->stream);
    if (found != NATIVE_NONE) {
        fputs(", as ", tree->stream);
        why_package_print(tree->stream, tree->probe->catalog, found);
    }
}

/* Prints the line of a node that is no plain predicate. False: it is one. */
static bool print_head(const struct why_tree *tree, const uint32_t *node,
                       uint32_t found, bool reached)
{
    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_AND:
        fputs("all of:", tree->stream);
        return true;
    case IR_OP_OR:
        fputs("one of:", tree->stream);
        return true;
    case IR_OP_NOT:
        fputs("not:", tree->stream);
        return true;
    case IR_OP_RESOLVED:
        print_resolved(tree, node, found, reached);
        return true;
    case IR_OP_FROM:
        print_resolved(tree, node, found, reached);
        fputs(", and depends on this package", tree->stream);
        return true;
    case IR_OP_DEPENDENTS:
        fputs(BUNDLE_NODE_IMMEDIATE(*node) & IR_OTHERS
                  ? "these resolved packages depend on this one:"
              : BUNDLE_NODE_OPERANDS(*node)
                  ? "of the resolved packages only these depend on this one:"
                  : "no resolved package depends on this one",
              tree->stream);
        return true;
    default:
        return false;
    }
}

static void print_line(const struct why_tree *tree, uint32_t offset,
                       uint32_t it, uint32_t found, bool reached, int value,
                       unsigned depth)
{
    const uint32_t *node = tree->code + offset;

    if (!tree->stream || (depth && BUNDLE_NODE_OP(*node) == IR_OP_ALWAYS))
        return;
    begin(tree, reached, value, depth);
    if (!print_head(tree, node, found, reached))
        why_found_print(tree, node, it, reached, value);
    print_place(tree, offset);
    putc('\n', tree->stream);
}

void why_ask_print(const struct why_tree *tree, uint32_t offset)
{
    const uint32_t *node = tree->code + offset;

    if (!print_head(tree, node, NATIVE_NONE, false))
        why_found_print(tree, node, NATIVE_NONE, false, 0);
}

/* The package of a `resolved` or `from`. */
static uint32_t find_resolved(const struct why_tree *tree, const uint32_t *node)
{
    return native_resolved(tree->frame->state,
                           tree->row[BUNDLE_OPERAND_VALUE(node[1])]);
}

/* A `from` among dependents, which the interpreter does not decide alone. */
static int show_from(struct why_tree *tree, uint32_t offset, uint32_t it,
                     struct leaving *leaving, bool reached, unsigned depth)
{
    const uint32_t *node = tree->code + offset;
    uint32_t predicate = BUNDLE_OPERAND_VALUE(node[2]);
    uint32_t found = reached ? find_resolved(tree, node) : NATIVE_NONE;
    int value = 0;

    if (found != NATIVE_NONE)
        value = interpreter_predicate(tree->frame, tree->code, predicate,
                                      tree->row, found);
    if (value == 1)
        value = native_is_dependent(tree->frame, it, found, leaving->left,
                                    leaving->count);
    if (reached)
        leaving->left[leaving->count++] = found;
    print_line(tree, offset, it, found, reached, value, depth);
    show(tree, predicate, found, found != NATIVE_NONE, depth + 1);
    return value;
}

static int show_dependents(struct why_tree *tree, const uint32_t *node,
                           uint32_t it, bool reached, unsigned depth)
{
    uint32_t left[BUNDLE_MOST_OPERANDS];
    struct leaving leaving = {left, 0};
    int value = 1;

    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++) {
        int holds = show_from(tree, BUNDLE_OPERAND_VALUE(node[i]), it, &leaving,
                              reached && value == 1, depth + 1);

        if (reached && value == 1)
            value = holds;
    }
    if (!reached || value != 1 || BUNDLE_NODE_IMMEDIATE(*node) & IR_OTHERS)
        return value;
    value = !native_others_resolved(tree->frame, it, left, leaving.count);
    if (tree->stream && leaving.count) {
        begin(tree, true, value, depth + 1);
        fputs(value ? "no other resolved package depends on this one\n"
                    : "no other resolved package depends on this one; one "
                      "does\n",
              tree->stream);
    }
    return value;
}

/* The operands of a logical operation, until one decides it. */
static int show_operands(struct why_tree *tree, const uint32_t *node,
                         uint32_t it, bool reached, unsigned depth)
{
    uint32_t op = BUNDLE_NODE_OP(*node);
    int goes_on = op == IR_OP_OR ? 0 : 1, value = goes_on;

    if (op == IR_OP_NOT)
        return native_not(
            show(tree, BUNDLE_OPERAND_VALUE(node[1]), it, reached, depth + 1));
    for (uint32_t i = 1; i <= BUNDLE_NODE_OPERANDS(*node); i++) {
        bool decides = reached && value == goes_on;
        int holds =
            show(tree, BUNDLE_OPERAND_VALUE(node[i]), it, decides, depth + 1);

        if (decides)
            value = holds;
    }
    return value;
}

/* Prints what stands below a node and returns what follows from it for the
 * node; for those with nothing below, `value`. */
static int show_below(struct why_tree *tree, const uint32_t *node, uint32_t it,
                      uint32_t found, bool reached, int value, unsigned depth)
{
    switch (BUNDLE_NODE_OP(*node)) {
    case IR_OP_AND:
    case IR_OP_OR:
    case IR_OP_NOT:
        return show_operands(tree, node, it, reached, depth);
    case IR_OP_RESOLVED:
        value = show(tree, BUNDLE_OPERAND_VALUE(node[2]), found,
                     found != NATIVE_NONE, depth + 1);
        return found != NATIVE_NONE ? value : 0;
    case IR_OP_DEPENDENTS:
        return show_dependents(tree, node, it, reached, depth);
    default:
        return value;
    }
}

static int show(struct why_tree *tree, uint32_t offset, uint32_t it,
                bool reached, unsigned depth)
{
    const uint32_t *node = tree->code + offset;
    uint32_t found = NATIVE_NONE;
    int value = 0, below;

    if (reached)
        value = interpreter_predicate(tree->frame, tree->code, offset,
                                      tree->row, it);
    if (reached && BUNDLE_NODE_OP(*node) == IR_OP_RESOLVED)
        found = find_resolved(tree, node);
    print_line(tree, offset, it, found, reached, value, depth);
    below = show_below(tree, node, it, found, reached, value, depth);
    assert(!reached || below == value);
    return reached ? below : value;
}

int why_tree_print(struct why_tree *tree, uint32_t node, uint32_t it)
{
    tree->roots[0] = node;
    tree->root_count = 1;
    return show(tree, node, it, true, 0);
}

void why_tree_skip(struct why_tree *tree, uint32_t node)
{
    tree->roots[0] = node;
    tree->root_count = 1;
    show(tree, node, NATIVE_NONE, false, 0);
}

int why_match_print(struct why_tree *tree, uint32_t shape, uint32_t it)
{
    const struct bundle_shape *facts = &tree->probe->bundle->shapes[shape];
    int value;

    tree->roots[0] = facts->root;
    tree->roots[1] = facts->state;
    tree->root_count = facts->state == BUNDLE_NONE ? 1 : 2;
    value = show(tree, facts->root, it, true, 0);
    if (facts->state == BUNDLE_NONE)
        return value;
    if (value == 1)
        return show(tree, facts->state, it, true, 0);
    show(tree, facts->state, it, false, 0);
    return value;
}
