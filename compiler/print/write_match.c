/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `match`: what the phrases stand for depends on the type of the unit.
 */
#include "compiler/print/record.h"
#include "compiler/print/write_clause.h"
#include "compiler/print/write_condition.h"
#include "compiler/print/write_data.h"
#include "compiler/print/write_lexeme.h"
#include "compiler/print/write_phrase.h"

static bool write_name(struct text_builder *out, const struct ast_node *match)
{
    static const char *const KEYS[] = {"package_name", NULL};
    const struct ast_node *name = record_value(match, "package_name");

    if (!record_has_only(match, KEYS) || !record_is_text(name))
        return false;
    rx_write_name(out, name->text);
    return true;
}

static bool write_where(struct text_builder *out, const struct ast_node *match)
{
    const struct ast_node *when = record_value(match, "when");

    if (!when)
        return true;
    text_builder_string(out, " where ");
    return rx_write_condition(out, when, RX_BINDS_ALL);
}

/* `with` and `required by`. */
static bool write_state(struct text_builder *out, const struct ast_node *state)
{
    static const char *const KEYS[] = {
        "resolved_dependencies", "package_version_from",
        "package_version_from_allow_other", NULL};
    const struct ast_node *resolved =
        record_value(state, "resolved_dependencies");
    const struct ast_node *from = record_value(state, "package_version_from");
    const struct ast_node *others =
        record_value(state, "package_version_from_allow_other");

    if (!record_has_only(state, KEYS) || !state->mapping.count ||
        (others && (!from || !record_is_true(others))))
        return false;
    if (resolved) {
        text_builder_string(out, " with ");
        if (!rx_write_phrases(out, resolved, 0, RX_PHRASE_MATCH))
            return false;
    }
    if (from) {
        text_builder_string(out, " required by ");
        if (!rx_write_phrases(out, from, 0, RX_PHRASE_MATCH))
            return false;
    }
    if (others)
        text_builder_string(out, " or others");
    return true;
}

/* Pseudonyms, sieves and steps. Without a package any is meant. */
static bool write_package(struct text_builder *out,
                          const struct ast_node *match)
{
    static const char *const KEYS[] = {"package_version", "state", "when",
                                       NULL};
    const struct ast_node *package = record_value(match, "package_version");
    const struct ast_node *state = record_value(match, "state");

    if (!record_has_only(match, KEYS) ||
        (!package && !record_value(match, "when")))
        return false;
    if (!package)
        text_builder_string(out, "any");
    else if (!rx_write_phrase(out, package, RX_PHRASE_MATCH))
        return false;
    return (!state || write_state(out, state)) && write_where(out, match);
}

static bool write_group(struct text_builder *out, const struct ast_node *match)
{
    static const char *const KEYS[] = {"group", NULL};
    static const char *const MEMBER_KEYS[] = {"package_version", NULL};
    const struct ast_node *group = record_value(match, "group");

    if (!record_has_only(match, KEYS) || !record_is_filled_list(group))
        return false;
    text_builder_string(out, "group(");
    for (uint32_t i = 0; i < group->sequence.count; i++) {
        const struct ast_node *member = group->sequence.items[i];

        if (i)
            text_builder_string(out, ", ");
        if (!record_has_only(member, MEMBER_KEYS) || !member->mapping.count ||
            !rx_write_phrase(out, member->mapping.entries->value,
                             RX_PHRASE_MATCH))
            return false;
    }
    text_builder_byte(out, ')');
    return true;
}

/* Strides and wraps: all packages are resolved ones. */
static bool write_stack(struct text_builder *out, const struct ast_node *match)
{
    static const char *const KEYS[] = {"state", "when", NULL};
    static const char *const STATE_KEYS[] = {"resolved_dependencies", NULL};
    const struct ast_node *state = record_value(match, "state");
    const struct ast_node *resolved =
        record_value(state, "resolved_dependencies");

    if (!record_has_only(match, KEYS) || !resolved ||
        !record_has_only(state, STATE_KEYS))
        return false;
    if (resolved->kind == AST_MAPPING)
        return rx_write_phrase(out, resolved, RX_PHRASE_MATCH) &&
               write_where(out, match);
    if (!record_is_filled_list(resolved) ||
        !rx_write_phrase(out, resolved->sequence.items[0], RX_PHRASE_MATCH))
        return false;
    if (resolved->sequence.count > 1) {
        text_builder_string(out, " with ");
        if (!rx_write_phrases(out, resolved, 1, RX_PHRASE_MATCH))
            return false;
    }
    return write_where(out, match);
}

static bool write_match(struct text_builder *out, enum unit_type type,
                        const struct ast_node *match)
{
    switch (type) {
    case UNIT_TYPE_BOOT:
    case UNIT_TYPE_SIEVE_SKIP_PACKAGE:
        return write_name(out, match);
    case UNIT_TYPE_STEP_GROUP:
        return write_group(out, match);
    case UNIT_TYPE_STRIDE:
    case UNIT_TYPE_WRAP:
    case UNIT_TYPE_WRAP_GH_RELEASE_NOTES:
        return write_stack(out, match);
    default:
        return write_package(out, match);
    }
}

void rx_write_match(struct text_builder *out, enum unit_type type,
                    const struct ast_node *match, bool records)
{
    size_t mark;

    text_builder_string(out, "match ");
    mark = out->length;
    if (records || !rx_keep_if(out, mark, write_match(out, type, match)))
        rx_write_data(out, match);
    text_builder_string(out, ";\n");
}
