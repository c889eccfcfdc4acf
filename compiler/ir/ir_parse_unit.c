/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units of the text form.
 */
#include "compiler/ir/ir_token.h"

#include "compiler/check/field.h"

#include <ctype.h>

static const char *const TYPES[] = {
#define UNIT_SECTION(id, key, noun)
#define UNIT_TYPE(id, name, section, match, match_presence, match_form, run,   \
                  run_presence, documentation)                                 \
    name,
#include "grammar/unit_types.def"
#undef UNIT_SECTION
#undef UNIT_TYPE
};

/* A line or a column: digits up to the end or to a colon, which is left. */
static bool take_number(struct thoth_text *text, uint32_t *number)
{
    uint64_t value = 0;

    while (text->length && isdigit((unsigned char)text->at[0])) {
        value = value * 10 + (uint64_t)(text->at[0] - '0');
        if (value > INT32_MAX)
            return false;
        text->at++;
        text->length--;
    }
    *number = (uint32_t)value;
    return value > 0;
}

/* The scanner makes one word of it. */
static bool parse_span(struct ir_parser *parser, struct ir_unit *unit)
{
    struct thoth_text rest = parser->token;
    bool fits = parser->kind == IR_TOKEN_WORD &&
                take_number(&rest, &unit->line) && rest.length &&
                rest.at[0] == ':';

    if (fits) {
        rest.at++;
        rest.length--;
        fits = take_number(&rest, &unit->column) && !rest.length;
    }
    if (!fits)
        return ir_expected(parser, "LINE:COLUMN");
    ir_next_token(parser);
    return true;
}

/* The part of a match that was decided with the state, if it is split. */
static bool parse_state(struct ir_parser *parser, struct shape_writer *writer,
                        uint32_t *state)
{
    *state = BUNDLE_NONE;
    if (!ir_token_is(parser, "state"))
        return true;
    if (parser->place.looks_at_state)
        return ir_expected(parser, "no second part: the first one looks at "
                                   "the state");
    if (unit_type_fact(parser->place.type)->section < UNIT_SECTION_STEPS)
        return ir_expected(parser, "no part that looks at the state");
    ir_next_token(parser);
    return ir_parse_expression(parser, writer, 'b', 1, state);
}

/* One shape, with its row left in the writer. */
static bool parse_shape(struct ir_parser *parser, enum ir_unit_part part,
                        shape_id *shape)
{
    static const unsigned KINDS[IR_UNIT_PARTS] = {
        [IR_UNIT_WHEN] = BUNDLE_SHAPE_WHEN,
        [IR_UNIT_MATCH] = BUNDLE_SHAPE_MATCH,
        [IR_UNIT_RUN] = BUNDLE_SHAPE_RUN};
    struct shape_writer *writer = &parser->writers[part];
    uint32_t root, state = BUNDLE_NONE;

    shape_writer_start(writer);
    if (!ir_parse_expression(parser, writer, part == IR_UNIT_RUN ? 'E' : 'b', 1,
                             &root))
        return false;
    if (part == IR_UNIT_MATCH && !parse_state(parser, writer, &state))
        return false;
    if (shape_too_large(writer))
        return ir_expected(parser, "fewer constants in one expression");
    *shape =
        shape_finish_split(writer, parser->session, KINDS[part], root, state);
    return true;
}

/* Boots have no package version at hand, strides and wraps where they are named
 * by the first package they ask for. */
static bool has_package(enum unit_type type, bool named)
{
    switch (unit_type_fact(type)->section) {
    case UNIT_SECTION_BOOTS:
        return false;
    case UNIT_SECTION_STRIDES:
    case UNIT_SECTION_WRAPS:
        return named;
    default:
        return true;
    }
}

static bool parse_instance(struct ir_parser *parser, bool names_package)
{
    struct ir_instance instance = {.package = STR_NONE};
    bool named = !ir_token_is(parser, "*");

    if (!named && names_package)
        return ir_expected(parser, "a package name, which effects refer to");
    if (!ir_accept(parser, "*") &&
        !ir_expect_string(parser, "a package name or *", false,
                          &instance.package))
        return false;
    ir_place_start(&parser->place, IR_UNIT_MATCH);
    parser->place.package = has_package(parser->place.type, named);
    if (!parse_shape(parser, IR_UNIT_MATCH, &instance.shape))
        return false;
    instance.row = parser->writers[IR_UNIT_MATCH].row;
    ir_object_instance(&parser->object, parser->session, &instance);
    return true;
}

static bool parse_condition(struct ir_parser *parser, struct ir_unit *unit)
{
    if (!ir_expect(parser, "when"))
        return false;
    ir_place_start(&parser->place, IR_UNIT_WHEN);
    if (!parse_shape(parser, IR_UNIT_WHEN, &unit->when))
        return false;
    unit->when_row = parser->writers[IR_UNIT_WHEN].row;
    return true;
}

static bool parse_run(struct ir_parser *parser, struct ir_unit *unit)
{
    const char *missing;

    if (!ir_expect(parser, "do"))
        return false;
    ir_place_start(&parser->place, IR_UNIT_RUN);
    if (!parse_shape(parser, IR_UNIT_RUN, &unit->run))
        return false;
    missing = ir_place_missing(&parser->place);
    if (missing)
        return ir_expected(parser, missing);
    unit->run_row = parser->writers[IR_UNIT_RUN].row;
    unit->multi = (parser->place.effects & IR_EFFECT(IR_OP_MULTI_PACKAGE)) != 0;
    return true;
}

bool ir_parse_unit(struct ir_parser *parser)
{
    struct ir_unit unit = {.metadata = STR_NONE, .requirements = STR_NONE};
    bool names_package;

    if (!ir_expect_choice(parser, "the type of a unit", TYPES, UNIT_TYPE_COUNT,
                          &unit.type) ||
        !ir_expect_string(parser, "the name of a unit", false, &unit.name) ||
        !parse_span(parser, &unit))
        return false;
    if (ir_accept(parser, "metadata") &&
        !ir_expect_string(parser, "JSON text", false, &unit.metadata))
        return false;
    if (!ir_parse_requirements(parser, &unit.requirements))
        return false;
    unit.never = ir_accept(parser, "never");
    unit.broken = ir_accept(parser, "broken");
    parser->place.type = (enum unit_type)unit.type;
    if (!parse_condition(parser, &unit) || !parse_run(parser, &unit))
        return false;
    names_package = parser->place.names_package;
    ir_object_unit(&parser->object, parser->session, &unit);
    while (ir_accept(parser, "match"))
        if (!parse_instance(parser, names_package))
            return false;
    return true;
}
