/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random texts, made of pieces that mean something to YAML, and random damage:
 * whatever comes, reading ends with a tree that keeps the promises of ast.h or
 * with an error. Most useful under the sanitizers. The seed is fixed.
 */
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t random_state = 20240229;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static const char *const PIECES[] = {"a",
                                     "b",
                                     "- ",
                                     "? ",
                                     ": ",
                                     "\n",
                                     "\n  ",
                                     "\n- ",
                                     "[",
                                     "]",
                                     "{",
                                     "}",
                                     ", ",
                                     "&a ",
                                     "*a ",
                                     "&b ",
                                     "*b",
                                     "!!str ",
                                     "!!int ",
                                     "!!set ",
                                     "!!omap ",
                                     "!!map",
                                     "!x ",
                                     "|\n ",
                                     ">\n ",
                                     "'",
                                     "\"",
                                     "#",
                                     "<<: ",
                                     "=: ",
                                     "=",
                                     "12",
                                     "0x1f",
                                     "1:30.5",
                                     "2001-01-01",
                                     "~",
                                     "yes",
                                     "---\n",
                                     "...\n",
                                     "%YAML ",
                                     "!!binary ",
                                     "\\",
                                     "\t",
                                     "\r\n",
                                     "\xc3\xa9",
                                     "\xff",
                                     "\xe2\x80\xa8",
                                     "! ",
                                     "!!python/tuple ",
                                     "<<: *a\n",
                                     "<<: [*a, *b]",
                                     "[*a]: ",
                                     "a: 1\n"};

static size_t random_text(char *text, size_t room)
{
    size_t count = random_below(40), length = 0;

    while (count-- > 0) {
        const char *piece =
            PIECES[random_below(sizeof(PIECES) / sizeof(PIECES[0]))];

        if (length + strlen(piece) > room)
            break;
        memcpy(text + length, piece, strlen(piece));
        length += strlen(piece);
    }
    for (count = length > 0 ? random_below(3) : 0; count > 0; count--)
        text[random_below((uint32_t)length)] = (char)random_below(256);
    return length;
}

static bool is_valid(const struct ast_node *node, unsigned depth);

static bool mapping_is_valid(const struct ast_node *node, unsigned depth)
{
    for (uint32_t i = 0; i < node->mapping.count; i++) {
        const struct ast_entry *entry = &node->mapping.entries[i];

        if (!is_valid(entry->key, depth + 1) ||
            !is_valid(entry->value, depth + 1))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (ast_equal(node->mapping.entries[k].key, entry->key))
                return false;
        while ((entry = entry->replaced))
            if (!is_valid(entry->value, depth + 1))
                return false;
    }
    return true;
}

static bool is_valid(const struct ast_node *node, unsigned depth)
{
    const struct span *span = &node->span;

    if (depth > 64 || span->line == 0 || span->column == 0 ||
        span->end_line < span->line ||
        (span->end_line == span->line && span->end_column < span->column))
        return false;
    switch (node->kind) {
    case AST_SEQUENCE:
    case AST_TUPLE:
        for (uint32_t i = 0; i < node->sequence.count; i++)
            if (!is_valid(node->sequence.items[i], depth + 1))
                return false;
        return true;
    case AST_MAPPING:
    case AST_SET:
        return mapping_is_valid(node, depth);
    case AST_RECURSION:
        return node->target->kind >= AST_SEQUENCE &&
               node->target->kind < AST_RECURSION;
    default:
        return node->kind < AST_SEQUENCE && node->source.at != NULL;
    }
}

static void random_texts(void)
{
    unsigned accepted = 0;

    for (unsigned i = 0; i < 60000; i++) {
        struct reading reading;
        char text[1024];
        size_t length = random_text(text, sizeof(text));

        reading_start(&reading, text, length, NULL);
        if (reading.root == NULL) {
            CU_ASSERT(reading.list.errors > 0);
        } else {
            accepted++;
            CU_ASSERT_EQUAL(reading.list.errors, 0);
            if (!is_valid(reading.root, 1)) {
                printf("# %.*s\n", (int)length, text);
                CU_FAIL("a tree breaks its promises");
            }
        }
        reading_end(&reading);
    }
    CU_ASSERT(accepted > 1000);
}

static const struct test_case CASES[] = {
    {"random texts give a proper tree or an error", random_texts},
};

TEST_MAIN("yaml random", CASES)
