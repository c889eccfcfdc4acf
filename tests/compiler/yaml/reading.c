/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading for tests.
 */
#include "tests/compiler/yaml/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char summary[1 << 16];

void reading_start(struct reading *reading, const char *bytes, size_t length,
                   const struct yaml_limits *limits)
{
    struct yaml_limits usual = YAML_LIMITS_DEFAULT;
    char *copy = malloc(length ? length : 1);

    if (length > 0)
        memcpy(copy, bytes, length);
    *reading = (struct reading){0};
    diagnostic_list_start(&reading->list, &reading->arena);
    reading->root =
        yaml_read((struct thoth_text){copy, length}, &reading->arena,
                  limits ? limits : &usual, &reading->list);
    free(copy);
}

void reading_end(struct reading *reading)
{
    arena_release(&reading->arena);
}

static void print_node(FILE *out, const struct ast_node *node);

static void print_members(FILE *out, const struct ast_node *node)
{
    const bool mapping = node->kind == AST_MAPPING || node->kind == AST_SET;
    const uint32_t count = mapping ? node->mapping.count : node->sequence.count;

    for (uint32_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", out);
        print_node(out, mapping ? node->mapping.entries[i].key
                                : node->sequence.items[i]);
        if (node->kind == AST_MAPPING) {
            fputs(": ", out);
            print_node(out, node->mapping.entries[i].value);
        }
    }
}

static void print_collection(FILE *out, const struct ast_node *node)
{
    static const char *const BRACKETS[AST_KIND_COUNT] = {
        [AST_SEQUENCE] = "[]",
        [AST_TUPLE] = "()",
        [AST_MAPPING] = "{}",
        [AST_SET] = "<>",
    };

    putc(BRACKETS[node->kind][0], out);
    print_members(out, node);
    putc(BRACKETS[node->kind][1], out);
}

static void print_text(FILE *out, char kind, struct thoth_text text)
{
    fprintf(out, "%c:%.*s", kind, (int)text.length, text.at);
}

static void print_node(FILE *out, const struct ast_node *node)
{
    switch (node->kind) {
    case AST_NULL:
        putc('n', out);
        break;
    case AST_BOOL:
        fputs(node->truth ? "b:true" : "b:false", out);
        break;
    case AST_FLOAT:
        fprintf(out, "f:%.17g", node->number);
        break;
    case AST_INT:
        print_text(out, 'i', node->text);
        break;
    case AST_STRING:
        print_text(out, 's', node->text);
        break;
    case AST_TIMESTAMP:
        print_text(out, 't', node->text);
        break;
    case AST_BINARY:
        print_text(out, 'x', node->text);
        break;
    case AST_RECURSION:
        putc('^', out);
        break;
    default:
        print_collection(out, node);
        break;
    }
}

const char *reading_summary(const char *text)
{
    FILE *out = fmemopen(summary, sizeof(summary), "w");
    struct reading reading;
    const char *between = "";

    reading_start(&reading, text, strlen(text), NULL);
    if (reading.root != NULL)
        print_node(out, reading.root);
    else
        for (struct diagnostic *each = reading.list.first; each != NULL;
             each = each->next) {
            fprintf(out, "%s%s", between, diagnostic_fact(each->code)->code);
            between = " ";
        }
    fclose(out);
    reading_end(&reading);
    return summary;
}

const char *reading_places(const char *bytes, size_t length)
{
    FILE *out = fmemopen(summary, sizeof(summary), "w");
    struct reading reading;
    const char *between = "";

    summary[0] = '\0';
    reading_start(&reading, bytes, length, NULL);
    for (struct diagnostic *each = reading.list.first; each != NULL;
         each = each->next) {
        fprintf(out, "%s%u:%u %s", between, each->span.line, each->span.column,
                diagnostic_fact(each->code)->code);
        between = ", ";
    }
    fclose(out);
    reading_end(&reading);
    return summary;
}
