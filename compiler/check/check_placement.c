/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether the predicates and facts of an expression have what they look at: the
 * request, a package version, a state. What one looks at is its field's binding
 * time.
 */
#include "compiler/check/checker.h"
#include "compiler/check/report.h"

/* What there is to look at. */
enum sight {
    SIGHT_REQUEST = 1,
    SIGHT_LABELS = 2, /* of the request, the labels alone */
    SIGHT_PACKAGE = 4,
    SIGHT_STATE = 8,
};

/* An expression being walked; `noun` is what it belongs to. */
struct placement {
    struct checker *checker;
    unsigned sights;
    const char *noun;
};

/* What a predicate needs: by its binding time, and a package version whose
 * dependents it asks for. */
static unsigned needs(enum field_id field)
{
    static const unsigned NEEDS[] = {
        [BINDING_CONST] = 0,
        [BINDING_CONTEXT] = SIGHT_REQUEST,
        [BINDING_PACKAGE] = SIGHT_PACKAGE,
        [BINDING_STATE] = SIGHT_STATE,
    };

    if (field == FIELD_CONDITION_PACKAGE_VERSION_FROM)
        return SIGHT_PACKAGE | SIGHT_STATE;
    return NEEDS[field_fact(field)->binding];
}

static void report_place(const struct placement *placement,
                         const struct ast_node *place, struct thoth_text name,
                         unsigned missing)
{
    const char *looks = missing & SIGHT_REQUEST   ? "asks for the request"
                        : missing & SIGHT_PACKAGE ? "looks at a package version"
                                                  : "looks at the state";
    struct diagnostic_list *list = placement->checker->list;
    struct diagnostic *diagnostic = diagnostic_report(
        list, DIAG_PREDICATE_PLACE, place->span, "'%.*s' %s, which %s has not",
        (int)name.length, name.at, looks, placement->noun);

    if (missing & SIGHT_REQUEST)
        diagnostic_add_note(list, diagnostic,
                            "conditions on the request stand in "
                            "'should_include'");
    else if (placement->sights & SIGHT_REQUEST)
        diagnostic_add_note(list, diagnostic,
                            "conditions on packages stand in 'match'");
}

/* A fact stands for itself: its name says what it looks at. */
static void place_fact(const struct placement *placement,
                       const struct ast_node *fact)
{
    enum choice choice;
    unsigned need;

    if (fact->kind != AST_STRING)
        return;
    choice = choice_find(CHOICE_SET_FACT, fact->text);
    if (choice == CHOICE_COUNT)
        return;
    need = choice == CHOICE_FACT_STACK_SIZE ? SIGHT_STATE : SIGHT_PACKAGE;
    if (!(placement->sights & need))
        report_place(placement, fact, fact->text, need);
}

static void place(const struct placement *placement,
                  const struct ast_node *node);

static void place_entry(const struct placement *placement,
                        const struct ast_entry *entry)
{
    const struct field_fact *fact = field_fact(entry->field);
    unsigned need = needs(entry->field);

    if (entry->field == FIELD_INCLUDE_LABELS &&
        (placement->sights & SIGHT_LABELS))
        return;
    if (need & ~placement->sights)
        report_place(placement, entry->key, entry->key->text,
                     need & ~placement->sights);
    else if (entry->field == FIELD_NUMBER_FACT)
        place_fact(placement, entry->value);
    else if (fact->value == VALUE_CONDITION || fact->value == VALUE_NUMBER ||
             entry->field == FIELD_CONDITION_COMPARE ||
             entry->field == FIELD_NUMBER_CHOOSE)
        place(placement, entry->value);
}

/* Checked expressions are bounded in depth; of others, only what was checked
 * has fields. */
static void place(const struct placement *placement,
                  const struct ast_node *node)
{
    if (node->kind == AST_SEQUENCE)
        for (uint32_t i = 0; i < node->sequence.count; i++)
            place(placement, node->sequence.items[i]);
    if (node->kind != AST_MAPPING)
        return;
    for (uint32_t i = 0; i < node->mapping.count; i++)
        if (node->mapping.entries[i].field != FIELD_NONE)
            place_entry(placement, &node->mapping.entries[i]);
}

/* The name of the package version at hand of a stride or wrap: that of the
 * first package of its state, or what the condition says. */
static bool has_package(const struct ast_node *match)
{
    const struct ast_node *resolved =
        field_value(field_value(match, FIELD_MATCH_STATE),
                    FIELD_STATE_RESOLVED_DEPENDENCIES);

    if (resolved != NULL && resolved->kind == AST_SEQUENCE &&
        resolved->sequence.count > 0)
        return field_value(resolved->sequence.items[0], FIELD_PACKAGE_NAME) !=
               NULL;
    return check_condition_package(field_value(match, FIELD_MATCH_WHEN)) !=
           NULL;
}

const struct ast_node *check_condition_package(const struct ast_node *condition)
{
    const struct ast_node *all = field_value(condition, FIELD_CONDITION_ALL);
    const struct ast_node *name =
        field_value(field_value(condition, FIELD_MATCH_PACKAGE_VERSION),
                    FIELD_PACKAGE_NAME);

    if (name != NULL || all == NULL || all->kind != AST_SEQUENCE)
        return name;
    for (uint32_t i = 0; i < all->sequence.count && name == NULL; i++)
        name = field_value(
            field_value(all->sequence.items[i], FIELD_MATCH_PACKAGE_VERSION),
            FIELD_PACKAGE_NAME);
    return name;
}

/* Pseudonyms are for packages of a name. */
static void check_pseudonym(struct checker *checker,
                            const struct ast_node *match)
{
    const struct ast_node *condition = field_value(match, FIELD_MATCH_WHEN);

    if (condition != NULL &&
        field_value(match, FIELD_MATCH_PACKAGE_VERSION) == NULL &&
        check_condition_package(condition) == NULL)
        report_missing(checker, match, RECORD_PSEUDONYM_MATCH,
                       FIELD_MATCH_PACKAGE_VERSION);
}

void check_placement(struct checker *checker, enum record_id record,
                     const struct ast_node *mapping)
{
    struct placement placement = {checker, 0, record_fact(record)->noun};
    enum field_id field = FIELD_MATCH_WHEN;
    const struct ast_node *expression;

    switch (record) {
    case RECORD_INCLUDE:
        field = FIELD_INCLUDE_WHEN;
        placement.sights = SIGHT_REQUEST;
        break;
    case RECORD_PSEUDONYM_MATCH:
        check_pseudonym(checker, mapping);
        placement.sights = SIGHT_PACKAGE;
        break;
    case RECORD_SIEVE_MATCH:
        placement.sights = SIGHT_PACKAGE;
        break;
    case RECORD_STEP_MATCH:
        placement.sights = SIGHT_PACKAGE | SIGHT_STATE;
        break;
    case RECORD_STRIDE_MATCH:
    case RECORD_WRAP_MATCH:
        placement.sights = SIGHT_STATE;
        if (has_package(mapping))
            placement.sights |= SIGHT_PACKAGE;
        else
            placement.noun = "a match that names no package";
        break;
    case RECORD_STEP_RUN:
    case RECORD_GROUP_RUN:
        field = FIELD_RUN_SCORE;
        placement.noun = "a score";
        placement.sights = SIGHT_PACKAGE | SIGHT_STATE | SIGHT_LABELS;
        break;
    default:
        return;
    }
    expression = field_value(mapping, field);
    if (expression != NULL)
        place(&placement, expression);
}
