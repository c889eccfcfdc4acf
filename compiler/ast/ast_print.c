/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a syntax tree. A line is
 *     [KEY [merged] [replaced]:] KIND [VALUE] @LINE:COLUMN [aliased]
 * where a key is written like a value, a string key without its kind. Texts
 * are in double quotes with C-like escapes; a collection says how many members
 * it has, these follow indented; an entry is followed by those it replaced.
 */
#include "compiler/ast/ast_print.h"

static const char *const KIND_WORDS[AST_KIND_COUNT] = {
    [AST_NULL] = "null",       [AST_BOOL] = "bool",
    [AST_INT] = "int",         [AST_FLOAT] = "float",
    [AST_STRING] = "string",   [AST_TIMESTAMP] = "timestamp",
    [AST_BINARY] = "binary",   [AST_SEQUENCE] = "sequence",
    [AST_MAPPING] = "mapping", [AST_SET] = "set",
    [AST_TUPLE] = "tuple",     [AST_RECURSION] = "recursion",
};

static void print_character(FILE *stream, unsigned char byte, bool binary)
{
    if (byte == '"' || byte == '\\')
        fprintf(stream, "\\%c", byte);
    else if (byte == '\n')
        fputs("\\n", stream);
    else if (byte == '\t')
        fputs("\\t", stream);
    else if (byte < 0x20 || byte == 0x7f || (binary && byte > 0x7f))
        fprintf(stream, "\\x%02x", byte);
    else
        putc(byte, stream);
}

static void print_quoted(FILE *stream, struct thoth_text text, bool binary)
{
    putc('"', stream);
    for (size_t i = 0; i < text.length; i++)
        print_character(stream, (unsigned char)text.at[i], binary);
    putc('"', stream);
}

static void print_text(FILE *stream, struct thoth_text text)
{
    fwrite(text.at, 1, text.length, stream);
}

static void print_value(FILE *stream, const struct ast_node *node)
{
    fputs(KIND_WORDS[node->kind], stream);
    switch (node->kind) {
    case AST_BOOL:
        fputs(node->truth ? " true" : " false", stream);
        break;
    case AST_INT:
    case AST_TIMESTAMP:
        putc(' ', stream);
        print_text(stream, node->text);
        break;
    case AST_FLOAT:
        fprintf(stream, " %.17g", node->number);
        break;
    case AST_STRING:
    case AST_BINARY:
        putc(' ', stream);
        print_quoted(stream, node->text, node->kind == AST_BINARY);
        break;
    case AST_SEQUENCE:
    case AST_TUPLE:
        fprintf(stream, " of %u", node->sequence.count);
        break;
    case AST_MAPPING:
    case AST_SET:
        fprintf(stream, " of %u", node->mapping.count);
        break;
    case AST_RECURSION:
        fprintf(stream, " to %u:%u", node->target->span.line,
                node->target->span.column);
        break;
    default:
        break;
    }
    fprintf(stream, " @%u:%u", node->span.line, node->span.column);
    if (node->aliased)
        fputs(" aliased", stream);
}

static void print_members(FILE *stream, const struct ast_node *node,
                          int indent);

static void print_key(FILE *stream, const struct ast_node *key, int indent)
{
    if (key->kind == AST_STRING)
        print_quoted(stream, key->text, false);
    else
        print_value(stream, key);
    if (key->kind == AST_TUPLE && key->sequence.count > 0) {
        putc('\n', stream);
        print_members(stream, key, indent + 4);
        fprintf(stream, "%*s", indent, "");
    }
}

static void print_entry(FILE *stream, const struct ast_entry *entry,
                        bool replaced, int indent)
{
    fprintf(stream, "%*s", indent, "");
    print_key(stream, entry->key, indent);
    if (entry->merged)
        fputs(" merged", stream);
    if (replaced)
        fputs(" replaced", stream);
    fputs(": ", stream);
    print_value(stream, entry->value);
    putc('\n', stream);
    print_members(stream, entry->value, indent + 2);
}

static void print_members(FILE *stream, const struct ast_node *node, int indent)
{
    if (node->kind == AST_SEQUENCE || node->kind == AST_TUPLE)
        for (uint32_t i = 0; i < node->sequence.count; i++) {
            fprintf(stream, "%*s", indent, "");
            print_value(stream, node->sequence.items[i]);
            putc('\n', stream);
            print_members(stream, node->sequence.items[i], indent + 2);
        }
    if (node->kind == AST_MAPPING || node->kind == AST_SET)
        for (uint32_t i = 0; i < node->mapping.count; i++) {
            const struct ast_entry *entry = &node->mapping.entries[i];

            print_entry(stream, entry, false, indent);
            while ((entry = entry->replaced))
                print_entry(stream, entry, true, indent);
        }
}

void ast_print(FILE *stream, const struct ast_node *root)
{
    if (!root)
        return;
    print_value(stream, root);
    putc('\n', stream);
    print_members(stream, root, 2);
}
