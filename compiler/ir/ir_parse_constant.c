/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constants of the text form: strings, numbers and lists.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/ir/ir_token.h"
#include "runtime/ir_table.h"
#include "runtime/pep440.h"

#include <stdlib.h>
#include <string.h>

struct word_list {
    uint32_t *words;
    uint32_t count, room;
};

static uint32_t *add_word(struct word_list *list, uint32_t word)
{
    if (list->count == list->room) {
        list->room = list->room * 2 + 64;
        list->words = memory_grow(list->words, list->room, sizeof *list->words);
    }
    list->words[list->count] = word;
    return &list->words[list->count++];
}

static uint32_t intern_words(struct ir_parser *parser,
                             const struct word_list *list)
{
    size_t size = list->count * sizeof *list->words;

    return intern(parser->session->lists,
                  (struct thoth_text){(const char *)list->words, size});
}

static bool is_specifier(struct ir_parser *parser)
{
    if (parser->kind == IR_TOKEN_STRING &&
        !pep440_specifier_valid(parser->token))
        return ir_expected(parser, "a version specifier");
    return true;
}

static bool parse_string_word(struct ir_parser *parser, struct word_list *list,
                              bool null)
{
    str_id text;

    if (!ir_expect_string(parser, null ? "a string or null" : "a string", null,
                          &text))
        return false;
    add_word(list, text);
    return true;
}

static bool parse_src(struct ir_parser *parser, struct word_list *list)
{
    if (ir_accept(parser, "true"))
        add_word(list, 1);
    else if (ir_accept(parser, "false"))
        add_word(list, 0);
    else if (ir_accept(parser, "null"))
        add_word(list, STR_NONE);
    else
        return ir_expected(parser, "true, false or null");
    return true;
}

static bool parse_usage(struct ir_parser *parser, struct word_list *list)
{
    uint32_t count_at;

    if (!parse_string_word(parser, list, false))
        return false;
    count_at = list->count;
    add_word(list, 0);
    while (parser->kind == IR_TOKEN_STRING) {
        if (!parse_string_word(parser, list, false))
            return false;
        list->words[count_at]++;
    }
    return true;
}

static bool parse_python(struct ir_parser *parser, struct word_list *list)
{
    return parse_string_word(parser, list, false) && is_specifier(parser) &&
           parse_string_word(parser, list, true) &&
           parse_string_word(parser, list, true);
}

static bool parse_rpm(struct ir_parser *parser, struct word_list *list)
{
    for (int i = 0; i < 6; i++)
        if (!parse_string_word(parser, list, i > 0))
            return false;
    return parse_src(parser, list);
}

static bool parse_entry(struct ir_parser *parser, unsigned type,
                        struct word_list *list)
{
    bool fits;

    if (type == IR_TYPE_TEXTS)
        return parse_string_word(parser, list, true);
    if (!ir_expect(parser, "("))
        return false;
    if (type == IR_TYPE_USAGE)
        fits = parse_usage(parser, list);
    else if (type == IR_TYPE_PYTHONS)
        fits = parse_python(parser, list);
    else if (type == IR_TYPE_RPMS)
        fits = parse_rpm(parser, list);
    else
        fits = parse_string_word(parser, list, type == IR_TYPE_SYSTEMS) &&
               parse_string_word(parser, list, type == IR_TYPE_SYSTEMS);
    return fits && ir_expect(parser, ")");
}

static bool parse_list(struct ir_parser *parser, unsigned type,
                       uint32_t *constant)
{
    struct word_list list = {0};
    bool fits = ir_expect(parser, "[");

    add_word(&list, 0);
    while (fits && !ir_token_is(parser, "]")) {
        list.words[0]++;
        fits = parse_entry(parser, type, &list);
    }
    if (fits)
        *constant = intern_words(parser, &list);
    free(list.words);
    return fits && ir_expect(parser, "]");
}

static bool parse_number(struct ir_parser *parser, uint32_t *constant)
{
    char text[64];
    char *end;
    double number;

    if (parser->kind != IR_TOKEN_WORD || parser->token.length >= sizeof text)
        return ir_expected(parser, "a number");
    memcpy(text, parser->token.at, parser->token.length);
    text[parser->token.length] = '\0';
    number = strtod(text, &end);
    if (*end || end == text)
        return ir_expected(parser, "a number");
    *constant =
        intern(parser->session->lists,
               (struct thoth_text){(const char *)&number, sizeof number});
    ir_next_token(parser);
    return true;
}

bool ir_parse_requirements(struct ir_parser *parser, uint32_t *list)
{
    static const char *const KINDS[] = {
#define UNIT_SECTION(id, key, noun) key,
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
    };
    struct word_list words = {0};
    bool fits = true;

    add_word(&words, 0);
    while (fits && ir_accept(parser, "requires")) {
        uint32_t kind;
        str_id name = STR_NONE;

        fits = ir_expect_choice(parser, "a kind of units", KINDS,
                                UNIT_SECTION_COUNT, &kind) &&
               ir_expect_string(parser, "the name of a unit", false, &name);
        add_word(&words, kind);
        add_word(&words, name);
        words.words[0]++;
    }
    *list = words.count == 1 || !fits ? STR_NONE : intern_words(parser, &words);
    free(words.words);
    return fits;
}

bool ir_parse_constant(struct ir_parser *parser, unsigned type,
                       uint32_t *constant)
{
    if (type == IR_TYPE_NUMBER)
        return parse_number(parser, constant);
    if (type == IR_TYPE_SPEC && !is_specifier(parser))
        return false;
    if (type == IR_TYPE_STR || type == IR_TYPE_PACKAGE ||
        type == IR_TYPE_INDEX || type == IR_TYPE_SPEC)
        return ir_expect_string(parser, "a string", false, constant);
    return parse_list(parser, type, constant);
}
