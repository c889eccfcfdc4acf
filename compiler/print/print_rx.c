/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units and their clauses, each on a line of its own; the formatter does the
 * rest.
 */
#include "compiler/print/print_rx.h"

#include "compiler/check/field.h"
#include "compiler/format/rx_format.h"
#include "compiler/print/record.h"
#include "compiler/print/write_clause.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"

struct printing {
    struct text_builder *out;
    struct comment_places places;
    const bool *records;
    uint32_t unit; /* number of the next one */
};

static bool write_comments(struct printing *printing,
                           const struct ast_node *node)
{
    return comment_places_write(&printing->places, node, printing->out, 0);
}

static void write_matches(struct printing *printing, enum unit_type type,
                          const struct ast_node *match, bool records)
{
    if (match->kind != AST_SEQUENCE) {
        write_comments(printing, match);
        rx_write_match(printing->out, type, match, records);
        return;
    }
    for (uint32_t i = 0; i < match->sequence.count; i++) {
        write_comments(printing, match->sequence.items[i]);
        rx_write_match(printing->out, type, match->sequence.items[i], records);
    }
}

static void write_metadata(struct text_builder *out,
                           const struct ast_node *metadata)
{
    text_builder_string(out, "metadata ");
    rx_write_data(out, metadata);
    text_builder_string(out, ";\n");
}

static void write_tests(struct text_builder *out, const struct ast_node *tests)
{
    for (uint32_t i = 0; i < tests->sequence.count; i++)
        rx_write_test(out, tests->sequence.items[i]);
}

/* Comments of a field come first, then what the field is. */
static void write_fields(struct printing *printing, const struct ast_node *unit,
                         bool records)
{
    struct text_builder *out = printing->out;
    const struct ast_node *include = record_value(unit, "should_include");
    const struct ast_node *match = record_value(unit, "match");
    const struct ast_node *run = record_value(unit, "run");
    const struct ast_node *metadata = record_value(unit, "metadata");
    const struct ast_node *tests = record_value(unit, "tests");

    if (include) {
        write_comments(printing, include);
        rx_write_include(out, include, records);
    }
    if (match)
        write_matches(printing, check_unit_type(unit), match, records);
    if (run) {
        write_comments(printing, run);
        rx_write_run(out, run, records);
    }
    if (metadata) {
        write_comments(printing, metadata);
        write_metadata(out, metadata);
    }
    if (tests) {
        write_comments(printing, tests);
        write_tests(out, tests);
    }
}

static void write_unit(struct printing *printing, const struct ast_node *unit)
{
    struct text_builder *out = printing->out;
    const struct ast_node *name = record_value(unit, "name");
    const struct ast_node *type = record_value(unit, "type");
    uint32_t number = printing->unit++;

    write_comments(printing, unit);
    write_comments(printing, name);
    write_comments(printing, type);
    text_builder_text(out, type->text);
    text_builder_byte(out, ' ');
    rx_write_name(out, name->text);
    text_builder_string(out, " {\n");
    write_fields(printing, unit,
                 printing->records && printing->records[number]);
    text_builder_string(out, "}\n");
}

static void write_file(struct printing *printing, const struct ast_node *root)
{
    const struct ast_node *metadata = record_value(root, "metadata");
    const struct ast_node *units = record_value(root, "units");

    if (write_comments(printing, root))
        text_builder_byte(printing->out, '\n');
    if (metadata)
        write_metadata(printing->out, metadata);
    for (uint32_t i = 0; units && i < units->mapping.count; i++) {
        const struct ast_node *list = units->mapping.entries[i].value;

        for (uint32_t k = 0; k < list->sequence.count; k++)
            write_unit(printing, list->sequence.items[k]);
    }
    if (comment_places_at(&printing->places, NULL))
        text_builder_byte(printing->out, '\n');
    write_comments(printing, NULL);
}

void print_rx(struct text_builder *out, const struct ast_node *root,
              struct yaml_comment *comments,
              const struct print_rx_options *options)
{
    struct text_builder raw = {.arena = out->arena};
    struct printing printing = {.out = &raw,
                                .records = options ? options->records : NULL};

    comment_places_find(&printing.places, root, comments, out->arena);
    write_file(&printing, root);
    rx_format(text_builder_from(&raw, 0), out);
}
