/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Appends to sections and puts them one behind the other.
 */
#include "tests/runtime/bundle_builder.h"

#include "runtime/bundle_seal.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

void builder_release(struct bundle_builder *builder)
{
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++)
        free(builder->sections[i].bytes);
    memset(builder, 0, sizeof(*builder));
}

void builder_copy(struct bundle_builder *copy,
                  const struct bundle_builder *builder)
{
    memset(copy, 0, sizeof(*copy));
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++)
        builder_bytes(copy, (enum bundle_section)i, builder->sections[i].bytes,
                      builder->sections[i].size);
}

uint32_t builder_bytes(struct bundle_builder *builder,
                       enum bundle_section section, const void *bytes,
                       size_t size)
{
    struct built_section *to = &builder->sections[section];
    size_t at = to->size;

    to->bytes = realloc(to->bytes, to->size + size + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(to->bytes);
    if (size > 0)
        memcpy(to->bytes + at, bytes, size);
    to->size += size;
    return (uint32_t)at;
}

uint32_t builder_words(struct bundle_builder *builder,
                       enum bundle_section section, const uint32_t *words,
                       size_t count)
{
    return builder_bytes(builder, section, words, count * sizeof(*words)) / 4;
}

uint32_t builder_string(struct bundle_builder *builder, const char *text)
{
    const struct built_section *strings = &builder->sections[BUNDLE_STRINGS];
    uint8_t length = (uint8_t)strlen(text);
    uint32_t at;

    CU_ASSERT_FATAL(strlen(text) < 128);
    for (at = 0; at < strings->size; at += strings->bytes[at] + 1u)
        if (strings->bytes[at] == length &&
            memcmp(strings->bytes + at + 1, text, length) == 0)
            return at;
    builder_bytes(builder, BUNDLE_STRINGS, &length, 1);
    builder_bytes(builder, BUNDLE_STRINGS, text, length);
    return at;
}

uint32_t code_node(struct shape_code *code, enum ir_op op, uint32_t immediate,
                   const uint32_t *operands, size_t count)
{
    uint32_t at = code->count;

    CU_ASSERT_FATAL(at + 1 + count <= sizeof(code->words) / sizeof(uint32_t));
    code->words[code->count++] = BUNDLE_NODE(op, count, immediate);
    for (size_t i = 0; i < count; i++)
        code->words[code->count++] = operands[i];
    return BUNDLE_OPERAND(BUNDLE_OPERAND_NODE, at);
}

uint32_t builder_shape(struct bundle_builder *builder,
                       enum bundle_shape_kind kind,
                       const struct shape_code *code, uint32_t root,
                       uint32_t state)
{
    struct bundle_shape shape = {
        .code =
            builder_words(builder, BUNDLE_SHAPE_CODE, code->words, code->count),
        .words = code->count,
        .kind = kind,
        .columns = code->columns,
        .root = root,
        .state = state,
    };

    return builder_bytes(builder, BUNDLE_SHAPES, &shape, sizeof(shape)) /
           (uint32_t)sizeof(shape);
}

static size_t aligned(size_t size)
{
    return (size + BUNDLE_ALIGNMENT - 1) / BUNDLE_ALIGNMENT * BUNDLE_ALIGNMENT;
}

uint8_t *builder_finish(const struct bundle_builder *builder, size_t *size)
{
    struct bundle_header header = {
        .format = BUNDLE_FORMAT,
        .minimum_reader = BUNDLE_FORMAT,
        .section_count = BUNDLE_SECTION_COUNT,
    };
    size_t at = sizeof(header);
    uint8_t *bytes;

    memcpy(header.magic, BUNDLE_MAGIC, sizeof(header.magic));
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++) {
        header.sections[i] =
            (struct bundle_range){at, builder->sections[i].size};
        at = aligned(at + builder->sections[i].size);
    }
    header.size = *size = at;
    bytes = calloc(1, at);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    memcpy(bytes, &header, sizeof(header));
    for (int i = 0; i < BUNDLE_SECTION_COUNT; i++)
        if (builder->sections[i].size > 0)
            memcpy(bytes + header.sections[i].offset,
                   builder->sections[i].bytes, builder->sections[i].size);
    bundle_seal(bytes, at);
    return bytes;
}
