/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operators by their precedence, functions by their names. A sum within a sum
 * keeps its parentheses, so that it is read back as it was.
 */
#include "compiler/print/write_number.h"

#include "compiler/print/write_condition.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_phrase.h"

#include <math.h>

enum number_form {
    FORM_FACT,
    FORM_OPERATOR, /* between its operands */
    FORM_NEGATIVE,
    FORM_FUNCTION, /* one operand, or a list */
    FORM_CHOICE,
};

static const struct number_row {
    const char *key, *word;
    enum number_form form;
    enum rx_precedence precedence;
    bool chained; /* any number of operands */
} ROWS[] = {
    {"fact", "", FORM_FACT, RX_PRECEDENCE_UNARY, false},
    {"sum", " + ", FORM_OPERATOR, RX_PRECEDENCE_SUM, true},
    {"difference", " - ", FORM_OPERATOR, RX_PRECEDENCE_SUM, false},
    {"product", " * ", FORM_OPERATOR, RX_PRECEDENCE_PRODUCT, true},
    {"quotient", " / ", FORM_OPERATOR, RX_PRECEDENCE_PRODUCT, false},
    {"negative", "-", FORM_NEGATIVE, RX_PRECEDENCE_UNARY, false},
    {"absolute", "abs", FORM_FUNCTION, RX_PRECEDENCE_UNARY, false},
    {"minimum", "min", FORM_FUNCTION, RX_PRECEDENCE_UNARY, false},
    {"maximum", "max", FORM_FUNCTION, RX_PRECEDENCE_UNARY, false},
    {"clamp", "clamp", FORM_FUNCTION, RX_PRECEDENCE_UNARY, false},
    {"choose", "if", FORM_CHOICE, RX_PRECEDENCE_ANY, false},
};

/* The row of a tree with one entry, or NULL. */
static const struct number_row *row_of(const struct ast_node *tree)
{
    if (tree->kind != AST_MAPPING || tree->mapping.count != 1 ||
        tree->mapping.entries->key->kind != AST_STRING)
        return NULL;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (thoth_text_equal(thoth_text_of(ROWS[i].key),
                             tree->mapping.entries->key->text))
            return &ROWS[i];
    return NULL;
}

static bool is_literal(const struct ast_node *tree)
{
    return tree->kind == AST_INT ||
           (tree->kind == AST_FLOAT && isfinite(tree->number));
}

static bool write_operands(struct text_builder *out,
                           const struct number_row *row,
                           const struct ast_node *list)
{
    if (list->kind != AST_SEQUENCE || list->sequence.count < 2)
        return false;
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        const struct ast_node *operand = list->sequence.items[i];
        bool first = i == 0 && (row_of(operand) != row || !row->chained);

        if (i)
            text_builder_string(out, row->word);
        if (!rx_write_number(out, operand, row->precedence + !first))
            return false;
    }
    return true;
}

static bool write_call(struct text_builder *out, const struct number_row *row,
                       const struct ast_node *value)
{
    text_builder_string(out, row->word);
    text_builder_byte(out, '(');
    if (value->kind != AST_SEQUENCE) {
        if (!rx_write_number(out, value, RX_PRECEDENCE_ANY))
            return false;
    } else {
        for (uint32_t i = 0; i < value->sequence.count; i++) {
            if (i)
                text_builder_string(out, ", ");
            if (!rx_write_number(out, value->sequence.items[i],
                                 RX_PRECEDENCE_ANY))
                return false;
        }
    }
    text_builder_byte(out, ')');
    return true;
}

static bool write_choice(struct text_builder *out, const struct ast_node *value)
{
    const struct ast_entry *condition, *then, *otherwise;

    if (value->kind != AST_MAPPING || value->mapping.count != 3)
        return false;
    condition = ast_entry_find(value, thoth_text_of("if"));
    then = ast_entry_find(value, thoth_text_of("then"));
    otherwise = ast_entry_find(value, thoth_text_of("else"));
    if (!condition || !then || !otherwise)
        return false;
    text_builder_string(out, "if ");
    if (!rx_write_condition(out, condition->value, RX_BINDS_ALL))
        return false;
    text_builder_string(out, " then ");
    if (!rx_write_number(out, then->value, RX_PRECEDENCE_SUM))
        return false;
    text_builder_string(out, " else ");
    return rx_write_number(out, otherwise->value, RX_PRECEDENCE_ANY);
}

static bool write_row(struct text_builder *out, const struct number_row *row,
                      const struct ast_node *value)
{
    switch (row->form) {
    case FORM_FACT:
        if (value->kind != AST_STRING)
            return false;
        text_builder_text(out, value->text);
        return true;
    case FORM_OPERATOR:
        return write_operands(out, row, value);
    case FORM_NEGATIVE:
        /* `-7` would be a literal. */
        text_builder_string(out, is_literal(value) ? "-(" : "-");
        if (!rx_write_number(out, value, RX_PRECEDENCE_UNARY))
            return false;
        text_builder_string(out, is_literal(value) ? ")" : "");
        return true;
    case FORM_FUNCTION:
        return write_call(out, row, value);
    default:
        return write_choice(out, value);
    }
}

static bool write_number(struct text_builder *out, const struct ast_node *tree,
                         enum rx_precedence place)
{
    const struct number_row *row = row_of(tree);
    bool brackets;

    if (is_literal(tree)) {
        rx_write_data(out, tree);
        return true;
    }
    if (!row && tree->kind != AST_STRING)
        return false;
    brackets = place > (row ? row->precedence : RX_PRECEDENCE_ANY);
    if (brackets)
        text_builder_byte(out, '(');
    if (row) {
        if (!write_row(out, row, tree->mapping.entries->value))
            return false;
    } else {
        text_builder_text(out, tree->text);
    }
    if (brackets)
        text_builder_byte(out, ')');
    return true;
}

bool rx_write_number(struct text_builder *out, const struct ast_node *tree,
                     enum rx_precedence place)
{
    size_t mark = out->length;

    return rx_keep_if(out, mark, write_number(out, tree, place));
}
