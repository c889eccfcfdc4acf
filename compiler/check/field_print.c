/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The field table as Markdown: unit types, then each record with its keys,
 * then the closed lists of names.
 */
#include "compiler/check/field_print.h"

#include "compiler/check/example.h"

#include <string.h>

static const char *const BINDING_NAMES[] = {
    [BINDING_CONST] = "constant",
    [BINDING_CONTEXT] = "request",
    [BINDING_PACKAGE] = "package",
    [BINDING_STATE] = "state",
};

/* A heading's anchor is the row's name, so that links hold when nouns change.
 */
static void print_link(FILE *stream, enum record_id record)
{
    fprintf(stream, "[%s](#%s)", record_fact(record)->noun,
            record_fact(record)->name);
}

static void print_single(FILE *stream, const struct member_fact *member)
{
    const struct field_fact *fact = field_fact(member->field);

    if (member->target != RECORD_NONE)
        print_link(stream, member->target);
    else if (fact->value == VALUE_CHOICE)
        fprintf(stream, "[%s](#%s)", choice_set_noun(fact->choices),
                choice_set_name(fact->choices));
    else if (fact->value == VALUE_RECORD)
        fputs("depends on `type`", stream);
    else
        fputs(value_expected(fact->value), stream);
    if (fact->nullable)
        fputs(" or null", stream);
}

static void print_form(FILE *stream, const struct member_fact *member)
{
    static const char *const BEFORE[] = {
        [FORM_SINGLE] = "",
        [FORM_LIST] = "list: ",
        [FORM_LIST_OR_SINGLE] = "one or a list: ",
        [FORM_LIST_OR_NOT] = "list, or `not:` and a list: ",
        [FORM_SINGLE_OR_NOT] = "`not:` may stand before: ",
    };

    fputs(BEFORE[member->form], stream);
    print_single(stream, member);
    if (member->minimum > 0 && member->minimum == member->maximum)
        fprintf(stream, " (exactly %u)", member->minimum);
    else if (member->minimum > 0 && member->form != FORM_SINGLE)
        fprintf(stream, " (at least %u)", member->minimum);
}

static void print_member(FILE *stream, const struct member_fact *member)
{
    const struct field_fact *fact = field_fact(member->field);
    const char *example = field_example(member->field);

    fprintf(stream, "| `%s` | %s | ", fact->key.at,
            member->required ? "yes" : "no");
    print_form(stream, member);
    fprintf(stream, " | %s", fact->documentation);
    if (example[0] != '\0')
        fprintf(stream, " Example: `%s`.", example);
    fprintf(stream, " | %s | %s |\n", BINDING_NAMES[fact->binding],
            fact->since);
}

static void print_exclusives(FILE *stream, enum record_id record)
{
    uint32_t count;
    const struct exclusive_fact *facts = exclusive_facts(&count);

    for (uint32_t i = 0; i < count; i++)
        if (facts[i].record == record)
            fprintf(stream, "\n`%s` and `%s` exclude each other.\n",
                    field_fact(facts[i].left)->key.at,
                    field_fact(facts[i].right)->key.at);
}

static void print_record(FILE *stream, enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);

    fprintf(stream, "\n<a id=\"%s\"></a>\n\n### %s\n\n",
            record_fact(record)->name, record_fact(record)->noun);
    fputs("| key | required | value | meaning | decided by | since |\n"
          "|---|---|---|---|---|---|\n",
          stream);
    for (uint32_t i = 0; i < count; i++)
        print_member(stream, &members[i]);
    print_exclusives(stream, record);
}

static void print_unit_types(FILE *stream)
{
    fputs("\n## Unit types\n\n"
          "| type | stands in | `match` | `run` | what it does |\n"
          "|---|---|---|---|---|\n",
          stream);
    for (unsigned i = 0; i < UNIT_TYPE_COUNT; i++) {
        const struct unit_type_fact *fact = unit_type_fact((enum unit_type)i);

        fprintf(stream, "| `%s` | `%s` | ", fact->name.at,
                unit_section_fact(fact->section)->key.at);
        if (!fact->match.required)
            fputs("optional, ", stream);
        print_form(stream, &fact->match);
        fputs(fact->run.required ? " | " : " | optional, ", stream);
        print_link(stream, fact->run.target);
        fprintf(stream, " | %s |\n", fact->documentation);
    }
}

static void print_choices(FILE *stream)
{
    fputs("\n## Names to choose from\n", stream);
    for (unsigned set = CHOICE_SET_NONE + 1; set < CHOICE_SET_COUNT; set++) {
        fprintf(stream, "\n<a id=\"%s\"></a>\n\n### %s\n\n",
                choice_set_name((enum choice_set)set),
                choice_set_noun((enum choice_set)set));
        for (unsigned i = 0; i < CHOICE_COUNT; i++) {
            const struct choice_fact *fact = choice_fact((enum choice)i);
            if (fact->set == set)
                fprintf(stream, "* `%s`: %s\n", fact->name.at,
                        fact->documentation);
        }
    }
}

void field_print_all(FILE *stream)
{
    fputs("# Fields of a prescription\n\n"
          "Made from the tables in `grammar/`; do not edit. \"Decided by\" "
          "tells when a field\nis known at the earliest: it is constant, or "
          "depends on the request, on one\npackage version, or on the state "
          "of the resolution.\n",
          stream);
    print_unit_types(stream);
    fputs("\n## Mappings and their keys\n", stream);
    for (unsigned i = RECORD_NONE + 1; i < RECORD_COUNT; i++)
        if (i != RECORD_NEGATION)
            print_record(stream, (enum record_id)i);
    print_choices(stream);
}
