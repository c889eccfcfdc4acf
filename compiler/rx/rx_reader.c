/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hands tokens to the parser that bison makes of rx_grammar.y. The parser and
 * the scanner own memory of their own, which is given back also when memory
 * runs short.
 */
#include "compiler/rx/rx_reader.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/rx/rx_grammar.h"
#include "compiler/rx/rx_tokens.h"
#include "runtime/unicode.h"

#include <limits.h>
#include <stdlib.h>

/* The parser, while a guard watches over it. */
struct parse {
    struct memory_guard guard;
    struct rx_reader *reader;
    rx_parser_pstate *state;
};

bool rx_is_unit_type(struct thoth_text name)
{
    static const char *const TYPES[] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    name,
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
    };

    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (thoth_text_equal(name, thoth_text_of(TYPES[i])))
            return true;
    return false;
}

struct rx_node *rx_define(struct rx_reader *reader, enum rx_definition what,
                          struct span span, struct rx_node *name,
                          struct rx_node *parameters, struct rx_node *body)
{
    struct rx_node *node = rx_leaf(reader->arena, RX_DEFINE, span, name->text);

    if (!parameters)
        parameters =
            rx_leaf(reader->arena, RX_LIST, span, (struct thoth_text){"", 0});
    node->word = (uint8_t)what;
    return rx_add(rx_add(rx_add(node, name), parameters), body);
}

/* Control characters and stray bytes; the first one ends the file. */
static bool check_characters(struct rx_reader *reader,
                             struct thoth_text content, struct span place)
{
    const char *at = content.at, *end = at + content.length;

    while (at < end) {
        const char *from = at;
        uint32_t code;

        if (*at >= ' ' && *at < 0x7F) { /* most, which need no decoding */
            place.column++;
            at++;
            continue;
        }
        code = unicode_decode(&at, end);
        if (code >= UNICODE_LIMIT || code == 0x7F ||
            (code < 0x20 && code != '\t' && code != '\n' && code != '\r')) {
            place.end_line = place.line;
            place.end_column = place.column + 1;
            diagnostic_report(reader->diagnostics, DIAG_RX_CHARACTERS, place,
                              code >= UNICODE_LIMIT
                                  ? "the byte 0x%02x is no UTF-8"
                                  : "the control character 0x%02x",
                              (unsigned char)*from);
            return false;
        }
        place.column++;
        if (code == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return true;
}

static int push(struct parse *parse, struct rx_token token)
{
    return rx_parser_push_parse(parse->state, token.kind, &token.node,
                                &token.span, parse->reader);
}

static void push_tokens(struct parse *parse)
{
    struct rx_reader *reader = parse->reader;
    int status = YYPUSH_MORE;

    if (reader->expression)
        status = push(parse, (struct rx_token){.kind = RX_TOKEN_BEGIN,
                                               .span = reader->token.span});
    while (status == YYPUSH_MORE) {
        struct rx_token token = rx_tokens_next(reader);

        status = push(parse, token);
        if (!reader->faulty)
            continue;
        reader->faulty = false;
        if (token.kind != ';' && token.kind != RX_TOKEN_END)
            rx_tokens_recover(reader);
    }
}

static void run_parser(struct rx_reader *reader, struct thoth_text content,
                       struct span origin)
{
    struct parse parse = {.reader = reader};

    if (MEMORY_GUARD_ENTER(&parse.guard)) {
        rx_parser_pstate_delete(parse.state);
        rx_scanner_close(&reader->scanner);
        memory_ran_out();
    }
    rx_tokens_start(reader, content, origin);
    parse.state = rx_parser_pstate_new();
    if (!parse.state)
        memory_ran_out();
    push_tokens(&parse);
    memory_guard_leave(&parse.guard);
    rx_parser_pstate_delete(parse.state);
    rx_scanner_close(&reader->scanner);
}

static struct rx_node *read_text(struct rx_reader *reader,
                                 struct thoth_text content, struct span origin)
{
    static const char MARK[] = "\xEF\xBB\xBF";

    reader->items = NULL;
    reader->scanner = (struct rx_scanner){NULL, NULL};
    if (content.length >= 3 && !memcmp(content.at, MARK, 3)) {
        content.at += 3;
        content.length -= 3;
    }
    if (content.length > INT_MAX / 2) {
        diagnostic_report(reader->diagnostics, DIAG_RX_TEXT_TOO_LONG, origin,
                          "a file of %zu bytes", content.length);
        return NULL;
    }
    if (check_characters(reader, content, origin))
        run_parser(reader, content, origin);
    return reader->items;
}

struct rx_node *rx_reader_read(struct rx_reader *reader,
                               struct thoth_text content, struct span origin)
{
    reader->expression = false;
    return read_text(reader, content, origin);
}

struct rx_node *rx_reader_read_expression(struct rx_reader *reader,
                                          struct thoth_text content,
                                          struct span origin)
{
    reader->expression = true;
    return read_text(reader, content, origin);
}
