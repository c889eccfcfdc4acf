/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands behind the word of a predicate: braces with entries, or one entry
 * without them.
 */
#include "compiler/rx/rx_predicate.h"

#include "compiler/base/near_name.h"

#include <string.h>

static const struct rx_predicate PREDICATES[] = {
#define RX_PLACE_BOTH (RX_PLACE_REQUEST | RX_PLACE_SCORE)
#define RX_PLACES_REQUEST RX_PLACE_REQUEST
#define RX_PLACES_MATCH (RX_PLACE_MATCH | RX_PLACE_SCORE)
#define RX_PLACES_BOTH RX_PLACE_BOTH
#define RX_PREDICATE(id, word, key, form, places, section, field,              \
                     documentation)                                            \
    {word, key, RX_FORM_##form, RX_PLACES_##places, RX_SECTION_##section,      \
     field},
#include "grammar/rx_predicates.def"
#undef RX_PREDICATE
};

enum { PREDICATE_COUNT = sizeof PREDICATES / sizeof *PREDICATES };

const struct rx_predicate *rx_predicate_find(struct thoth_text word)
{
    for (size_t i = 0; i < PREDICATE_COUNT; i++)
        if (thoth_text_equal(word, thoth_text_of(PREDICATES[i].word)))
            return &PREDICATES[i];
    return NULL;
}

void rx_report_predicate(struct rx_maker *maker, const struct rx_node *name,
                         enum rx_place place)
{
    const struct rx_node *behind = name->next;
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, name->text);
    for (size_t i = 0; i < PREDICATE_COUNT; i++)
        if (PREDICATES[i].places & place)
            near_name_offer(&near, thoth_text_of(PREDICATES[i].word));
    for (uint32_t i = 0; maker->module && i < maker->module->count; i++)
        if (maker->module->entries[i]->node->word == RX_PREDICATE)
            near_name_offer(&near, maker->module->entries[i]->name);
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, name->span,
                           "the predicate '%.*s' is not known",
                           (int)name->text.length, name->text.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%.*s'?", (int)near.best.length,
                            near.best.at);
    else if (behind && behind->kind == RX_SPECIFIER)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "numbers are compared with blanks around the "
                            "operator, as in 'version.major < 2'");
}

bool rx_operand_negated(const struct rx_node *node)
{
    return node->count == 2 && node->last->kind == RX_BRACES &&
           node->last->negated;
}

/* A phrase with nothing but a name. */
static struct rx_node *bare(struct rx_node *item)
{
    return item->kind == RX_PHRASE && item->count == 1 ? item->first : item;
}

static struct ast_node *make_text_item(struct rx_maker *maker,
                                       struct rx_node *item, bool names)
{
    item = bare(item);
    if (item->kind == RX_NULL && !names)
        return rx_make(maker, AST_NULL, item->span);
    return rx_make_string(maker, item,
                          names ? "a name" : "a text in quotes, or null");
}

static struct ast_node *make_number_item(struct rx_maker *maker,
                                         struct rx_node *item)
{
    struct ast_node *tree;

    item = bare(item);
    if (item->kind == RX_NULL)
        return rx_make(maker, AST_NULL, item->span);
    if (item->kind != RX_INTEGER && item->kind != RX_MINUS &&
        item->kind != RX_VALUE) {
        rx_refuse_node(maker, item, "an integer or null");
        return NULL;
    }
    tree = rx_make_data(maker, item);
    if (!tree || tree->kind == AST_INT || tree->kind == AST_NULL)
        return tree;
    if (item->kind == RX_VALUE)
        rx_refuse_tree(maker, item, tree, "an integer");
    else
        rx_refuse_node(maker, item, "an integer");
    return NULL;
}

/* A name and perhaps a version, which is a text though it may look like a
 * number. `first` and those behind it are a phrase. */
static struct ast_node *make_system(struct rx_maker *maker,
                                    const struct rx_node *whole,
                                    struct rx_node *first)
{
    struct ast_node *system = rx_make(maker, AST_MAPPING, whole->span);
    struct rx_node *version = first->next;

    rx_put(maker, system, "name", first->span,
           rx_make_string(maker, first, "the name of an operating system"));
    if (!version)
        return system;
    if (version->kind == RX_INTEGER || version->kind == RX_FLOAT)
        rx_put(maker, system, "version", version->span,
               rx_make_text(maker, version->span, version->text));
    else if (version->kind == RX_VERSION)
        rx_put(maker, system, "version", version->span,
               rx_make_string(maker, version->first, "a version in quotes"));
    else
        rx_put(maker, system, "version", version->span,
               rx_make_string(maker, version, "a version in quotes"));
    if (version->next)
        rx_refuse_node(maker, version->next, "',' or '}'");
    return system;
}

static struct ast_node *make_item(struct rx_maker *maker, enum rx_form form,
                                  struct rx_node *item)
{
    switch (form) {
    case RX_FORM_NAMES:
        return make_text_item(maker, item, true);
    case RX_FORM_LIST:
        return make_text_item(maker, item, false);
    case RX_FORM_NUMBERS:
        return make_number_item(maker, item);
    default:
        break;
    }
    if (item->kind == RX_RECORD || bare(item)->kind == RX_VALUE)
        return rx_make_data(maker, bare(item));
    if (item->kind == RX_PHRASE && form == RX_FORM_SYSTEMS)
        return make_system(maker, item, item->first);
    if (item->kind == RX_PHRASE && form == RX_FORM_PACKAGES)
        return rx_make_package(maker, item, false);
    rx_refuse_node(maker, item,
                   form == RX_FORM_PACKAGES  ? "a package"
                   : form == RX_FORM_SYSTEMS ? "an operating system"
                                             : "a record");
    return NULL;
}

/* The one entry that stands without braces. */
static struct ast_node *make_single(struct rx_maker *maker, enum rx_form form,
                                    struct rx_node *node)
{
    struct rx_node *first = node->first->next;

    if (form == RX_FORM_SYSTEMS)
        return make_system(maker, node, first);
    if (form == RX_FORM_PACKAGES)
        return rx_make_package_of(maker, node, first, false);
    if (node->count > 2)
        rx_refuse_node(maker, first->next, "one entry, or braces around all");
    return make_item(maker, form, first);
}

static struct ast_node *make_list(struct rx_maker *maker, enum rx_form form,
                                  struct rx_node *node)
{
    struct rx_node *braces = node->last;
    struct ast_node *list, *tree;

    /* A value may be the whole list. */
    if (node->count == 2 && braces->kind == RX_VALUE) {
        tree = rx_make_data(maker, braces);
        if (!tree || tree->kind == AST_SEQUENCE)
            return tree;
    }
    list = rx_make(maker, AST_SEQUENCE, braces->span);
    if (braces->kind != RX_BRACES)
        rx_append(maker, list, make_single(maker, form, node));
    else
        for (struct rx_node *one = braces->first; one; one = one->next)
            rx_append(maker, list, make_item(maker, form, one));
    return list;
}

static struct ast_node *make_record(struct rx_maker *maker,
                                    struct rx_node *node)
{
    struct rx_node *braces = node->last;
    struct ast_node *tree;

    if (braces->kind == RX_BRACES)
        return rx_make_record(maker, braces);
    if (braces->kind == RX_VALUE) {
        tree = rx_make_data(maker, braces);
        if (!tree || tree->kind == AST_MAPPING)
            return tree;
    }
    rx_refuse_node(maker, braces, "braces with keys and values");
    return NULL;
}

/* Null asks nothing; a value may be null, too. */
static struct ast_node *make_specifier(struct rx_maker *maker,
                                       struct rx_node *operand)
{
    struct rx_value value;

    if (operand->kind == RX_NULL)
        return rx_make(maker, AST_NULL, operand->span);
    if (operand->kind == RX_VALUE && rx_value_find(maker, operand, &value) &&
        value.tree->kind == AST_NULL)
        return value.tree;
    return rx_make_specifier(maker, operand);
}

/* An operand is missing. */
static void report_operand(struct rx_maker *maker,
                           const struct rx_predicate *predicate,
                           const struct rx_node *node)
{
    static const char *const EXAMPLES[] = {
        [RX_FORM_LIST] = "{\"this\", \"that\"}",
        [RX_FORM_NUMBERS] = "{6, 7}",
        [RX_FORM_SYSTEMS] = "rhel \"8\"",
        [RX_FORM_RECORDS] = "{{package_name: \"glibc\"}}",
        [RX_FORM_PACKAGES] = "{numpy >=1.0}",
        [RX_FORM_RECORD] = "{name: value}",
        [RX_FORM_SPECIFIER] = ">=1.0",
        [RX_FORM_PHRASE] = "numpy >=1.0",
    };

    diagnostic_add_note(
        maker->diagnostics,
        rx_refuse(maker, DIAG_RX_ARGUMENTS, node->span,
                  "'%s' needs something behind it", predicate->word),
        "write it as in '%s %s'", predicate->word, EXAMPLES[predicate->form]);
}

static bool check_count(struct rx_maker *maker,
                        const struct rx_predicate *predicate,
                        struct rx_node *node)
{
    bool none =
        predicate->form == RX_FORM_FLAG || predicate->form == RX_FORM_RELEASE;
    bool many = predicate->form == RX_FORM_PHRASE ||
                predicate->form == RX_FORM_SYSTEMS ||
                predicate->form == RX_FORM_PACKAGES;

    if (none && node->count > 1) {
        rx_refuse(maker, DIAG_RX_ARGUMENTS, node->first->next->span,
                  "'%s' takes nothing behind it", predicate->word);
        return false;
    }
    if (!none && predicate->form != RX_FORM_NAMES && node->count < 2) {
        report_operand(maker, predicate, node);
        return false;
    }
    if (!many && !none && node->count > 2) {
        rx_refuse_node(maker, node->first->next->next,
                       "'and', 'or' or the end of the condition");
        return false;
    }
    return true;
}

struct ast_node *rx_make_operand(struct rx_maker *maker,
                                 const struct rx_predicate *predicate,
                                 struct rx_node *node)
{
    if (!check_count(maker, predicate, node))
        return NULL;
    switch (predicate->form) {
    case RX_FORM_FLAG:
        return rx_make_bool(maker, node->span, true);
    case RX_FORM_RELEASE:
        return rx_make_text(maker, node->span, node->first->text);
    case RX_FORM_RECORD:
        return make_record(maker, node);
    case RX_FORM_SPECIFIER:
        return make_specifier(maker, node->last);
    case RX_FORM_PHRASE:
        return rx_make_package_of(maker, node, node->first->next, false);
    default:
        return node->count == 1 ? NULL
                                : make_list(maker, predicate->form, node);
    }
}
