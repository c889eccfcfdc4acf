/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `test` blocks, from entries of `tests` that passed the check stage.
 */
#include "compiler/print/record.h"
#include "compiler/print/write_clause.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_number.h"
#include "compiler/print/write_phrase.h"

static void write_outcome(struct text_builder *out,
                          const struct ast_node *expectation)
{
    static const struct {
        const char *key, *word;
    } PHRASES[] = {{"adds", " adds "}, {"yields", " yields "}};
    const struct ast_node *is = record_value(expectation, "is");
    const struct ast_node *scores = record_value(expectation, "scores");
    const struct ast_node *says = record_value(expectation, "says");

    if (is) {
        text_builder_string(out, " is ");
        text_builder_text(out, is->text);
    }
    if (scores) {
        text_builder_string(out, " scores ");
        rx_write_data(out, scores);
    }
    if (says) {
        text_builder_string(out, " says ");
        rx_write_string(out, says->text);
    }
    for (size_t i = 0; i < sizeof PHRASES / sizeof *PHRASES; i++) {
        const struct ast_node *package =
            record_value(expectation, PHRASES[i].key);

        if (!package)
            continue;
        text_builder_string(out, PHRASES[i].word);
        rx_write_phrase(out, package, RX_PHRASE_MATCH);
    }
}

static void write_expectation(struct text_builder *out,
                              const struct ast_node *expectation)
{
    const struct ast_node *package = record_value(expectation, "package");
    const struct ast_node *unit = record_value(expectation, "unit");

    if (package) {
        rx_write_phrase(out, package, RX_PHRASE_MATCH);
        write_outcome(out, expectation);
    } else if (unit) {
        text_builder_string(out, "unit is ");
        text_builder_text(out, unit->text);
    }
    text_builder_string(out, ";\n");
}

void rx_write_test(struct text_builder *out, const struct ast_node *test)
{
    const struct ast_node *name = record_value(test, "name");
    const struct ast_node *given = record_value(test, "given");
    const struct ast_node *request = record_value(test, "request");
    const struct ast_node *expect = record_value(test, "expect");

    text_builder_string(out, "test ");
    if (name)
        rx_write_string(out, name->text);
    text_builder_string(out, " {\n");
    if (given) {
        text_builder_string(out, "given ");
        rx_write_phrases(out, given, 0, RX_PHRASE_MATCH);
        text_builder_string(out, ";\n");
    }
    if (request) {
        text_builder_string(out, "request ");
        rx_write_data(out, request);
        text_builder_string(out, ";\n");
    }
    for (uint32_t i = 0; expect && i < expect->sequence.count; i++)
        write_expectation(out, expect->sequence.items[i]);
    text_builder_string(out, "}\n");
}
