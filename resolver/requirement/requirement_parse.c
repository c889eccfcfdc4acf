/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grammar of PEP 508 around markers, as packaging has it: a name ends in a
 * letter, a digit or an underscore, a comma may close a list of clauses, a URL
 * ends at white space.
 */
#include "resolver/requirement/requirement.h"

#include "resolver/requirement/scanner.h"

#include <stdlib.h>

enum { EXTRAS_LIMIT = 256 };

static bool name_goes_on(char c)
{
    return scanner_is_word(c) || c == '-' || c == '.';
}

static bool parse_name(struct scanner *scanner, struct thoth_text *name)
{
    size_t start = scanner->at, end;

    if (scanner_done(scanner) || scanner_char(scanner) == '_' ||
        !scanner_is_word(scanner_char(scanner)))
        return scanner_fail(scanner, "expected a name");
    while (!scanner_done(scanner) && name_goes_on(scanner_char(scanner)))
        scanner->at++;
    end = scanner->at;
    while (!scanner_is_word(scanner->text.at[end - 1]))
        end--;
    scanner->at = end;
    *name = (struct thoth_text){scanner->text.at + start, end - start};
    return true;
}

static int order_extras(const void *a, const void *b)
{
    return thoth_text_order(*(const struct thoth_text *)a,
                            *(const struct thoth_text *)b);
}

/* Sorts and drops what is there twice. */
static void settle_extras(struct requirement *requirement)
{
    size_t kept = 0;

    if (!requirement->extra_count)
        return;
    qsort(requirement->extras, requirement->extra_count,
          sizeof *requirement->extras, order_extras);
    for (size_t i = 0; i < requirement->extra_count; i++)
        if (!kept || !thoth_text_equal(requirement->extras[i],
                                       requirement->extras[kept - 1]))
            requirement->extras[kept++] = requirement->extras[i];
    requirement->extra_count = kept;
}

/* Behind the opening bracket. */
static bool parse_extras(struct scanner *scanner, struct arena *arena,
                         struct requirement *requirement)
{
    struct thoth_text found[EXTRAS_LIMIT], name;
    size_t count = 0;

    scanner_skip_space(scanner);
    if (scanner_take(scanner, ']'))
        return true;
    do {
        scanner_skip_space(scanner);
        if (count == EXTRAS_LIMIT)
            return scanner_fail(scanner, "there are too many extras");
        if (!parse_name(scanner, &name))
            return false;
        found[count++] = requirement_normal_name(arena, name);
        scanner_skip_space(scanner);
    } while (scanner_take(scanner, ','));
    if (!scanner_take(scanner, ']'))
        return scanner_fail(scanner, "expected , or ] behind an extra");
    requirement->extras = ARENA_NEW_ARRAY(arena, struct thoth_text, count);
    memcpy(requirement->extras, found, count * sizeof *found);
    requirement->extra_count = count;
    settle_extras(requirement);
    return true;
}

static bool is_operator_char(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '!' || c == '~';
}

/* An exclamation mark is the operator != or belongs to an epoch; behind `===`
 * there are no operators. */
static bool ends_version(const struct scanner *scanner, bool is_identical)
{
    char c = scanner_char(scanner);
    size_t next = scanner->at + 1;

    if (is_identical)
        return c == ' ' || c == '\t' || c == ',' || c == ';' || c == ')';
    if (c == '!')
        return next < scanner->text.length && scanner->text.at[next] == '=';
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == ')' ||
           is_operator_char(c);
}

/* The length of the operator that is next, 0 if there is none. */
static size_t operator_length(const struct scanner *scanner)
{
    /* The longest first. */
    static const char *const OPERATORS[] = {
        "===", "==", "~=", "!=", "<=", ">=", "<", ">"};
    size_t left = scanner->text.length - scanner->at;

    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        size_t length = strlen(OPERATORS[i]);

        if (left >= length &&
            !memcmp(scanner->text.at + scanner->at, OPERATORS[i], length))
            return length;
    }
    return 0;
}

/* Clauses up to `;`, `)` or the end, written to `out` without spaces. */
static bool parse_clauses(struct scanner *scanner, char *out, size_t *length)
{
    size_t start, sign;

    *length = 0;
    while (is_operator_char(scanner_char(scanner))) {
        if (*length)
            out[(*length)++] = ',';
        sign = operator_length(scanner);
        if (!sign)
            return scanner_fail(scanner, "expected an operator such as ==");
        memcpy(out + *length, scanner->text.at + scanner->at, sign);
        *length += sign;
        scanner->at += sign;
        scanner_skip_space(scanner);
        start = scanner->at;
        while (!scanner_done(scanner) && !ends_version(scanner, sign == 3))
            out[(*length)++] = scanner->text.at[scanner->at++];
        if (scanner->at == start)
            return scanner_fail(scanner, "expected a version");
        scanner_skip_space(scanner);
        if (!scanner_take(scanner, ','))
            return true;
        scanner_skip_space(scanner);
    }
    return true;
}

static bool parse_specifier(struct scanner *scanner, struct arena *arena,
                            struct requirement *requirement)
{
    /* A comma more than the text has, for an operator behind a version. */
    char *out = arena_allocate(arena, 2 * scanner->text.length + 1);
    bool in_parentheses = scanner_take(scanner, '(');
    size_t start, length;
    struct thoth_specifier *specifier;

    if (in_parentheses)
        scanner_skip_space(scanner);
    start = scanner->at;
    if (!parse_clauses(scanner, out, &length))
        return false;
    if (in_parentheses && !scanner_take(scanner, ')'))
        return scanner_fail(scanner, "expected ) behind the versions");
    requirement->specifier = (struct thoth_text){out, length};
    if (!length)
        return true;
    if (thoth_specifier_parse(requirement->specifier, NULL, &specifier)) {
        scanner->at = start;
        return scanner_fail(scanner, "this is no set of versions (PEP 440)");
    }
    thoth_specifier_release(specifier);
    return true;
}

/* Behind the @. A marker needs white space in front of its semicolon. */
static bool parse_url(struct scanner *scanner, struct arena *arena,
                      struct requirement *requirement)
{
    size_t start;

    scanner_skip_space(scanner);
    start = scanner->at;
    while (!scanner_done(scanner) && scanner_char(scanner) != ' ' &&
           scanner_char(scanner) != '\t')
        scanner->at++;
    if (scanner->at == start)
        return scanner_fail(scanner, "expected a URL behind the @");
    requirement->url =
        arena_copy_text(arena, (struct thoth_text){scanner->text.at + start,
                                                   scanner->at - start});
    return true;
}

static bool parse_rest(struct scanner *scanner, struct arena *arena,
                       struct requirement *requirement)
{
    bool parsed;

    scanner_skip_space(scanner);
    if (scanner_take(scanner, '[') &&
        !parse_extras(scanner, arena, requirement))
        return false;
    scanner_skip_space(scanner);
    if (scanner_take(scanner, '@'))
        parsed = parse_url(scanner, arena, requirement);
    else
        parsed = parse_specifier(scanner, arena, requirement);
    if (!parsed)
        return false;
    scanner_skip_space(scanner);
    if (scanner_done(scanner))
        return true;
    if (!scanner_take(scanner, ';'))
        return scanner_fail(scanner, "expected versions, ; with a marker, or "
                                     "the end");
    scanner_skip_space(scanner);
    requirement->marker_text = arena_copy_text(
        arena, (struct thoth_text){scanner->text.at + scanner->at,
                                   scanner->text.length - scanner->at});
    requirement->marker = scanner_marker(scanner, arena);
    return requirement->marker != NULL;
}

bool requirement_parse(struct arena *arena, struct thoth_text text,
                       struct requirement *requirement,
                       struct marker_fault *fault)
{
    struct scanner scanner = {.text = text};
    bool parsed = false;

    *requirement = (struct requirement){0};
    if (text.length > REQUIREMENT_LIMIT) {
        scanner_fail(&scanner, "the requirement is too long");
    } else {
        scanner_skip_space(&scanner);
        parsed = parse_name(&scanner, &requirement->written) &&
                 parse_rest(&scanner, arena, requirement);
        if (parsed)
            requirement->name =
                requirement_normal_name(arena, requirement->written);
    }
    *fault = scanner.fault;
    return parsed;
}
