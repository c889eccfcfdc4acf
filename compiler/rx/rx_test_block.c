/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `test`: what is given and what is expected, as an entry of the unit's
 * `tests`.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"

#include <string.h>

static const char *const OUTCOMES[] = {"accepted",   "rejected", "stopped",
                                       "removed",    "kept",     "skipped",
                                       "unaffected", NULL};
static const char *const INCLUSIONS[] = {"included", "excluded", NULL};

/* The name of an outcome; NULL, after a report, if it is none of `names`. */
static struct ast_node *make_outcome(struct rx_maker *maker,
                                     const struct rx_node *node,
                                     const char *const *names)
{
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, node->text);
    for (const char *const *name = names; *name; name++) {
        if (thoth_text_equal(node->text, thoth_text_of(*name)))
            return rx_make_text(maker, node->span, node->text);
        near_name_offer(&near, thoth_text_of(*name));
    }
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, node->span,
                           "'%.*s' is no outcome", (int)node->text.length,
                           node->text.at);
    if (near.best.length)
        diagnostic_add_note(maker->diagnostics, diagnostic,
                            "did you mean '%s'?", near.best.at);
    else
        diagnostic_add_note(maker->diagnostics, diagnostic, "expected %s",
                            names == INCLUSIONS
                                ? "'included' or 'excluded'"
                                : "'accepted', 'rejected', 'stopped', "
                                  "'removed', 'kept', 'skipped' or "
                                  "'unaffected'");
    return NULL;
}

static struct ast_node *make_expectation(struct rx_maker *maker,
                                         struct rx_node *line)
{
    struct ast_node *expectation = rx_make(maker, AST_MAPPING, line->span);
    struct rx_node *operand = line->last;
    const char *word =
        arena_copy_text(maker->arena, line->text).at; /* with a NUL */
    struct ast_node *value;

    rx_put(maker, expectation, "package", line->first->span,
           rx_make_package(maker, line->first, false));
    if (!strcmp(word, "is"))
        value = make_outcome(maker, operand, OUTCOMES);
    else if (!strcmp(word, "scores"))
        value = rx_make_data(maker, operand);
    else if (!strcmp(word, "says"))
        value = rx_make_string(maker, operand, "a text in quotes");
    else
        value = rx_make_package(maker, operand, false);
    rx_put(maker, expectation, word, operand->span, value);
    return expectation;
}

static void put_line(struct rx_maker *maker, struct ast_node *test,
                     struct rx_node *line)
{
    struct ast_node *list;

    switch ((enum rx_kind)line->kind) {
    case RX_GIVEN:
        list = rx_part(maker, test, "given", line->span, AST_SEQUENCE);
        for (struct rx_node *one = line->first; one; one = one->next)
            rx_append(maker, list, rx_make_package(maker, one, false));
        break;
    case RX_REQUEST:
        rx_put(maker, test, "request", line->span,
               rx_make_record(maker, line->first));
        break;
    case RX_EXPECT:
        list = rx_part(maker, test, "expect", line->span, AST_SEQUENCE);
        rx_append(maker, list, make_expectation(maker, line));
        break;
    case RX_EXPECT_UNIT:
        list = rx_part(maker, test, "expect", line->span, AST_SEQUENCE);
        rx_append(maker, list,
                  rx_wrap(maker, line->span, "unit",
                          make_outcome(maker, line->first, INCLUSIONS)));
        break;
    default:
        break;
    }
}

struct ast_node *rx_make_test(struct rx_maker *maker, struct rx_node *clause)
{
    struct rx_node *lines = clause->first, *name = lines->next;
    struct ast_node *test;

    if (!rx_enter(maker, clause->span))
        return NULL;
    test = rx_make(maker, AST_MAPPING, clause->span);
    if (name)
        rx_put(maker, test, "name", name->span,
               rx_make_string(maker, name, "a name"));
    for (struct rx_node *line = lines->first; line; line = line->next)
        put_line(maker, test, line);
    rx_leave(maker);
    return test;
}
