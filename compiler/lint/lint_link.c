/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links of messages. The reference puts the address of the justification pages
 * before every link that does not begin with "http://" or "https://", and
 * checks nothing else. Which pages there are stands in grammar/link_pages.def.
 */
#include "compiler/lint/edit.h"

#include "compiler/base/near_name.h"

#include <string.h>

static const struct thoth_text PAGES[] = {
#define LINK_PAGE(name) {name, sizeof name - 1},
#include "grammar/link_pages.def"
#undef LINK_PAGE
};

enum { PAGE_COUNT = sizeof PAGES / sizeof *PAGES };

static bool begins(struct thoth_text text, const char *beginning, size_t length)
{
    return text.length >= length && !memcmp(text.at, beginning, length);
}

/* Is it the beginning of a web address? */
static bool is_web(struct thoth_text text)
{
    return begins(text, "https://", 8) || begins(text, "http://", 7);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t first_word(struct thoth_text text)
{
    size_t length = 0;

    while (length < text.length && !is_space(text.at[length]))
        length++;
    return length;
}

/* Does an address begin here, after what may stand between addresses? */
static bool starts_web(struct thoth_text text, size_t i)
{
    return (i == 0 || strchr(" \t\n\r,;", text.at[i - 1])) &&
           is_web((struct thoth_text){text.at + i, text.length - i});
}

/* How many addresses there are, and where the second one begins. */
static unsigned count_web(struct thoth_text text, size_t *second)
{
    unsigned count = 0;

    for (size_t i = 0; i < text.length; i++)
        if (starts_web(text, i) && ++count == 2)
            *second = i;
    return count;
}

static void report_several(struct linter *linter, const struct ast_node *link,
                           unsigned count, size_t second)
{
    struct thoth_text first = {link->text.at, second};
    struct thoth_text rest = {link->text.at + second,
                              link->text.length - second};
    struct diagnostic *diagnostic;

    while (first.length && strchr(" \t\n\r,;", first.at[first.length - 1]))
        first.length--;
    while (rest.length && is_space(rest.at[rest.length - 1]))
        rest.length--;
    diagnostic =
        diagnostic_report(linter->list, DIAG_LINK_SEVERAL,
                          place_part(&linter->places, link, rest, NULL),
                          "a link is one address, here are %u", count);
    diagnostic_add_note(linter->list, diagnostic,
                        "the text is handed on as it is, and leads nowhere; "
                        "write an entry for each address, or put the others "
                        "into the message");
    lint_replace(linter, diagnostic, false, link, first,
                 "keep the first address");
}

static void report_spaces(struct linter *linter, const struct ast_node *link)
{
    struct thoth_text trimmed = link->text;
    struct diagnostic *diagnostic;

    while (trimmed.length && is_space(trimmed.at[0])) {
        trimmed.at++;
        trimmed.length--;
    }
    while (trimmed.length && is_space(trimmed.at[trimmed.length - 1]))
        trimmed.length--;
    diagnostic = diagnostic_report(linter->list, DIAG_LINK_SPACE, link->span,
                                   "a link holds white space");
    if (first_word(trimmed) == trimmed.length)
        lint_replace(linter, diagnostic, false, link, trimmed,
                     "remove the white space");
    else
        diagnostic_add_note(linter->list, diagnostic,
                            "write %%20 for a space that belongs to the "
                            "address");
}

static void report_http(struct linter *linter, const struct ast_node *link)
{
    struct diagnostic *diagnostic = diagnostic_report(
        linter->list, DIAG_LINK_HTTP,
        place_part(&linter->places, link, (struct thoth_text){link->text.at, 4},
                   NULL),
        "a link without encryption");

    lint_replace(linter, diagnostic, false, link,
                 arena_format(linter->scratch, "https%.*s",
                              (int)link->text.length - 4, link->text.at + 4),
                 "write https, if the host has it");
}

static void lint_page(struct linter *linter, const struct ast_node *link)
{
    struct diagnostic *diagnostic;
    struct near_name near;

    for (int i = 0; i < PAGE_COUNT; i++)
        if (thoth_text_equal(PAGES[i], link->text))
            return;
    diagnostic =
        diagnostic_report(linter->list, DIAG_LINK_PAGE_UNKNOWN, link->span,
                          "no justification page is known by the name %s",
                          lint_quote(linter, link->text));
    near_name_start(&near, link->text);
    for (int i = 0; i < PAGE_COUNT; i++)
        near_name_offer(&near, PAGES[i]);
    if (near.best.length) {
        diagnostic_add_note(linter->list, diagnostic, "did you mean %s?",
                            lint_quote(linter, near.best));
        lint_replace(linter, diagnostic, false, link, near.best,
                     "name the page that was probably meant");
    }
}

/* Page names have none of the characters that an address cannot do without. */
static bool is_page(struct thoth_text link)
{
    return !link.length || !memchr(link.at, ':', link.length);
}

/* May the text be more than one word, or hold several addresses? Most are
 * neither. */
static bool looks_odd(struct thoth_text text)
{
    const char *end = text.at + text.length, *colon = text.at;

    for (size_t i = 0; i < text.length; i++)
        if (is_space(text.at[i]))
            return true;
    colon = memchr(text.at, ':', text.length);
    while (colon &&
           (colon = memchr(colon + 1, ':', (size_t)(end - colon - 1))) != NULL)
        if (end - colon > 2 && colon[1] == '/' && colon[2] == '/')
            return true;
    return false;
}

static void lint_words(struct linter *linter, const struct ast_node *link)
{
    size_t second = 0;
    unsigned count = count_web(link->text, &second);

    if (count > 1)
        report_several(linter, link, count, second);
    else if (first_word(link->text) != link->text.length)
        report_spaces(linter, link);
}

void lint_link(struct linter *linter, const struct ast_node *message)
{
    const struct ast_node *link = field_value(message, FIELD_MESSAGE_LINK);

    if (!link)
        return;
    if (is_page(link->text)) {
        lint_page(linter, link);
        return;
    }
    if (looks_odd(link->text))
        lint_words(linter, link);
    if (begins(link->text, "http://", 7))
        report_http(linter, link);
    else if (!is_web(link->text) && !is_space(link->text.at[0]))
        diagnostic_add_note(
            linter->list,
            diagnostic_report(linter->list, DIAG_LINK_SCHEME, link->span,
                              "the link leads to a page of thoth-station.ninja "
                              "that does not exist"),
            "what does not begin with 'http://' or 'https://', in lower case, "
            "is taken for the name of a justification page");
}
