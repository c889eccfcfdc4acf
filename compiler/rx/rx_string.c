/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decodes strings piece by piece. A text never grows by that, so that one
 * buffer of the written length is enough.
 */
#include "compiler/rx/rx_string.h"

#include "runtime/unicode.h"

/* A string under way. */
struct decoding {
    struct rx_reader *reader;
    struct rx_node *node;
    const char *at, *end;
    uint32_t column; /* of `at` */
    struct span span;
    char *room; /* the text since the last value */
    size_t length;
};

static struct span place(const struct decoding *decoding, uint32_t from,
                         uint32_t to)
{
    return (struct span){decoding->span.line, from, decoding->span.line, to};
}

static void report_escape(struct decoding *decoding, uint32_t from,
                          const char *what)
{
    struct diagnostic_list *list = decoding->reader->diagnostics;

    diagnostic_add_note(
        list,
        diagnostic_report(list, DIAG_RX_STRING,
                          place(decoding, from, decoding->column), "%s", what),
        "escapes are \\\", \\\\, \\n, \\t, \\r, \\xHH, \\uHHHH and "
        "\\UHHHHHHHH");
}

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

static void put_character(struct decoding *decoding, uint32_t code)
{
    decoding->length += unicode_encode(code, decoding->room + decoding->length);
}

/* A character by its number, in so many digits; `at` is behind the letter. */
static void take_number(struct decoding *decoding, int digits, uint32_t from)
{
    uint32_t code = 0;
    int count = 0;

    while (count < digits && decoding->at < decoding->end &&
           hexadecimal(*decoding->at) >= 0) {
        code = code << 4 | (uint32_t)hexadecimal(*decoding->at);
        decoding->at++;
        decoding->column++;
        count++;
    }
    if (count < digits)
        report_escape(decoding, from, "an escape has too few digits");
    else if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        report_escape(decoding, from, "an escape is no character of Unicode");
    else
        put_character(decoding, code);
}

static void take_escape(struct decoding *decoding)
{
    uint32_t from = decoding->column;
    const char *start = decoding->at + 1;
    char letter = *start;

    unicode_decode(&start, decoding->end);
    decoding->at = start;
    decoding->column += 2;
    switch (letter) {
    case '"':
    case '\\':
        decoding->room[decoding->length++] = letter;
        break;
    case 'n':
        decoding->room[decoding->length++] = '\n';
        break;
    case 't':
        decoding->room[decoding->length++] = '\t';
        break;
    case 'r':
        decoding->room[decoding->length++] = '\r';
        break;
    case 'x':
        take_number(decoding, 2, from);
        break;
    case 'u':
        take_number(decoding, 4, from);
        break;
    case 'U':
        take_number(decoding, 8, from);
        break;
    default:
        report_escape(decoding, from, "an unknown escape");
    }
}

/* Makes what was decoded so far a part of the string. */
static void end_part(struct decoding *decoding)
{
    struct thoth_text text = {decoding->room, decoding->length};

    if (!text.length)
        return;
    rx_add(decoding->node,
           rx_leaf(decoding->reader->arena, RX_STRING, decoding->span, text));
    decoding->room += decoding->length;
    decoding->length = 0;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_';
}

/* The length of names joined by dots. */
static size_t value_length(const char *at, const char *end)
{
    size_t length = 0;
    bool begun = false;

    while (at + length < end) {
        char byte = at[length];

        if (!(is_letter(byte) || (begun && byte >= '0' && byte <= '9') ||
              (begun && byte == '.')))
            break;
        begun = byte != '.';
        length++;
    }
    return begun ? length : 0;
}

/* `${name}`; `at` is at the `$`. */
static void take_value(struct decoding *decoding)
{
    struct diagnostic_list *list = decoding->reader->diagnostics;
    size_t length = value_length(decoding->at + 2, decoding->end);
    struct thoth_text name = {decoding->at + 2, length};
    uint32_t from = decoding->column;

    decoding->at += 2 + length;
    decoding->column += 2 + (uint32_t)length;
    if (!length || decoding->at == decoding->end || *decoding->at != '}') {
        diagnostic_add_note(
            list,
            diagnostic_report(list, DIAG_RX_STRING,
                              place(decoding, from, decoding->column),
                              "expected a name and '}' behind '${'"),
            "for the text '${' write '$${'");
        return;
    }
    decoding->at++;
    decoding->column++;
    end_part(decoding);
    rx_add(decoding->node,
           rx_leaf(decoding->reader->arena, RX_VALUE,
                   place(decoding, from, decoding->column), name));
}

static bool starts(const struct decoding *decoding, const char *text)
{
    size_t length = strlen(text);

    return (size_t)(decoding->end - decoding->at) >= length &&
           memcmp(decoding->at, text, length) == 0;
}

/* Characters of ASCII that stand for themselves. */
static void take_plain(struct decoding *decoding)
{
    const char *at = decoding->at;
    size_t length;

    while (at < decoding->end && !(*at & 0x80) && *at != '\\' && *at != '$')
        at++;
    length = (size_t)(at - decoding->at);
    memcpy(decoding->room + decoding->length, decoding->at, length);
    decoding->length += length;
    decoding->column += (uint32_t)length;
    decoding->at = at;
}

/* One character, escape or value. */
static void take(struct decoding *decoding)
{
    const char *from = decoding->at;

    if (*from == '\\') {
        take_escape(decoding);
    } else if (starts(decoding, "$${")) {
        memcpy(decoding->room + decoding->length, "${", 2);
        decoding->length += 2;
        decoding->at += 3;
        decoding->column += 3;
    } else if (starts(decoding, "${")) {
        take_value(decoding);
    } else {
        unicode_decode(&decoding->at, decoding->end);
        memcpy(decoding->room + decoding->length, from,
               (size_t)(decoding->at - from));
        decoding->length += (size_t)(decoding->at - from);
        decoding->column++;
    }
}

void rx_string_read(struct rx_reader *reader, struct rx_node *string,
                    struct thoth_text quoted, struct span span)
{
    struct decoding decoding = {
        .reader = reader,
        .at = quoted.at + 1,
        .end = quoted.at + quoted.length - 1,
        .column = span.column + 1,
        .span = span,
        .room = arena_allocate(reader->arena, quoted.length),
        .node = string,
    };

    while (decoding.at < decoding.end) {
        take_plain(&decoding);
        if (decoding.at < decoding.end)
            take(&decoding);
    }
    end_part(&decoding);
    string->span = rx_span(string->span, span);
}

void rx_string_settle(struct rx_reader *reader, struct rx_node *string)
{
    size_t length = 0;
    char *room;

    for (struct rx_node *part = string->first; part; part = part->next)
        length += part->text.length;
    if (length > reader->limits.scalar)
        diagnostic_report(reader->diagnostics, DIAG_RX_TEXT_TOO_LONG,
                          string->span, "a text of %zu bytes; the limit is %u",
                          length, reader->limits.scalar);
    if (string->open)
        return;
    room = arena_allocate(reader->arena, length + 1);
    string->text = (struct thoth_text){room, length};
    for (struct rx_node *part = string->first; part; part = part->next) {
        memcpy(room, part->text.at, part->text.length);
        room += part->text.length;
    }
    *room = '\0';
    string->first = string->last = NULL;
    string->count = 0;
}
