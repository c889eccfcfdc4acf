/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libyaml tells where a scanner or parser error is by marks, but of a character
 * it cannot read only the byte offset; line and column are then found by going
 * over the text once more, by libyaml's own rules for line breaks.
 */
#include "compiler/yaml/syntax_error.h"

#include "runtime/unicode.h"

#include <string.h>

static struct span point(uint32_t line, uint32_t column)
{
    return (struct span){line, column, line, column + 1};
}

/* The next code point of a text in UTF-16; surrogates count as they are. */
static uint32_t decode_utf16(const char **at, const char *end, bool big_endian)
{
    unsigned char first = (unsigned char)(*at)[0], second;

    if (end - *at < 2) {
        *at = end;
        return first;
    }
    second = (unsigned char)(*at)[1];
    *at += 2;
    return big_endian ? (uint32_t)(first << 8 | second)
                      : (uint32_t)(second << 8 | first);
}

static uint32_t decode(const char **at, const char *end,
                       yaml_encoding_t encoding)
{
    if (encoding == YAML_UTF16LE_ENCODING || encoding == YAML_UTF16BE_ENCODING)
        return decode_utf16(at, end, encoding == YAML_UTF16BE_ENCODING);
    return unicode_decode(at, end);
}

static bool is_break(uint32_t code)
{
    return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

/* Where the byte at `offset` stands. */
static struct span span_of_offset(struct thoth_text content, size_t offset,
                                  yaml_encoding_t encoding)
{
    const char *at = content.at, *end = content.at + content.length, *stop;
    uint32_t line = 1, column = 1, before = 0;

    stop = offset < content.length ? at + offset : end;
    while (at < stop) {
        uint32_t code = decode(&at, end, encoding);

        if (is_break(code)) {
            line += !(code == '\n' && before == '\r');
            column = 1;
        } else if (code != 0xfeff && (code < 0xdc00 || code > 0xdfff)) {
            column++;
        }
        before = code;
    }
    return point(line, column);
}

static void report_character(const yaml_parser_t *parser,
                             struct thoth_text content,
                             struct diagnostic_list *diagnostics)
{
    struct span span =
        span_of_offset(content, parser->problem_offset, parser->encoding);

    if (parser->problem_value < 0)
        diagnostic_report(diagnostics, DIAG_YAML_CHARACTERS, span, "%s",
                          parser->problem);
    else if (strstr(parser->problem, "control"))
        diagnostic_report(diagnostics, DIAG_YAML_CHARACTERS, span,
                          "character U+%04X is not allowed here",
                          (unsigned)parser->problem_value);
    else
        diagnostic_report(diagnostics, DIAG_YAML_CHARACTERS, span,
                          "%s (0x%02x)", parser->problem,
                          (unsigned)parser->problem_value);
}

/* What mostly is behind a problem, by libyaml's words for it. */
static const struct problem_hint {
    const char *problem, *hint;
} PROBLEM_HINTS[] = {
    {"mapping values are not allowed",
     "a text with ': ' in it needs quotes; otherwise look at the indentation"},
    {"could not find expected ':'",
     "a key and its ':' are expected here, or quotes around the text above"},
    {"did not find expected key",
     "keys of a mapping are indented alike; behind a text in quotes nothing "
     "can follow"},
    {"did not find expected '-' indicator",
     "entries of a list are indented alike, and what belongs to an entry more"},
    {"block sequence entries are not allowed",
     "a list begins on a line of its own below its key"},
    {"found unexpected end of stream", "the closing quote is missing"},
    {"did not find expected ',' or ']'",
     "a comma or the closing bracket is missing"},
    {"did not find expected ',' or '}'",
     "a comma or the closing brace is missing"},
    {"did not find expected alphabetic or numeric character",
     "a text that begins with '*' or '&' needs quotes"},
    {"found unknown escape character",
     "write a backslash twice, or use single quotes"},
};

/* The character at a mark, which counts characters; 0 if that is not known. */
static uint32_t character_at(const yaml_parser_t *parser,
                             struct thoth_text content, size_t index)
{
    const char *at = content.at, *end = content.at + content.length;
    uint32_t code = 0;

    if (parser->encoding != YAML_UTF8_ENCODING)
        return 0;
    if (content.length >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
        at += 3;
    for (size_t i = 0; i <= index && at < end; i++)
        code = unicode_decode(&at, end);
    return code;
}

static void add_hint(const yaml_parser_t *parser, struct thoth_text content,
                     struct diagnostic_list *list,
                     struct diagnostic *diagnostic)
{
    const char *problem = parser->problem ? parser->problem : "";
    uint32_t first;

    for (size_t i = 0; i < sizeof PROBLEM_HINTS / sizeof *PROBLEM_HINTS; i++)
        if (strstr(problem, PROBLEM_HINTS[i].problem))
            diagnostic_add_note(list, diagnostic, "%s", PROBLEM_HINTS[i].hint);
    if (!strstr(problem, "cannot start any token"))
        return;
    first = character_at(parser, content, parser->problem_mark.index);
    if (first == '\t')
        diagnostic_add_note(list, diagnostic,
                            "lines are indented by spaces, not by tabs");
    else if (first > ' ' && first < 0x7f)
        diagnostic_add_note(list, diagnostic,
                            "a text that begins with '%c' needs quotes",
                            (char)first);
}

void syntax_error_report(const yaml_parser_t *parser, struct thoth_text content,
                         struct diagnostic_list *diagnostics)
{
    const yaml_mark_t *mark = &parser->problem_mark;
    const yaml_mark_t *context = &parser->context_mark;
    struct diagnostic *diagnostic;

    if (parser->error == YAML_READER_ERROR) {
        report_character(parser, content, diagnostics);
        return;
    }
    diagnostic = diagnostic_report(
        diagnostics, DIAG_YAML_SYNTAX,
        point((uint32_t)mark->line + 1, (uint32_t)mark->column + 1), "%s%s%s",
        parser->problem ? parser->problem : "the text ends too early",
        parser->context ? " " : "", parser->context ? parser->context : "");
    if (parser->context && context->index != mark->index)
        diagnostic_add_place(
            diagnostics, diagnostic,
            point((uint32_t)context->line + 1, (uint32_t)context->column + 1),
            "it begins here");
    add_hint(parser, content, diagnostics, diagnostic);
}
