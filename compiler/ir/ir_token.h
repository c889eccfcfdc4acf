/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens of the IR's text form, and the parser's state around them.
 */
#ifndef COMPILER_IR_IR_TOKEN_H
#define COMPILER_IR_IR_TOKEN_H

#include "compiler/ir/ir_place.h"
#include "compiler/ir/ir_text.h"

enum ir_token_kind {
    IR_TOKEN_END,
    IR_TOKEN_WORD,        /* letters, digits, `_ . + - : *` */
    IR_TOKEN_STRING,      /* `text` is its value */
    IR_TOKEN_PUNCTUATION, /* one of ( ) { } [ ] */
    IR_TOKEN_WRONG,       /* `wrong` says why it is none */
};

struct ir_parser {
    struct thoth_text text;
    size_t next;
    uint32_t line;
    size_t counted; /* the byte of that line that stands in `column` */
    uint32_t column;
    enum ir_token_kind kind; /* of the present token */
    struct thoth_text token;
    const char *wrong;
    struct span span;
    struct ir_session *session;
    struct arena *arena;
    struct diagnostic_list *diagnostics;
    struct shape_writer writers[IR_UNIT_PARTS];
    struct ir_place place;
    struct ir_object_writer object;
    struct diagnostic *failure; /* parsing ends with the first error */
};

void ir_next_token(struct ir_parser *parser);

/* Reports "expected WHAT" at the present token, or what is wrong with it.
 * Always false. */
bool ir_expected(struct ir_parser *parser, const char *what);

bool ir_token_is(const struct ir_parser *parser, const char *text);

/* Moves past the token if it is `text` (a word or a punctuation mark). */
bool ir_accept(struct ir_parser *parser, const char *text);

/* The same, reporting if it is not. */
bool ir_expect(struct ir_parser *parser, const char *text);

/* Moves past the token if it is one of the words, in *choice; `what` is said if
 * it is none. */
bool ir_expect_choice(struct ir_parser *parser, const char *what,
                      const char *const *words, uint32_t count,
                      uint32_t *choice);

/* A string; interned, or STR_NONE for the word null if that is allowed. */
bool ir_expect_string(struct ir_parser *parser, const char *what, bool null,
                      str_id *string);

/* ir_parse_expression.c: the expression that an operand letter of
 * grammar/ir_ops.def asks for, at depth 1 a root; its operand in *operand.
 * Constants go to the columns of `writer`. */
bool ir_parse_expression(struct ir_parser *parser, struct shape_writer *writer,
                         char letter, unsigned depth, uint32_t *operand);

/* ir_parse_constant.c: a constant of a column type. */
bool ir_parse_constant(struct ir_parser *parser, unsigned type,
                       uint32_t *constant);

/* The dependencies of a unit, as in struct ir_unit. */
bool ir_parse_requirements(struct ir_parser *parser, uint32_t *list);

/* ir_parse_unit.c: a unit behind the word. */
bool ir_parse_unit(struct ir_parser *parser);

#endif
