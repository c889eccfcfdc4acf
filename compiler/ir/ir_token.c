/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanner of the IR's text form.
 */
#include "compiler/ir/ir_token.h"

#include "runtime/unicode.h"

#include <ctype.h>
#include <string.h>

static int peek(const struct ir_parser *parser)
{
    return parser->next < parser->text.length
               ? (unsigned char)parser->text.at[parser->next]
               : -1;
}

static void skip_space(struct ir_parser *parser)
{
    for (;; parser->next++) {
        int c = peek(parser);

        if (c == '#') /* a comment, to the end of the line */
            while (peek(parser) != '\n' && peek(parser) >= 0)
                parser->next++;
        c = peek(parser);
        if (c == '\n') {
            parser->line++;
            parser->counted = parser->next + 1;
            parser->column = 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

static int hex_digit(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

/* One character of a string after a backslash, or -1. */
static int escaped(struct ir_parser *parser)
{
    int c = peek(parser), high, low;

    parser->next++;
    if (c == '"' || c == '\\')
        return c;
    if (c == 'n')
        return '\n';
    if (c != 'x')
        return -1;
    high = hex_digit(peek(parser));
    parser->next++;
    low = hex_digit(peek(parser));
    parser->next++;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static void scan_wrong(struct ir_parser *parser, const char *wrong)
{
    parser->kind = IR_TOKEN_WRONG;
    parser->wrong = wrong;
}

static void scan_string(struct ir_parser *parser)
{
    size_t start = ++parser->next, length = 0;
    const char *end;
    char *value;

    for (end = parser->text.at + start;
         end < parser->text.at + parser->text.length && *end != '"' &&
         *end != '\n';
         end++)
        if (*end == '\\')
            end++;
    if (end >= parser->text.at + parser->text.length || *end != '"') {
        scan_wrong(parser, "a string without an end on its line");
        return;
    }
    value = arena_allocate(parser->arena,
                           (size_t)(end - parser->text.at) - start + 1);
    while (parser->text.at + parser->next < end) {
        int c = (unsigned char)parser->text.at[parser->next++];

        if (c == '\\')
            c = escaped(parser);
        if (c < 0) {
            scan_wrong(parser, "a string with an escape that is none");
            return;
        }
        value[length++] = (char)c;
    }
    parser->next++;
    parser->kind = IR_TOKEN_STRING;
    parser->token = (struct thoth_text){value, length};
    if (!unicode_is_valid(parser->token))
        scan_wrong(parser, "a string that is not UTF-8");
}

static bool in_word(int c)
{
    return c > 0 && (isalnum(c) || strchr("_.+-:*", c));
}

static void scan_word(struct ir_parser *parser)
{
    size_t start = parser->next;

    while (in_word(peek(parser)))
        parser->next++;
    parser->kind = IR_TOKEN_WORD;
    parser->token =
        (struct thoth_text){parser->text.at + start, parser->next - start};
}

/* The column of the next byte. Columns count characters: bytes that do not
 * continue one. They are counted on from the last place asked for, since a line
 * may be as long as the text. */
static uint32_t column_here(struct ir_parser *parser)
{
    for (; parser->counted < parser->next &&
           parser->counted < parser->text.length;
         parser->counted++)
        parser->column +=
            ((unsigned char)parser->text.at[parser->counted] & 0xc0) != 0x80;
    return parser->column;
}

void ir_next_token(struct ir_parser *parser)
{
    int c;

    skip_space(parser);
    c = peek(parser);
    parser->span.line = parser->span.end_line = parser->line;
    parser->span.column = column_here(parser);
    if (c < 0) {
        parser->kind = IR_TOKEN_END;
    } else if (c == '"') {
        scan_string(parser);
    } else if (c > 0 && strchr("(){}[]", c)) {
        parser->kind = IR_TOKEN_PUNCTUATION;
        parser->token =
            (struct thoth_text){parser->text.at + parser->next++, 1};
    } else if (in_word(c)) {
        scan_word(parser);
    } else {
        scan_wrong(parser, "a character that begins nothing");
        parser->next++;
    }
    parser->span.end_column = column_here(parser);
}

bool ir_expected(struct ir_parser *parser, const char *what)
{
    const char *found = parser->kind == IR_TOKEN_END     ? "the end"
                        : parser->kind == IR_TOKEN_WRONG ? parser->wrong
                                                         : NULL;

    if (!parser->failure)
        parser->failure = diagnostic_report(
            parser->diagnostics, DIAG_IR_SYNTAX, parser->span,
            found ? "expected %s, found %s" : "expected %s", what, found);
    return false;
}

bool ir_token_is(const struct ir_parser *parser, const char *text)
{
    return (parser->kind == IR_TOKEN_WORD ||
            parser->kind == IR_TOKEN_PUNCTUATION) &&
           parser->token.length == strlen(text) &&
           !memcmp(parser->token.at, text, parser->token.length);
}

bool ir_accept(struct ir_parser *parser, const char *text)
{
    if (!ir_token_is(parser, text))
        return false;
    ir_next_token(parser);
    return true;
}

bool ir_expect(struct ir_parser *parser, const char *text)
{
    return ir_accept(parser, text) || ir_expected(parser, text);
}

bool ir_expect_choice(struct ir_parser *parser, const char *what,
                      const char *const *words, uint32_t count,
                      uint32_t *choice)
{
    for (*choice = 0; *choice < count; ++*choice)
        if (ir_accept(parser, words[*choice]))
            return true;
    return ir_expected(parser, what);
}

bool ir_expect_string(struct ir_parser *parser, const char *what, bool null,
                      str_id *string)
{
    if (null && ir_accept(parser, "null")) {
        *string = STR_NONE;
        return true;
    }
    if (parser->kind != IR_TOKEN_STRING)
        return ir_expected(parser, what);
    *string = intern(parser->session->strings, parser->token);
    ir_next_token(parser);
    return true;
}
