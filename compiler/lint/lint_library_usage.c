/* SPDX-License-Identifier: Apache-2.0 */
/*
 * library_usage: the reference looks at the first symbol alone that the
 * application uses of a library, and `.*` at the end of an expected symbol is
 * the only pattern it knows. Hence two expected symbols either exclude each
 * other or say the same.
 */
#include "compiler/lint/linter.h"

#include <string.h>

/* An expected symbol; of a pattern, what a used symbol must begin with. */
struct expected {
    struct thoth_text text;
    bool is_pattern;
};

static struct expected expected_of(const struct ast_node *symbol)
{
    struct expected expected = {symbol->text, false};

    if (symbol->text.length >= 2 &&
        !memcmp(symbol->text.at + symbol->text.length - 2, ".*", 2)) {
        expected.text.length -= 2;
        expected.is_pattern = true;
    }
    return expected;
}

/* Does every used symbol that fits `narrow` fit `wide`, too? */
static bool implies(struct expected narrow, struct expected wide)
{
    if (!wide.is_pattern)
        return !narrow.is_pattern && thoth_text_equal(narrow.text, wide.text);
    return narrow.text.length >= wide.text.length &&
           !memcmp(narrow.text.at, wide.text.at, wide.text.length);
}

static void report_pair(struct linter *linter, const struct ast_node *library,
                        const struct ast_node *first,
                        const struct ast_node *second)
{
    struct expected left = expected_of(first), right = expected_of(second);
    struct diagnostic *diagnostic;

    if (implies(left, right) || implies(right, left)) {
        const struct ast_node *idle = implies(left, right) ? second : first;
        const struct ast_node *other = idle == first ? second : first;

        diagnostic = diagnostic_report(
            linter->list, DIAG_USAGE_FIRST_SYMBOL, idle->span,
            "%s adds nothing: %s must match the same used symbol",
            lint_quote(linter, idle->text), lint_quote(linter, other->text));
        diagnostic_add_place(linter->list, diagnostic, other->span,
                             "this one asks for more");
    } else {
        diagnostic = diagnostic_report(
            linter->list, DIAG_USAGE_FIRST_SYMBOL, second->span,
            "%s and %s cannot both match, the unit is never included",
            lint_quote(linter, first->text), lint_quote(linter, second->text));
        diagnostic_add_place(linter->list, diagnostic, first->span,
                             "what else must match");
    }
    diagnostic_add_note(linter->list, diagnostic,
                        "each expected symbol is compared with the first "
                        "symbol that the application uses of %s, and with no "
                        "other",
                        lint_quote(linter, library->text));
}

/* An asterisk that is no pattern is compared as it is. */
static void lint_asterisk(struct linter *linter, const struct ast_node *symbol)
{
    struct thoth_text text = expected_of(symbol).text;
    const char *asterisk =
        text.length ? memchr(text.at, '*', text.length) : NULL;
    struct diagnostic *diagnostic;

    if (!asterisk)
        return;
    diagnostic =
        diagnostic_report(linter->list, DIAG_USAGE_PATTERN,
                          place_part(&linter->places, symbol,
                                     (struct thoth_text){asterisk, 1}, NULL),
                          "the asterisk in %s stands for itself",
                          lint_quote(linter, symbol->text));
    diagnostic_add_note(linter->list, diagnostic,
                        "only '.*' at the end is a pattern; no used symbol has "
                        "an asterisk in its name");
}

void lint_library_usage(struct linter *linter, const struct ast_node *usage)
{
    for (uint32_t i = 0; i < usage->mapping.count; i++) {
        const struct ast_entry *entry = &usage->mapping.entries[i];
        const struct ast_node *symbols = entry->value;

        for (uint32_t k = 0; k < symbols->sequence.count; k++)
            lint_asterisk(linter, symbols->sequence.items[k]);
        if (symbols->sequence.count >= 2)
            report_pair(linter, entry->key, symbols->sequence.items[0],
                        symbols->sequence.items[1]);
    }
}
