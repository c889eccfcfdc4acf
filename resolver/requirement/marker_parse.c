/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Recursive descent: or < and < comparison or parentheses.
 */
#include "resolver/requirement/scanner.h"

static const struct {
    const char *name, *old;
} VARIABLES[] = {
#define MARKER_VARIABLE(id, name, old) [MARKER_##id] = {name, old},
#include "grammar/marker_variables.def"
#undef MARKER_VARIABLE
};

/* Longer ones first where one begins another. */
static const struct {
    const char *sign;
    enum marker_operator operator;
} OPERATORS[] = {
    {"===", MARKER_IDENTICAL}, {"==", MARKER_EQUAL},
    {"~=", MARKER_COMPATIBLE}, {"!=", MARKER_NOT_EQUAL},
    {"<=", MARKER_LESS_EQUAL}, {">=", MARKER_GREATER_EQUAL},
    {"<", MARKER_LESS},        {">", MARKER_GREATER},
};

struct marker_parser {
    struct scanner *scanner;
    struct arena *arena;
    unsigned depth;
};

static bool begins_with(const struct scanner *scanner, const char *start)
{
    size_t length = strlen(start);

    return scanner->text.length - scanner->at >= length &&
           !memcmp(scanner->text.at + scanner->at, start, length);
}

/* A word that ends here. */
static bool take_word(struct scanner *scanner, const char *word)
{
    size_t length = strlen(word), end = scanner->at + length;

    if (!begins_with(scanner, word))
        return false;
    if (end < scanner->text.length && scanner_is_word(scanner->text.at[end]))
        return false;
    scanner->at = end;
    return true;
}

static bool parse_literal(struct scanner *scanner,
                          struct marker_operand *operand)
{
    char quote = scanner_char(scanner);
    const char *start = scanner->text.at + scanner->at + 1;
    const char *end =
        memchr(start, quote, scanner->text.length - scanner->at - 1);

    if (!end)
        return scanner_fail(scanner, "a quoted text has no end");
    operand->variable = MARKER_VARIABLES;
    operand->text = (struct thoth_text){start, (size_t)(end - start)};
    scanner->at += operand->text.length + 2;
    return true;
}

static bool parse_operand(struct scanner *scanner,
                          struct marker_operand *operand)
{
    char c = scanner_char(scanner);

    if (c == '"' || c == '\'')
        return parse_literal(scanner, operand);
    for (int i = 0; i < MARKER_VARIABLES; i++)
        if (take_word(scanner, VARIABLES[i].name) ||
            (VARIABLES[i].old && take_word(scanner, VARIABLES[i].old))) {
            operand->variable = (enum marker_variable)i;
            return true;
        }
    return scanner_fail(scanner,
                        "expected a quoted text or a marker variable such as "
                        "python_version");
}

static bool parse_operator(struct scanner *scanner,
                           enum marker_operator *operator)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++)
        if (begins_with(scanner, OPERATORS[i].sign)) {
            scanner->at += strlen(OPERATORS[i].sign);
            *operator= OPERATORS[i].operator;
            return true;
        }
    *operator= MARKER_IN;
    if (take_word(scanner, "in"))
        return true;
    if (take_word(scanner, "not")) {
        scanner_skip_space(scanner);
        *operator= MARKER_NOT_IN;
        if (take_word(scanner, "in"))
            return true;
    }
    return scanner_fail(scanner, "expected a comparison, such as == or in");
}

static const struct marker *parse_comparison(struct marker_parser *parser)
{
    struct scanner *scanner = parser->scanner;
    struct marker *marker = ARENA_NEW(parser->arena, struct marker);

    if (!parse_operand(scanner, &marker->left))
        return NULL;
    scanner_skip_space(scanner);
    if (!parse_operator(scanner, &marker->operator))
        return NULL;
    scanner_skip_space(scanner);
    if (!parse_operand(scanner, &marker->right))
        return NULL;
    if (marker->left.variable == MARKER_VARIABLES &&
        marker->right.variable == MARKER_VARIABLES) {
        scanner_fail(scanner, "one side of a comparison must be a variable");
        return NULL;
    }
    return marker;
}

static const struct marker *parse_or(struct marker_parser *parser);

static const struct marker *parse_atom(struct marker_parser *parser)
{
    struct scanner *scanner = parser->scanner;
    const struct marker *marker;

    scanner_skip_space(scanner);
    if (!scanner_take(scanner, '('))
        return parse_comparison(parser);
    if (++parser->depth > MARKER_DEPTH_LIMIT) {
        scanner_fail(scanner, "parentheses are nested too deep");
        return NULL;
    }
    marker = parse_or(parser);
    parser->depth--;
    if (marker && !scanner_take(scanner, ')')) {
        scanner_fail(scanner, "expected ), and or or");
        return NULL;
    }
    return marker;
}

static const struct marker *join(struct marker_parser *parser,
                                 enum marker_kind kind,
                                 const struct marker *first,
                                 const struct marker *second)
{
    struct marker *marker = ARENA_NEW(parser->arena, struct marker);

    marker->kind = kind;
    marker->first = first;
    marker->second = second;
    return marker;
}

static const struct marker *parse_and(struct marker_parser *parser)
{
    const struct marker *marker = parse_atom(parser), *next;

    while (marker) {
        scanner_skip_space(parser->scanner);
        if (!take_word(parser->scanner, "and"))
            return marker;
        next = parse_atom(parser);
        marker = next ? join(parser, MARKER_AND, marker, next) : NULL;
    }
    return NULL;
}

static const struct marker *parse_or(struct marker_parser *parser)
{
    const struct marker *marker = parse_and(parser), *next;

    while (marker) {
        scanner_skip_space(parser->scanner);
        if (!take_word(parser->scanner, "or"))
            return marker;
        next = parse_and(parser);
        marker = next ? join(parser, MARKER_OR, marker, next) : NULL;
    }
    return NULL;
}

const struct marker *scanner_marker(struct scanner *scanner,
                                    struct arena *arena)
{
    struct marker_parser parser = {.scanner = scanner, .arena = arena};
    const struct marker *marker = parse_or(&parser);

    if (marker && !scanner_done(scanner)) {
        scanner_fail(scanner, "expected and, or, or the end of the marker");
        return NULL;
    }
    return marker;
}

const struct marker *marker_parse(struct arena *arena, struct thoth_text text,
                                  struct marker_fault *fault)
{
    struct scanner scanner = {.text = text};
    const struct marker *marker = scanner_marker(&scanner, arena);

    *fault = scanner.fault;
    return marker;
}
