/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The predicates that are names. The keys of those of the request are those of
 * `should_include` and of what is below it, so that the same rows serve fields
 * and expressions.
 */
#include "compiler/print/record.h"
#include "compiler/print/write_condition.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_phrase.h"

enum predicate_form {
    FORM_FLAG,
    FORM_RELEASE,
    FORM_NAMES,
    FORM_LIST,
    FORM_NUMBERS,
    FORM_SYSTEMS,
    FORM_RECORDS,
    FORM_PACKAGES,
    FORM_RECORD,
    FORM_SPECIFIER,
    FORM_PHRASE,
};

static const struct predicate {
    const char *key, *word;
    enum predicate_form form;
} PREDICATES[] = {
#define RX_PREDICATE(id, word, key, form, places, section, field,              \
                     documentation)                                            \
    {key, word, FORM_##form},
#include "grammar/rx_predicates.def"
#undef RX_PREDICATE
};

static bool write_item(struct text_builder *out, const struct ast_node *item)
{
    if (item->kind != AST_STRING && item->kind != AST_INT &&
        item->kind != AST_NULL)
        return false;
    if (item->kind == AST_STRING)
        rx_write_name(out, item->text);
    else
        rx_write_data(out, item);
    return true;
}

static bool write_record(struct text_builder *out, const struct ast_node *item)
{
    if (item->kind != AST_MAPPING)
        return false;
    rx_write_data(out, item);
    return true;
}

static bool write_system(struct text_builder *out, const struct ast_node *item)
{
    const struct ast_entry *name, *version;

    if (item->kind != AST_MAPPING)
        return false;
    name = ast_entry_find(item, thoth_text_of("name"));
    version = ast_entry_find(item, thoth_text_of("version"));
    if (!name || name->value->kind != AST_STRING ||
        item->mapping.count != 1u + (version != NULL) ||
        (version && version->value->kind != AST_STRING))
        return false;
    rx_write_name(out, name->value->text);
    if (version) {
        text_builder_byte(out, ' ');
        rx_write_string(out, version->value->text);
    }
    return true;
}

/* Entries in braces. One entry may stand alone, unless it has braces itself or
 * the list is negated. */
static bool write_list(struct text_builder *out, const struct ast_node *list,
                       enum predicate_form form, bool negated)
{
    bool braces = negated || list->sequence.count != 1 || form == FORM_RECORDS;

    text_builder_string(out, braces ? "{" : "");
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        const struct ast_node *item = list->sequence.items[i];
        bool written;

        if (i)
            text_builder_string(out, ", ");
        if (form == FORM_RECORDS)
            written = write_record(out, item);
        else if (form == FORM_PACKAGES)
            written = rx_write_phrase(out, item, RX_PHRASE_IMAGE);
        else if (form == FORM_SYSTEMS)
            written = write_system(out, item);
        else
            written = write_item(out, item);
        if (!written)
            return false;
    }
    text_builder_string(out, braces ? "}" : "");
    return true;
}

/* The list of a field, which may be below `not`. */
static bool write_entries(struct text_builder *out,
                          const struct ast_node *value,
                          enum predicate_form form)
{
    const struct ast_node *negated = NULL;

    if (form == FORM_NAMES && value->kind == AST_SEQUENCE &&
        !value->sequence.count)
        return true;
    if (form != FORM_SYSTEMS && value->kind == AST_MAPPING &&
        value->mapping.count == 1)
        negated = record_value(value, "not");
    text_builder_string(out, negated ? " not " : " ");
    if (negated)
        value = negated;
    return record_is_filled_list(value) &&
           write_list(out, value, form, negated != NULL);
}

static bool write_specifier(struct text_builder *out,
                            const struct ast_node *value)
{
    text_builder_byte(out, ' ');
    if (value->kind == AST_NULL)
        text_builder_string(out, "null");
    else if (value->kind == AST_STRING)
        rx_write_specifier(out, value->text);
    return value->kind == AST_NULL || value->kind == AST_STRING;
}

/* Word and operand. */
static bool write_predicate(struct text_builder *out,
                            const struct predicate *predicate,
                            const struct ast_node *value)
{
    if (predicate->form == FORM_RELEASE)
        return value->kind == AST_STRING &&
               thoth_text_equal(value->text, thoth_text_of(predicate->word)) &&
               (text_builder_text(out, value->text), true);
    text_builder_string(out, predicate->word);
    switch (predicate->form) {
    case FORM_FLAG:
        return record_is_true(value);
    case FORM_RECORD:
        text_builder_byte(out, ' ');
        return write_record(out, value);
    case FORM_SPECIFIER:
        return write_specifier(out, value);
    case FORM_PHRASE:
        text_builder_byte(out, ' ');
        return rx_write_phrase(out, value, RX_PHRASE_MATCH);
    default:
        return write_entries(out, value, predicate->form);
    }
}

bool rx_write_predicate(struct text_builder *out, struct thoth_text key,
                        const struct ast_node *value)
{
    size_t mark = out->length;

    for (size_t i = 0; i < sizeof PREDICATES / sizeof *PREDICATES; i++)
        if (thoth_text_equal(thoth_text_of(PREDICATES[i].key), key) &&
            rx_keep_if(out, mark, write_predicate(out, &PREDICATES[i], value)))
            return true;
    return false;
}
