/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values that are mappings without fixed keys: metadata, labels, library usage
 * and requirements.
 */
#include "compiler/check/checker.h"
#include "compiler/check/report.h"

static void report_empty_mapping(struct checker *checker,
                                 const struct member_fact *member,
                                 const struct ast_node *node)
{
    diagnostic_report(checker->list, DIAG_MAPPING_EMPTY, node->span,
                      "'%s' must not be empty",
                      field_fact(member->field)->key.at);
}

void check_text(struct checker *checker, const struct ast_node *node,
                const char *what)
{
    struct diagnostic *diagnostic;

    if (node->kind == AST_STRING) {
        if (node->text.length == 0)
            report_empty(checker, node, what);
        return;
    }
    diagnostic = diagnostic_report(
        checker->list, DIAG_VALUE_KIND, node->span, "%s: expected %s, found %s",
        what, value_expected(VALUE_STRING), report_found(checker, node));
    report_yaml_hint(checker, diagnostic, VALUE_STRING, node);
}

static bool need_mapping(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node)
{
    if (node->kind == AST_MAPPING)
        return true;
    report_kind(checker, member, node, NULL);
    return false;
}

static void check_string_keys(struct checker *checker,
                              const struct member_fact *member,
                              const struct ast_node *node)
{
    for (uint32_t i = 0; i < node->mapping.count; i++)
        if (node->mapping.entries[i].key->kind != AST_STRING)
            report_key_kind(checker, node->mapping.entries[i].key,
                            field_fact(member->field)->key.at, true);
}

void check_metadata(struct checker *checker, const struct member_fact *member,
                    const struct ast_node *node)
{
    if (!need_mapping(checker, member, node))
        return;
    if (node->mapping.count == 0)
        report_empty_mapping(checker, member, node);
    check_string_keys(checker, member, node);
}

/* Nobody looks at the specifiers, which may be mappings as in a Pipfile. */
void check_requirements(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node)
{
    if (need_mapping(checker, member, node))
        check_string_keys(checker, member, node);
}

/* Keys may be anything; without any label there is no restriction. */
void check_labels(struct checker *checker, const struct member_fact *member,
                  const struct ast_node *node)
{
    if (!need_mapping(checker, member, node))
        return;
    for (uint32_t i = 0; i < node->mapping.count; i++)
        check_text(checker, node->mapping.entries[i].value,
                   "the value of a label");
}

static void check_symbols(struct checker *checker, const struct ast_node *node,
                          bool some)
{
    if (node->kind != AST_SEQUENCE) {
        diagnostic_report(checker->list, DIAG_VALUE_KIND, node->span,
                          "the symbols used of a library: expected a list, "
                          "found %s",
                          report_found(checker, node));
        return;
    }
    if (some && node->sequence.count == 0)
        diagnostic_report(checker->list, DIAG_LIST_LENGTH, node->span,
                          "the symbols used of a library: expected at least 1 "
                          "item, found 0");
    for (uint32_t i = 0; i < node->sequence.count; i++)
        check_text(checker, node->sequence.items[i], "a symbol of a library");
}

/* `some`: each library has at least one symbol. */
static void check_libraries(struct checker *checker,
                            const struct member_fact *member,
                            const struct ast_node *node, bool some)
{
    const char *key = field_fact(member->field)->key.at;

    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];

        if (entry->key->kind != AST_STRING)
            report_key_kind(checker, entry->key, key, true);
        else if (entry->key->text.length == 0)
            report_empty(checker, entry->key, "the name of a library");
        check_symbols(checker, entry->value, some);
    }
}

void check_library_usage(struct checker *checker,
                         const struct member_fact *member,
                         const struct ast_node *node)
{
    if (!need_mapping(checker, member, node))
        return;
    if (node->mapping.count == 0)
        report_empty_mapping(checker, member, node);
    check_libraries(checker, member, node, true);
}

/* A library may be used though no symbol of it is known to be. */
void check_used_symbols(struct checker *checker,
                        const struct member_fact *member,
                        const struct ast_node *node)
{
    if (need_mapping(checker, member, node))
        check_libraries(checker, member, node, false);
}
