/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `run`: one action after the other, in an order of their own: what decides
 * comes before what explains.
 */
#include "compiler/print/record.h"
#include "compiler/print/write_clause.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_number.h"
#include "compiler/print/write_phrase.h"

static bool write_text(struct text_builder *out, const char *word,
                       const struct ast_node *text)
{
    if (!record_is_text(text))
        return false;
    text_builder_string(out, word);
    rx_write_string(out, text->text);
    return true;
}

/* `info "..."` with the severity of a message. */
static bool write_message(struct text_builder *out,
                          const struct ast_node *record)
{
    static const char *const WORDS[] = {"info ", "warn ", "error "};
    static const char *const NAMES[] = {"INFO", "WARNING", "ERROR"};
    const struct ast_node *type = record_value(record, "type");

    if (!record_is_text(type))
        return false;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (thoth_text_equal(type->text, thoth_text_of(NAMES[i])))
            return write_text(out, WORDS[i], record_value(record, "message"));
    return false;
}

static bool write_log(struct text_builder *out, const struct ast_node *log)
{
    static const char *const KEYS[] = {"type", "message", NULL};

    text_builder_string(out, "log ");
    return record_has_only(log, KEYS) && write_message(out, log);
}

/* What may stand behind the link of a justification. */
static bool write_details(struct text_builder *out,
                          const struct ast_node *record)
{
    static const struct {
        const char *key, *word;
    } TEXTS[] = {
        {"advisory", " advisory "},
        {"cve_id", " cve "},
        {"cve_name", " cve_name "},
    };
    const struct ast_node *package = record_value(record, "package_name");
    const struct ast_node *range = record_value(record, "version_range");

    if ((package && !record_is_text(package)) ||
        (range && !record_is_text(range)))
        return false;
    if (package) {
        text_builder_string(out, " package ");
        rx_write_name(out, package->text);
    }
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const struct ast_node *text = record_value(record, TEXTS[i].key);

        if (text && !write_text(out, TEXTS[i].word, text))
            return false;
    }
    if (range) {
        text_builder_string(out, " range ");
        rx_write_specifier(out, range->text);
    }
    return true;
}

static bool write_explanation(struct text_builder *out,
                              const struct ast_node *record)
{
    static const char *const KEYS[] = {
        "type",         "message",       "link",
        "package_name", "advisory",      "cve_id",
        "cve_name",     "version_range", NULL};

    return record_has_only(record, KEYS) && write_message(out, record) &&
           write_text(out, " link ", record_value(record, "link")) &&
           write_details(out, record);
}

static bool write_explanations(struct text_builder *out,
                               const struct ast_node *list, const char *word)
{
    if (!record_is_filled_list(list))
        return false;
    for (uint32_t i = 0; i < list->sequence.count; i++) {
        if (i)
            text_builder_string(out, ", ");
        text_builder_string(out, word);
        if (!write_explanation(out, list->sequence.items[i]))
            return false;
    }
    return true;
}

static bool write_justification(struct text_builder *out,
                                const struct ast_node *list)
{
    return write_explanations(out, list, "");
}

static bool write_stack_info(struct text_builder *out,
                             const struct ast_node *list)
{
    return write_explanations(out, list, "note ");
}

static bool write_score(struct text_builder *out, const struct ast_node *score)
{
    text_builder_string(out, "score ");
    return rx_write_number(out, score, RX_PRECEDENCE_ANY);
}

static bool write_reject(struct text_builder *out, const struct ast_node *why)
{
    return write_text(out, "reject ", why);
}

static bool write_stop(struct text_builder *out, const struct ast_node *why)
{
    return write_text(out, "stop ", why);
}

static bool write_multi(struct text_builder *out, const struct ast_node *multi)
{
    text_builder_string(out, "multi_package");
    return record_is_true(multi);
}

static bool write_yield(struct text_builder *out, const struct ast_node *yield)
{
    static const char *const KEYS[] = {"package_version",
                                       "yield_matched_version", NULL};
    const struct ast_node *package = record_value(yield, "package_version");
    const struct ast_node *matched =
        record_value(yield, "yield_matched_version");

    if (!record_has_only(yield, KEYS) || !package ||
        (matched && !record_is_true(matched)))
        return false;
    text_builder_string(out, matched ? "yield matched as " : "yield ");
    return rx_write_phrase(out, package, RX_PHRASE_LOCKED);
}

static bool write_add(struct text_builder *out, const struct ast_node *package)
{
    text_builder_string(out, "add ");
    return rx_write_phrase(out, package, RX_PHRASE_LOCKED);
}

static bool write_advice(struct text_builder *out, const struct ast_node *data)
{
    text_builder_string(out, "advise ");
    rx_write_data(out, data);
    return true;
}

static bool write_release(struct text_builder *out,
                          const struct ast_node *release)
{
    static const char *const KEYS[] = {"organization", "repository",
                                       "tag_version_prefix", NULL};
    const struct ast_node *owner = record_value(release, "organization");
    const struct ast_node *name = record_value(release, "repository");
    const struct ast_node *prefix = record_value(release, "tag_version_prefix");
    struct text_builder both = {.arena = out->arena};

    if (!record_has_only(release, KEYS) || !record_is_text(owner) ||
        !record_is_text(name) ||
        memchr(owner->text.at, '/', owner->text.length) ||
        memchr(name->text.at, '/', name->text.length))
        return false;
    text_builder_text(&both, owner->text);
    text_builder_byte(&both, '/');
    text_builder_text(&both, name->text);
    text_builder_string(out, "release notes of ");
    rx_write_string(out, text_builder_from(&both, 0));
    return !prefix || write_text(out, " prefix ", prefix);
}

static const struct action {
    const char *key;
    bool (*write)(struct text_builder *out, const struct ast_node *value);
} ACTIONS[] = {
    {"score", write_score},
    {"not_acceptable", write_reject},
    {"eager_stop_pipeline", write_stop},
    {"package_version", write_add},
    {"yield", write_yield},
    {"release_notes", write_release},
    {"multi_package_resolution", write_multi},
    {"justification", write_justification},
    {"stack_info", write_stack_info},
    {"log", write_log},
    {"advised_manifest_changes", write_advice},
};

static bool write_actions(struct text_builder *out, const struct ast_node *run)
{
    uint32_t count = 0;

    if (run->kind != AST_MAPPING)
        return false;
    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
        const struct ast_node *value = record_value(run, ACTIONS[i].key);

        if (!value)
            continue;
        if (count++)
            text_builder_string(out, ", ");
        if (!ACTIONS[i].write(out, value))
            return false;
    }
    if (!count)
        text_builder_string(out, "nothing");
    return count == run->mapping.count;
}

void rx_write_run(struct text_builder *out, const struct ast_node *run,
                  bool records)
{
    size_t mark;

    text_builder_string(out, "run ");
    mark = out->length;
    if (records || !rx_keep_if(out, mark, write_actions(out, run)))
        rx_write_data(out, run);
    text_builder_string(out, ";\n");
}
