/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units: their clauses as the fields of a mapping. In a template, clauses
 * without values are made once; all units share them, as if by aliases.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"

#include <string.h>

/* One row for each type of unit. */
static const struct {
    const char *name, *section;
} TYPES[] = {
#define SECTION_BOOTS "boots"
#define SECTION_PSEUDONYMS "pseudonyms"
#define SECTION_SIEVES "sieves"
#define SECTION_STEPS "steps"
#define SECTION_STRIDES "strides"
#define SECTION_WRAPS "wraps"
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    {name, SECTION_##section},
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

/* Kinds of units behind `needs`. */
static const struct {
    const char *noun, *key;
} KINDS[] = {
#define UNIT_SECTION(id, key, noun) {noun, key},
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

enum {
    TYPE_COUNT = sizeof TYPES / sizeof *TYPES,
    KIND_COUNT = sizeof KINDS / sizeof *KINDS,
};

static void report_name(struct rx_maker *maker, const struct rx_node *node,
                        const char *what, const struct near_name *near)
{
    struct diagnostic *diagnostic =
        rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, node->span, "unknown %s '%.*s'",
                  what, (int)node->text.length, node->text.at);

    if (near->best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%s'?", near->best.at);
}

/* The list a unit's type belongs to; NULL after a report. */
static const char *find_section(struct rx_maker *maker,
                                const struct rx_node *type)
{
    struct near_name near;

    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (thoth_text_equal(type->text, thoth_text_of(TYPES[i].name)))
            return TYPES[i].section;
    near_name_start(&near, type->text);
    for (size_t i = 0; i < TYPE_COUNT; i++)
        near_name_offer(&near, thoth_text_of(TYPES[i].name));
    report_name(maker, type, "unit type", &near);
    return NULL;
}

static void put_need(struct rx_maker *maker, struct ast_node *needs,
                     const struct rx_node *need)
{
    struct near_name near;

    near_name_start(&near, need->first->text);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (thoth_text_equal(need->first->text, thoth_text_of(KINDS[i].noun))) {
            rx_append(maker,
                      rx_part(maker, needs, KINDS[i].key, need->first->span,
                              AST_SEQUENCE),
                      rx_make_string(maker, need->last, "the name of a unit"));
            return;
        }
        near_name_offer(&near, thoth_text_of(KINDS[i].noun));
    }
    report_name(maker, need->first, "kind of units", &near);
}

/* Makes a clause with nothing but what stands in it. */
static struct ast_node *make_clause(struct rx_maker *maker,
                                    struct rx_node *clause,
                                    struct thoth_text type)
{
    switch ((enum rx_kind)clause->kind) {
    case RX_MATCH:
        return rx_make_match(maker, clause, type);
    case RX_RUN:
        return rx_make_run(maker, clause);
    case RX_TEST:
        return rx_make_test(maker, clause);
    default:
        return rx_make_data(maker, clause->first);
    }
}

/* The same, shared by all units of a template if no value stands in it. */
static struct ast_node *share_clause(struct rx_maker *maker,
                                     struct rx_node *clause,
                                     struct thoth_text type)
{
    struct rx_value value = {.tree = clause->made, .size = clause->made_size};

    if (value.tree)
        return rx_charge(maker, value.size, clause->span) ? value.tree : NULL;
    value.tree = make_clause(maker, clause, type);
    if (clause->open || !value.tree || maker->exhausted || maker->use)
        return value.tree;
    rx_measure(&value);
    clause->made = value.tree;
    clause->made_size = value.size;
    return value.tree;
}

/* `when`, `needs` and `off`, which are one field. */
static struct ast_node *make_include(struct rx_maker *maker,
                                     struct rx_node *unit)
{
    struct ast_node *include = rx_make(maker, AST_MAPPING, unit->first->span);
    const struct rx_node *when = NULL;

    for (struct rx_node *one = unit->last->first; one; one = one->next) {
        if (one->kind != RX_WHEN)
            continue;
        if (when)
            diagnostic_add_place(maker->diagnostics,
                                 rx_refuse(maker, DIAG_RX_CLAUSE, one->span,
                                           "'when' is said twice; join the "
                                           "conditions by 'and'"),
                                 when->span, "first said here");
        else
            rx_make_when(maker, one, include);
        when = one;
    }
    for (struct rx_node *one = unit->last->first; one; one = one->next) {
        if (one->kind == RX_OFF)
            rx_put(maker, include, "times", one->span,
                   rx_make_data(maker, rx_leaf(maker->arena, RX_INTEGER,
                                               one->span, thoth_text_of("0"))));
        if (one->kind != RX_NEEDS)
            continue;
        for (struct rx_node *need = one->first; need; need = need->next)
            put_need(
                maker,
                rx_part(maker, include, "dependencies", one->span, AST_MAPPING),
                need);
    }
    return include;
}

/* `when` and what belongs to it, shared likewise: it depends on the clauses. */
static struct ast_node *share_include(struct rx_maker *maker,
                                      struct rx_node *unit)
{
    struct rx_value value = {.tree = unit->made, .size = unit->made_size};
    bool open = maker->use != NULL;

    if (value.tree)
        return rx_charge(maker, value.size, unit->span) ? value.tree : NULL;
    for (struct rx_node *one = unit->last->first; one; one = one->next)
        open |= one->open && (one->kind == RX_WHEN || one->kind == RX_NEEDS);
    value.tree = make_include(maker, unit);
    if (open || maker->exhausted)
        return value.tree;
    rx_measure(&value);
    unit->made = value.tree;
    unit->made_size = value.size;
    return value.tree;
}

/* Where the field of the conditions is said to be. */
static struct span include_place(const struct rx_node *unit)
{
    for (struct rx_node *one = unit->last->first; one; one = one->next)
        if (one->kind == RX_WHEN)
            return one->span;
    return unit->first->span;
}

/* One `match` is a mapping, several are a list of alternatives. */
static void put_matches(struct rx_maker *maker, struct ast_node *unit,
                        struct rx_node *node)
{
    struct thoth_text type = node->first->text;
    struct ast_node *match = NULL, *list = NULL, *next;
    struct span at = node->span;

    for (struct rx_node *one = node->last->first; one; one = one->next) {
        if (one->kind != RX_MATCH)
            continue;
        next = share_clause(maker, one, type);
        if (match && !list) {
            list = rx_make(maker, AST_SEQUENCE, at);
            rx_append(maker, list, match);
        }
        if (list)
            rx_append(maker, list, next);
        else
            at = one->span;
        match = next;
    }
    rx_put(maker, unit, "match", at, list ? list : match);
}

static void put_clauses(struct rx_maker *maker, struct ast_node *unit,
                        struct rx_node *node)
{
    struct thoth_text type = node->first->text;

    for (struct rx_node *one = node->last->first; one; one = one->next)
        if (one->kind == RX_RUN || one->kind == RX_METADATA)
            rx_put(maker, unit, one->kind == RX_RUN ? "run" : "metadata",
                   one->span, share_clause(maker, one, type));
        else if (one->kind == RX_TEST)
            rx_append(maker,
                      rx_part(maker, unit, "tests", one->span, AST_SEQUENCE),
                      share_clause(maker, one, type));
}

void rx_make_unit(struct rx_maker *maker, struct rx_node *node,
                  struct ast_node *units)
{
    struct rx_node *type = node->first, *name = type->next;
    const char *section = find_section(maker, type);
    struct ast_node *unit, *text;
    struct thoth_text outer = maker->diagnostics->unit;

    if (!section)
        return;
    text = rx_make_string(maker, name, "the name of the unit");
    if (text)
        maker->diagnostics->unit = text->text;
    unit = rx_make(maker, AST_MAPPING, node->span);
    rx_put(maker, unit, "name", name->span, text);
    rx_put(maker, unit, "type", type->span,
           rx_make_text(maker, type->span, type->text));
    rx_put(maker, unit, "should_include", include_place(node),
           share_include(maker, node));
    put_matches(maker, unit, node);
    put_clauses(maker, unit, node);
    rx_append(maker, rx_part(maker, units, section, type->span, AST_SEQUENCE),
              unit);
    maker->diagnostics->unit = outer;
}
