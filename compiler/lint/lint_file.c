/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All checks of a file, unit by unit.
 */
#include "compiler/lint/lint.h"

#include "compiler/check/report.h"
#include "compiler/lint/linter.h"

#include <string.h>

const char *lint_quote(struct linter *linter, struct thoth_text text)
{
    struct checker checker = {.list = linter->list};

    return report_quote(&checker, text);
}

const struct ast_node *const *lint_entries(const struct ast_node *const *match,
                                           uint32_t *count)
{
    *count = *match ? 1 : 0;
    if (!*match || (*match)->kind != AST_SEQUENCE)
        return match;
    *count = (*match)->sequence.count;
    return (const struct ast_node *const *)(*match)->sequence.items;
}

/* Does the text end in the noun, with a capital letter? */
static bool ends_in(struct thoth_text text, const char *noun)
{
    size_t length = strlen(noun);
    const char *end;

    if (text.length <= length)
        return false;
    end = text.at + text.length - length;
    return end[0] == noun[0] - 'a' + 'A' &&
           !memcmp(end + 1, noun + 1, length - 1);
}

void lint_unit_name(struct linter *linter)
{
    struct thoth_text name = linter->unit.name->text;
    enum unit_section own = unit_type_fact(linter->unit.type)->section;

    for (int i = 0; i < UNIT_SECTION_COUNT; i++) {
        enum unit_section section = (enum unit_section)i;

        if (section == own || !ends_in(name, unit_section_fact(section)->noun))
            continue;
        diagnostic_report(
            linter->list, DIAG_UNIT_NAME_KIND, linter->unit.name->span,
            "%s is the name of a %s, but the unit is a %s",
            lint_quote(linter, name), unit_section_fact(section)->noun,
            unit_section_fact(own)->noun);
    }
}

static void enter_unit(struct linter *linter, const struct ast_node *node)
{
    struct lint_unit *unit = &linter->unit;

    *unit = (struct lint_unit){.node = node};
    linter->others = NULL;
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_node *value = node->mapping.entries[i].value;

        switch (node->mapping.entries[i].field) {
        case FIELD_UNIT_NAME:
            unit->name = value;
            break;
        case FIELD_UNIT_TYPE:
            unit->type = unit_type_find(value->text);
            break;
        case FIELD_UNIT_SHOULD_INCLUDE:
            unit->include = value;
            break;
        case FIELD_UNIT_MATCH:
            unit->match = value;
            break;
        case FIELD_UNIT_RUN:
            unit->run = value;
            break;
        case FIELD_UNIT_METADATA:
            unit->metadata = value;
            break;
        }
    }
    linter->list->unit = unit->name->text;
}

static void lint_unit(struct linter *linter, const struct ast_node *node)
{
    enter_unit(linter, node);
    lint_merges(linter, node);
    lint_unit_name(linter);
    lint_conditions(linter);
    lint_match(linter);
    lint_run(linter);
    if (linter->unit.metadata)
        lint_values(linter, linter->unit.metadata);
}

static bool same_report(const struct diagnostic *left,
                        const struct diagnostic *right)
{
    return left->code == right->code &&
           !memcmp(&left->span, &right->span, sizeof left->span) &&
           thoth_text_equal(left->message, right->message);
}

static bool is_repeated(const struct diagnostic *first,
                        const struct diagnostic *other)
{
    for (; first != other; first = first->next)
        if (same_report(first, other))
            return true;
    return false;
}

/* What an alias shows to a check twice is reported once. `*start` is the first
 * report of this stage; it and those after it are sorted. */
static void drop_repeated(struct diagnostic_list *list,
                          struct diagnostic **start)
{
    struct diagnostic_list sorted = *list;
    struct diagnostic *place;

    sorted.first = *start;
    sorted.count = 0;
    for (struct diagnostic *each = *start; each; each = each->next)
        sorted.count++;
    diagnostic_list_sort(&sorted);
    *start = place = sorted.first;
    while (*start) {
        if ((*start)->span.line != place->span.line ||
            (*start)->span.column != place->span.column)
            place = *start;
        if (is_repeated(place, *start)) {
            list->count--;
            *start = (*start)->next;
        } else {
            start = &(*start)->next;
        }
    }
    list->end = start;
}

void lint_file(struct lint_session *session, const struct ast_node *root,
               struct thoth_text content, struct arena *scratch,
               struct diagnostic_list *list)
{
    struct linter linter = {.session = session,
                            .list = list,
                            .scratch = scratch,
                            .places = {.content = content, .scratch = scratch},
                            .has_merges = lint_may_merge(content),
                            .units = field_value(root, FIELD_FILE_UNITS)};
    const struct ast_node *metadata = field_value(root, FIELD_FILE_METADATA);
    struct diagnostic **start = list->end;

    list->unit = (struct thoth_text){"", 0};
    if (metadata) {
        lint_merges(&linter, metadata);
        lint_values(&linter, metadata);
    }
    for (uint32_t i = 0; i < linter.units->mapping.count; i++) {
        const struct ast_node *units = linter.units->mapping.entries[i].value;

        for (uint32_t k = 0; k < units->sequence.count; k++)
            lint_unit(&linter, units->sequence.items[k]);
    }
    list->unit = (struct thoth_text){"", 0};
    if (*start)
        drop_repeated(list, start);
}
