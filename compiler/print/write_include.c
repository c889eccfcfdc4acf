/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `should_include`: each field is a predicate of a top-level `and`.
 */
#include "compiler/print/record.h"
#include "compiler/print/write_clause.h"
#include "compiler/print/write_condition.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_phrase.h"

/* The predicates written so far. */
struct conjunction {
    struct text_builder *out;
    uint32_t count;
};

static void begin_operand(struct conjunction *all)
{
    text_builder_string(all->out, all->count++ ? " and " : "when ");
}

/* The pipeline that a unit takes part in, with the types that narrow it. */
static bool write_pipeline(struct conjunction *all,
                           const struct ast_node *include, const char *pipeline,
                           const char *types, const char *word)
{
    static const struct ast_node any_type = {.kind = AST_SEQUENCE};
    const struct ast_node *taken = record_value(include, pipeline);
    const struct ast_node *list = record_value(include, types);

    if (!taken)
        return list == NULL;
    if (!record_is_true(taken) ||
        (list && list->kind == AST_SEQUENCE && !list->sequence.count))
        return false;
    begin_operand(all);
    return rx_write_predicate(all->out, thoth_text_of(word),
                              list ? list : &any_type);
}

static bool write_predicate(struct conjunction *all, const char *key,
                            const struct ast_node *value)
{
    if (!value)
        return true;
    begin_operand(all);
    if (value->kind == AST_BOOL && !value->truth) {
        text_builder_string(all->out, "not authenticated");
        return true;
    }
    return rx_write_predicate(all->out, thoth_text_of(key), value);
}

/* All entries of a record as predicates. */
static bool write_fields(struct conjunction *all, const struct ast_node *record)
{
    if (record->kind != AST_MAPPING || !record->mapping.count)
        return false;
    for (uint32_t i = 0; i < record->mapping.count; i++) {
        const struct ast_entry *entry = &record->mapping.entries[i];

        if (entry->key->kind != AST_STRING)
            return false;
        if (thoth_text_equal(entry->key->text, thoth_text_of("hardware"))) {
            if (!record_is_filled_list(entry->value) ||
                entry->value->sequence.count != 1 ||
                !write_fields(all, entry->value->sequence.items[0]))
                return false;
            continue;
        }
        begin_operand(all);
        if (!rx_write_predicate(all->out, entry->key->text, entry->value))
            return false;
    }
    return true;
}

static bool write_when(struct conjunction *all, const struct ast_node *include)
{
    const struct ast_node *environments =
        record_value(include, "runtime_environments");
    const struct ast_node *when = record_value(include, "when");

    if (!write_pipeline(all, include, "adviser_pipeline",
                        "recommendation_types", "adviser") ||
        !write_pipeline(all, include, "dependency_monkey_pipeline",
                        "decision_types", "dependency_monkey") ||
        !write_predicate(all, "authenticated",
                         record_value(include, "authenticated")) ||
        !write_predicate(all, "labels", record_value(include, "labels")) ||
        !write_predicate(all, "library_usage",
                         record_value(include, "library_usage")) ||
        (environments && !write_fields(all, environments)))
        return false;
    if (!when)
        return true;
    begin_operand(all);
    return rx_write_condition(all->out, when,
                              all->count > 1 ? RX_BINDS_OR : RX_BINDS_ALL);
}

/* `needs boot a.b, step c.d;` */
static bool write_needs(struct text_builder *out,
                        const struct ast_node *dependencies)
{
    static const struct {
        const char *key, *word;
    } KINDS[] = {
        {"boots", "boot "}, {"pseudonyms", "pseudonym "}, {"sieves", "sieve "},
        {"steps", "step "}, {"strides", "stride "},       {"wraps", "wrap "},
    };
    const char *joint = "needs ";

    if (dependencies->kind != AST_MAPPING || !dependencies->mapping.count)
        return false;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        const struct ast_node *names = record_value(dependencies, KINDS[i].key);

        if (names && !record_is_filled_list(names))
            return false;
        for (uint32_t k = 0; names && k < names->sequence.count; k++) {
            if (!record_is_text(names->sequence.items[k]))
                return false;
            text_builder_string(out, joint);
            text_builder_string(out, KINDS[i].word);
            rx_write_name(out, names->sequence.items[k]->text);
            joint = ", ";
        }
    }
    text_builder_string(out, ";\n");
    return true;
}

static bool write_off(struct text_builder *out, const struct ast_node *times)
{
    if (times->kind != AST_INT ||
        !thoth_text_equal(times->text, thoth_text_of("0")))
        return false;
    text_builder_string(out, "off;\n");
    return true;
}

static bool write_clauses(struct text_builder *out,
                          const struct ast_node *include)
{
    static const char *const KEYS[] = {"times",
                                       "adviser_pipeline",
                                       "dependency_monkey_pipeline",
                                       "authenticated",
                                       "labels",
                                       "dependencies",
                                       "recommendation_types",
                                       "decision_types",
                                       "library_usage",
                                       "runtime_environments",
                                       "when",
                                       NULL};
    const struct ast_node *dependencies = record_value(include, "dependencies");
    const struct ast_node *times = record_value(include, "times");
    struct conjunction all = {out, 0};

    if (!record_has_only(include, KEYS) || !write_when(&all, include))
        return false;
    if (all.count)
        text_builder_string(out, ";\n");
    return (!dependencies || write_needs(out, dependencies)) &&
           (!times || write_off(out, times));
}

void rx_write_include(struct text_builder *out, const struct ast_node *include,
                      bool records)
{
    size_t mark = out->length;

    if (include->kind == AST_MAPPING && !include->mapping.count)
        return;
    if (!records && rx_keep_if(out, mark, write_clauses(out, include)))
        return;
    text_builder_string(out, "when ");
    rx_write_data(out, include);
    text_builder_string(out, ";\n");
}
