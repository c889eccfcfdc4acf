/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What messages and links say of packages, against the packages that the unit
 * matches. A unit that matches one package and speaks of another one was copied
 * and not adapted. Reported only where the text leaves no doubt: a name that is
 * part of a fixed form of address or sentence, and is not explained elsewhere.
 */
#include "compiler/lint/edit.h"
#include "compiler/lint/subject.h"

#include "runtime/package_name.h"

#include <string.h>

/* Addresses with the name of a package behind them. */
struct address {
    struct thoth_text beginning;
    bool is_python; /* the name is a Python package's, else an RPM's */
};

#define ADDRESS(text, is_python)                                               \
    {                                                                          \
        {text, sizeof text - 1}, is_python                                     \
    }
static const struct address ADDRESSES[] = {
    ADDRESS("https://pypi.org/project/", true),
    ADDRESS("https://src.fedoraproject.org/rpms/", false),
};

static const struct thoth_text SENTENCES[] = {{"Package '", 9},
                                              {"Project '", 9}};

/* Equal in normal form; the second is in it. */
static bool is_named(struct thoth_text written, struct thoth_text name)
{
    char room[THOTH_PACKAGE_NAME_ROOM(128)];
    struct thoth_text normal = {room, 0};

    if (thoth_text_equal(written, name))
        return true;
    if (written.length > 128)
        return false;
    normal.length = thoth_package_name_normalise(written, room);
    return thoth_text_equal(normal, name);
}

static bool contains(struct thoth_text text, struct thoth_text part)
{
    return part.length <= text.length &&
           memmem(text.at, text.length, part.at, part.length) != NULL;
}

/* The name between the beginning and the next stop. */
static struct thoth_text name_behind(struct thoth_text text,
                                     struct thoth_text beginning,
                                     const char *stops)
{
    struct thoth_text name = {NULL, 0};

    if (text.length <= beginning.length ||
        memcmp(text.at, beginning.at, beginning.length) != 0)
        return name;
    name.at = text.at + beginning.length;
    while (beginning.length + name.length < text.length &&
           !strchr(stops, name.at[name.length]))
        name.length++;
    return name;
}

static bool test_named(const struct ast_node *name, struct thoth_text text)
{
    return is_named(text, name->text);
}

/* "python3-foo" for the package "foo", as RPM packages are called. */
static bool is_rpm_name(struct thoth_text name, struct thoth_text package)
{
    static const struct thoth_text PREFIXES[] = {
        {"python-", 7}, {"python2-", 8}, {"python3-", 8}};

    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
        if (name.length == PREFIXES[i].length + package.length &&
            !memcmp(name.at, PREFIXES[i].at, PREFIXES[i].length) &&
            !memcmp(name.at + PREFIXES[i].length, package.at, package.length))
            return true;
    return false;
}

/* An RPM package of that name may be the Python package's. */
static bool test_rpm(const struct ast_node *name, struct thoth_text text)
{
    return is_named(text, name->text) || is_rpm_name(text, name->text);
}

/* Is the package mentioned at all? */
static bool test_mentioned(const struct ast_node *name, struct thoth_text text)
{
    return contains(text, name->text);
}

static void report_package(struct linter *linter,
                           const struct ast_node *package,
                           const struct ast_node *matched)
{
    struct diagnostic *diagnostic;

    if (is_rpm_name(matched->text, package->text)) {
        diagnostic = diagnostic_report(
            linter->list, DIAG_MATCH_NAME_OF_RPM, matched->span,
            "%s is the name of an RPM package, not of the Python package",
            lint_quote(linter, matched->text));
        diagnostic_add_place(linter->list, diagnostic, package->span,
                             "the Python package");
        diagnostic_add_note(linter->list, diagnostic,
                            "matches compare names of Python packages, so "
                            "the unit runs for none");
        lint_replace(linter, diagnostic, false, matched, package->text,
                     "match the Python package");
        return;
    }
    diagnostic = diagnostic_report(
        linter->list, DIAG_JUSTIFICATION_PACKAGE, package->span,
        "the justification is about %s, which the unit does not match",
        lint_quote(linter, package->text));
    diagnostic_add_place(linter->list, diagnostic, matched->span,
                         "matched here");
}

static void lint_sentence(struct linter *linter, const struct ast_node *message)
{
    for (size_t i = 0; i < sizeof SENTENCES / sizeof *SENTENCES; i++) {
        struct thoth_text name =
            name_behind(message->text, SENTENCES[i], "' \n");
        const struct ast_node *any;

        if (!name.length ||
            name.at + name.length == message->text.at + message->text.length ||
            name.at[name.length] != '\'' ||
            subject_find(&linter->unit, test_named, name) ||
            subject_find(&linter->unit, test_mentioned, message->text))
            continue;
        any = subject_find(&linter->unit, NULL, name);
        if (!any)
            return;
        diagnostic_add_place(
            linter->list,
            diagnostic_report(
                linter->list, DIAG_MESSAGE_PACKAGE,
                place_part(&linter->places, message, name, NULL),
                "the message is about %s, which the unit does not match",
                lint_quote(linter, name)),
            any->span, "matched here");
    }
}

static void lint_address(struct linter *linter, const struct ast_node *link,
                         const struct ast_node *message)
{
    for (size_t i = 0; i < sizeof ADDRESSES / sizeof *ADDRESSES; i++) {
        struct thoth_text name =
            name_behind(link->text, ADDRESSES[i].beginning, "/#? ");
        const struct ast_node *any;

        if (!name.length || contains(message->text, name) ||
            subject_find(&linter->unit,
                         ADDRESSES[i].is_python ? test_named : test_rpm, name))
            continue;
        any = subject_find(&linter->unit, NULL, name);
        if (!any)
            return;
        diagnostic_add_place(
            linter->list,
            diagnostic_report(
                linter->list, DIAG_LINK_PACKAGE,
                place_part(&linter->places, link, name, NULL),
                "the link is about %s, of which neither match nor "
                "message speak",
                lint_quote(linter, name)),
            any->span, "matched here");
    }
}

/* The first two single quotes in a row. */
static const char *find_pair(const char *at, const char *end)
{
    while (end - at >= 2 &&
           (at = memchr(at, '\'', (size_t)(end - at - 1))) != NULL) {
        if (at[1] == '\'')
            return at;
        at++;
    }
    return NULL;
}

/* Two quotes on both sides of a word, as only single-quoted YAML wants them. */
static void lint_quotes(struct linter *linter, const struct ast_node *message)
{
    const char *end = message->text.at + message->text.length;
    const char *open = find_pair(message->text.at, end), *close;

    if (!open || end - open < 5 || strchr(" ',.;:)", open[2]))
        return;
    close = find_pair(open + 3, end);
    if (!close)
        return;
    diagnostic_add_note(
        linter->list,
        diagnostic_report(
            linter->list, DIAG_MESSAGE_QUOTES,
            place_part(&linter->places, message,
                       (struct thoth_text){open, (size_t)(close + 2 - open)},
                       NULL),
            "the message has two quotes where one is meant"),
        "a quote is doubled only inside of a text in single quotes");
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* A line break at the end is what `>` leaves without a dash behind it. */
static void lint_ends(struct linter *linter, const struct ast_node *message)
{
    struct thoth_text text = message->text;
    struct diagnostic *diagnostic;

    if (!is_space(text.at[0]) && !is_space(text.at[text.length - 1]))
        return;
    diagnostic =
        diagnostic_report(linter->list, DIAG_MESSAGE_SPACE, message->span,
                          "the message has white space at an end");
    diagnostic_add_note(linter->list, diagnostic,
                        "of a text below '|' or '>' the last line break is "
                        "part, unless a dash follows: '>-'");
    while (text.length && is_space(text.at[text.length - 1]))
        text.length--;
    while (text.length && is_space(text.at[0])) {
        text.at++;
        text.length--;
    }
    lint_replace(linter, diagnostic, false, message, text,
                 "remove the white space");
}

static void lint_message(struct linter *linter, const struct ast_node *entry)
{
    const struct ast_node *message = field_value(entry, FIELD_MESSAGE_MESSAGE);
    const struct ast_node *link = field_value(entry, FIELD_MESSAGE_LINK);
    const struct ast_node *package =
        field_value(entry, FIELD_JUSTIFICATION_PACKAGE_NAME);
    const struct ast_node *any;

    lint_ends(linter, message);
    lint_quotes(linter, message);
    lint_sentence(linter, message);
    if (link)
        lint_address(linter, link, message);
    if (!package || subject_find(&linter->unit, test_named, package->text))
        return;
    any = subject_find(&linter->unit, NULL, package->text);
    if (any)
        report_package(linter, package, any);
}

void lint_subjects(struct linter *linter)
{
    static const enum field_id LISTS[] = {FIELD_RUN_STACK_INFO,
                                          FIELD_RUN_JUSTIFICATION};
    const struct ast_node *log = field_value(linter->unit.run, FIELD_RUN_LOG);

    for (int i = 0; i < 2; i++) {
        const struct ast_node *list = field_value(linter->unit.run, LISTS[i]);

        for (uint32_t k = 0; list && k < list->sequence.count; k++)
            lint_message(linter, list->sequence.items[k]);
    }
    if (log)
        lint_message(linter, log);
}
