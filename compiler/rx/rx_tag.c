/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values that only tags name, since YAML has them and the match/run language
 * has no words of its own for them: `!timestamp "2021-01-01"` and the like.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/yaml/base64.h"
#include "compiler/yaml/timestamp.h"

#include <math.h>

static struct ast_node *make_timestamp(struct rx_maker *maker,
                                       const struct rx_node *node)
{
    struct ast_node *tree = rx_make(maker, AST_TIMESTAMP, node->span);
    struct timestamp when;

    if (!timestamp_scan(node->first->text, &when) || !timestamp_valid(&when)) {
        rx_refuse(
            maker, DIAG_RX_TYPE, node->first->span,
            "expected a date such as \"2021-12-31\", perhaps with a time");
        return NULL;
    }
    tree->source = node->first->text;
    tree->text = timestamp_format(maker->arena, &when);
    return tree;
}

static struct ast_node *make_binary(struct rx_maker *maker,
                                    const struct rx_node *node)
{
    struct ast_node *tree = rx_make(maker, AST_BINARY, node->span);

    tree->source = node->first->text;
    if (base64_decode(maker->arena, node->first->text, &tree->text))
        return tree;
    rx_refuse(maker, DIAG_RX_TYPE, node->first->span, "expected base64");
    return NULL;
}

static struct ast_node *make_odd_float(struct rx_maker *maker,
                                       const struct rx_node *node)
{
    static const struct {
        const char *name;
        double number;
    } NUMBERS[] = {{"nan", NAN}, {"inf", INFINITY}, {"-inf", -INFINITY}};
    struct ast_node *tree = rx_make(maker, AST_FLOAT, node->span);

    tree->source = node->first->text;
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (thoth_text_equal(node->first->text,
                             thoth_text_of(NUMBERS[i].name))) {
            tree->number = NUMBERS[i].number;
            return tree;
        }
    rx_refuse(maker, DIAG_RX_TYPE, node->first->span,
              "expected \"nan\", \"inf\" or \"-inf\"");
    return NULL;
}

static struct ast_node *make_tuple(struct rx_maker *maker,
                                   const struct rx_node *node)
{
    return rx_make_list(maker, node->first, AST_TUPLE);
}

struct ast_node *rx_make_tagged(struct rx_maker *maker, struct rx_node *node)
{
    static const struct {
        const char *tag;
        enum rx_kind kind;
        struct ast_node *(*make)(struct rx_maker *maker,
                                 const struct rx_node *node);
    } TAGS[] = {
        {"timestamp", RX_STRING, make_timestamp},
        {"binary", RX_STRING, make_binary},
        {"float", RX_STRING, make_odd_float},
        {"set", RX_LIST, rx_make_set},
        {"tuple", RX_LIST, make_tuple},
    };

    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        if (!thoth_text_equal(node->text, thoth_text_of(TAGS[i].tag)))
            continue;
        if (node->first->kind != TAGS[i].kind ||
            (TAGS[i].kind == RX_STRING && node->first->open)) {
            rx_refuse_node(maker, node->first,
                           TAGS[i].kind == RX_LIST ? "a list behind the tag"
                                                   : "a string behind the tag");
            return NULL;
        }
        return TAGS[i].make(maker, node);
    }
    diagnostic_add_note(maker->diagnostics,
                        rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, node->span,
                                  "the tag '!%.*s' is not known",
                                  (int)node->text.length, node->text.at),
                        "there are !timestamp, !binary, !float, !set and "
                        "!tuple");
    return NULL;
}
