/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `match`: phrases in the fields where units of that type have them.
 */
#include "compiler/rx/rx_maker.h"

#include "grammar/prescription.h"

#include <string.h>

/* Where the phrase of a match goes. */
enum subject {
    SUBJECT_NAME,    /* package_name */
    SUBJECT_PACKAGE, /* package_version */
    SUBJECT_STATE,   /* the first of resolved_dependencies */
};

static enum subject subject_of(struct thoth_text type)
{
    static const char *const NAMES[] = {[UNIT_TYPE_BOOT] = "boot",
                                        [UNIT_TYPE_SIEVE_SKIP_PACKAGE] =
                                            "sieve.SkipPackage"};
    static const char *const STATES[] = {"stride", "wrap",
                                         "wrap.GHReleaseNotes"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (NAMES[i] && thoth_text_equal(type, thoth_text_of(NAMES[i])))
            return SUBJECT_NAME;
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (thoth_text_equal(type, thoth_text_of(STATES[i])))
            return SUBJECT_STATE;
    return SUBJECT_PACKAGE;
}

static void add_packages(struct rx_maker *maker, struct ast_node *list,
                         const struct rx_node *phrases)
{
    for (struct rx_node *one = phrases->first; one; one = one->next)
        if (one->kind == RX_PHRASE)
            rx_append(maker, list, rx_make_package(maker, one, false));
}

/* A list of the state, which is made if it is not there. */
static struct ast_node *state_list(struct rx_maker *maker,
                                   struct ast_node *match, const char *key,
                                   struct span at)
{
    struct ast_node *state = rx_part(maker, match, "state", at, AST_MAPPING);

    return rx_part(maker, state, key, at, AST_SEQUENCE);
}

static void put_name(struct rx_maker *maker, struct ast_node *match,
                     struct rx_node *phrase, struct thoth_text type)
{
    struct rx_node *name = phrase->first;

    if (phrase->count > 1)
        rx_refuse(maker, DIAG_RX_CLAUSE, name->next->span,
                  "the match of a %.*s is the name of a package and nothing "
                  "else",
                  (int)type.length, type.at);
    if (name->kind != RX_ANY)
        rx_put(maker, match, "package_name", phrase->span,
               rx_make_string(maker, name, "the name of a package"));
}

static void put_phrase(struct rx_maker *maker, struct ast_node *match,
                       struct rx_node *phrase, struct thoth_text type)
{
    struct ast_node *package;

    switch (subject_of(type)) {
    case SUBJECT_NAME:
        put_name(maker, match, phrase, type);
        break;
    case SUBJECT_PACKAGE:
        package = rx_make_package(maker, phrase, false);
        rx_put(maker, match, "package_version", phrase->span, package);
        break;
    case SUBJECT_STATE:
        package = rx_make_package(maker, phrase, false);
        rx_append(
            maker,
            state_list(maker, match, "resolved_dependencies", phrase->span),
            package);
        break;
    }
}

static void put_required(struct rx_maker *maker, struct ast_node *match,
                         struct rx_node *required)
{
    struct ast_node *list =
        state_list(maker, match, "package_version_from", required->span);

    add_packages(maker, list, required);
    if (required->last->kind == RX_OTHERS)
        rx_put(maker, rx_get(match, "state"),
               "package_version_from_allow_other", required->last->span,
               rx_make_bool(maker, required->last->span, true));
}

static void put_group(struct rx_maker *maker, struct ast_node *match,
                      struct rx_node *group)
{
    struct ast_node *list = rx_make(maker, AST_SEQUENCE, group->span);

    for (struct rx_node *one = group->first; one; one = one->next)
        rx_append(maker, list,
                  rx_wrap(maker, one->span, "package_version",
                          rx_make_package(maker, one, false)));
    rx_put(maker, match, "group", group->span, list);
}

static void put_part(struct rx_maker *maker, struct ast_node *match,
                     struct rx_node *part, struct thoth_text type)
{
    switch ((enum rx_kind)part->kind) {
    case RX_PHRASE:
        put_phrase(maker, match, part, type);
        break;
    case RX_WITH:
        add_packages(
            maker,
            state_list(maker, match, "resolved_dependencies", part->span),
            part);
        break;
    case RX_REQUIRED:
        put_required(maker, match, part);
        break;
    case RX_GROUP:
        put_group(maker, match, part);
        break;
    case RX_WHERE:
        rx_put(maker, match, "when", part->span,
               rx_make_condition(maker, part->first, RX_PLACE_MATCH));
        break;
    default:
        break;
    }
}

struct ast_node *rx_make_match(struct rx_maker *maker, struct rx_node *clause,
                               struct thoth_text type)
{
    struct ast_node *match;

    if (!rx_enter(maker, clause->span))
        return NULL;
    if (clause->first->kind == RX_RECORD) {
        match = rx_make_record(maker, clause->first);
    } else {
        match = rx_make(maker, AST_MAPPING, clause->first->span);
        for (struct rx_node *one = clause->first; one; one = one->next)
            put_part(maker, match, one, type);
    }
    rx_leave(maker);
    return match;
}
