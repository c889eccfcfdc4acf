/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Builds bundles by hand, section by section, well formed or not. What is built
 * is sealed: a damage made here has a correct checksum, so that it is the
 * structural check that must find it.
 */
#ifndef TESTS_RUNTIME_BUNDLE_BUILDER_H
#define TESTS_RUNTIME_BUNDLE_BUILDER_H

#include "runtime/bundle_format.h"
#include "runtime/ir_table.h"

#include <stddef.h>
#include <stdint.h>

struct built_section {
    uint8_t *bytes;
    size_t size;
};

/* Zero bytes are a valid, empty builder. */
struct bundle_builder {
    struct built_section sections[BUNDLE_SECTION_COUNT];
};

void builder_release(struct bundle_builder *builder);

/* A deep copy, to be damaged. */
void builder_copy(struct bundle_builder *copy,
                  const struct bundle_builder *builder);

/* Each appends to a section; the result is the offset in bytes of what was
 * added, or, for words, in words. */
uint32_t builder_bytes(struct bundle_builder *builder,
                       enum bundle_section section, const void *bytes,
                       size_t size);
uint32_t builder_words(struct bundle_builder *builder,
                       enum bundle_section section, const uint32_t *words,
                       size_t count);

/* The offset of a string, added if it is not there yet. */
uint32_t builder_string(struct bundle_builder *builder, const char *text);

/* The code of a shape in the making: first the columns' types, then nodes. */
struct shape_code {
    uint32_t words[192];
    uint32_t columns, count;
};

/* Appends a node and returns it as an operand. */
uint32_t code_node(struct shape_code *code, enum ir_op op, uint32_t immediate,
                   const uint32_t *operands, size_t count);

/* Adds a shape whose roots are operands of code_node; `state` may be
 * BUNDLE_NONE. Returns its number. */
uint32_t builder_shape(struct bundle_builder *builder,
                       enum bundle_shape_kind kind,
                       const struct shape_code *code, uint32_t root,
                       uint32_t state);

/* The whole bundle in memory of malloc, sealed. */
uint8_t *builder_finish(const struct bundle_builder *builder, size_t *size);

#define WORDS(...) ((const uint32_t[]){__VA_ARGS__})
#define WORD_COUNT(...) (sizeof(WORDS(__VA_ARGS__)) / sizeof(uint32_t))
#define ADD_WORDS(builder, section, ...)                                       \
    builder_words((builder), (section), WORDS(__VA_ARGS__),                    \
                  WORD_COUNT(__VA_ARGS__))

#define SHAPE_CODE(...)                                                        \
    {                                                                          \
        .words = {__VA_ARGS__}, .columns = WORD_COUNT(__VA_ARGS__),            \
        .count = WORD_COUNT(__VA_ARGS__),                                      \
    }
#define LEAF(code, op, immediate)                                              \
    code_node((code), IR_OP_##op, (immediate), NULL, 0)
#define BRANCH(code, op, immediate, ...)                                       \
    code_node((code), IR_OP_##op, (immediate), WORDS(__VA_ARGS__),             \
              WORD_COUNT(__VA_ARGS__))
#define COLUMN(number) BUNDLE_OPERAND(BUNDLE_OPERAND_COLUMN, (number))
#define SUBJECT BUNDLE_OPERAND(BUNDLE_OPERAND_SUBJECT, 0)

#endif
