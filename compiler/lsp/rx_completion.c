/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Completion in `.rx` files: words of the language, predicates and unit types
 * out of their tables, packages of the workspace, modules.
 */
#include "compiler/check/field.h"
#include "compiler/lsp/completion_items.h"
#include "compiler/lsp/rx_context.h"
#include "compiler/rx/rx_library.h"

static void offer_words(struct completion *completion, const char *const *words)
{
    for (; *words; words++)
        completion_offer_word(completion, *words, ITEM_KEYWORD, NULL);
}

static void offer_items(struct completion *completion)
{
    static const char *const WORDS[] = {"for",       "function", "index",
                                        "let",       "metadata", "namespace",
                                        "predicate", "use",      NULL};

    for (int i = 0; i < UNIT_TYPE_COUNT; i++)
        completion_offer_word(
            completion, unit_type_fact((enum unit_type)i)->name.at, ITEM_ENUM,
            unit_type_fact((enum unit_type)i)->documentation);
    offer_words(completion, WORDS);
}

static void offer_clauses(struct completion *completion)
{
    static const char *const WORDS[] = {"given", "match",   "metadata", "needs",
                                        "off",   "request", "run",      "test",
                                        "unit",  "when",    NULL};

    offer_words(completion, WORDS);
}

static void offer_actions(struct completion *completion)
{
    static const char *const WORDS[] = {
        "add",           "advise", "error",   "info",   "log",
        "multi_package", "note",   "nothing", "reject", "release notes of",
        "score",         "stop",   "warn",    "yield",  NULL};

    offer_words(completion, WORDS);
}

static void offer_predicates(struct completion *completion)
{
    static const struct {
        const char *word, *documentation;
    } PREDICATES[] = {
#define RX_PREDICATE(id, word, key, form, places, section, field,              \
                     documentation)                                            \
    {word, documentation},
#include "grammar/rx_predicates.def"
#undef RX_PREDICATE
    };

    for (size_t i = 0; i < sizeof PREDICATES / sizeof *PREDICATES; i++)
        completion_offer_word(completion, PREDICATES[i].word, ITEM_FUNCTION,
                              PREDICATES[i].documentation);
}

static void offer_numbers(struct completion *completion)
{
    static const char *const WORDS[] = {"abs", "clamp", "if",
                                        "max", "min",   NULL};

    completion_offer_choices(completion, CHOICE_SET_FACT);
    offer_words(completion, WORDS);
}

static void offer_modules(struct completion *completion)
{
    const struct rx_library_module *module;

    for (size_t i = 0; (module = rx_library_module(i)) != NULL; i++)
        completion_offer_word(completion, module->name, ITEM_MODULE, NULL);
}

void completion_offer_rx(struct completion *completion)
{
    struct rx_context context =
        rx_context_find(completion->text, completion->end);

    completion->start = context.start;
    if (context.expects & RX_EXPECTS_ITEM)
        offer_items(completion);
    if (context.expects & RX_EXPECTS_CLAUSE)
        offer_clauses(completion);
    if (context.expects & RX_EXPECTS_PREDICATE)
        offer_predicates(completion);
    if (context.expects & RX_EXPECTS_ACTION)
        offer_actions(completion);
    if (context.expects & RX_EXPECTS_OUTCOME) {
        completion_offer_choices(completion, CHOICE_SET_OUTCOME);
        completion_offer_choices(completion, CHOICE_SET_INCLUSION);
    }
    if (context.expects & RX_EXPECTS_NUMBER)
        offer_numbers(completion);
    if (context.expects & RX_EXPECTS_MODULE)
        offer_modules(completion);
    if (context.expects & RX_EXPECTS_PACKAGE)
        completion_offer_packages(completion);
}
