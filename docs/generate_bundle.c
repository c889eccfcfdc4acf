/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of docs/ir.md and docs/bundle-format.md: types, operations and
 * immediates of the intermediate representation, sections of a bundle.
 */
#include "docs/generate.h"

#include <stdio.h>
#include <string.h>

void generate_types(void)
{
    puts("| type | in rows | meaning |\n|---|---|---|");
#define IR_TYPE(id, name, column, description)                                 \
    printf("| `%s` | %s | %s |\n", name, (column) ? "yes" : "", description);
#include "grammar/ir_types.def"
#undef IR_TYPE
}

/* The letters of an operation's operands, in words. */
static const char *operand_name(char letter)
{
    switch (letter) {
    case 'b':
        return "predicate";
    case 'B':
        return "predicate...";
    case 'n':
        return "number";
    case 'N':
        return "number...";
    case 'F':
        return "from...";
    case 'S':
        return "[str...]";
    case 'E':
        return "[effect...]";
#define LETTER(letter, type)                                                   \
    case letter:                                                               \
        return type;
        LETTER('s', "str")
        LETTER('p', "package")
        LETTER('i', "index")
        LETTER('v', "spec")
        LETTER('u', "constant")
        LETTER('t', "texts")
        LETTER('q', "pairs")
        LETTER('l', "usage")
        LETTER('o', "systems")
        LETTER('r', "rpms")
        LETTER('y', "pythons")
#undef LETTER
    default:
        return "?";
    }
}

static void print_operation(const char *name, const char *result,
                            const char *binding, const char *immediate,
                            const char *operands, const char *description)
{
    printf("| `%s` |", name);
    for (const char *at = operands; *at; at++)
        printf(" %s", operand_name(*at));
    printf(" | %s | %s | %s | %s |\n", result, binding,
           strcmp(immediate, "NONE") ? immediate : "", description);
}

void generate_operations(void)
{
    puts("| operation | operands | result | decided | immediate | meaning |\n"
         "|---|---|---|---|---|---|");
#define IR_OP(id, name, result, binding, immediate, operands, description)     \
    print_operation(name, #result, #binding, #immediate, operands, description);
#include "grammar/ir_ops.def"
#undef IR_OP
}

void generate_immediates(void)
{
    puts("| immediate | bit | name |\n|---|---|---|");
#define IR_BIT(immediate, bit, name)                                           \
    printf("| %s | %d | `%s` |\n", #immediate, bit, name);
#include "grammar/ir_immediates.def"
#undef IR_BIT
}

void generate_sections(void)
{
    int number = 0;

    puts("| number | section | record | holds |\n|---|---|---|---|");
#define BUNDLE_SECTION(id, name, record, purpose)                              \
    printf("| %d | `%s` | %d | %s |\n", number++, name, record, purpose);
#include "grammar/bundle_sections.def"
#undef BUNDLE_SECTION
}
