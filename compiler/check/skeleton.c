/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes the skeleton of a unit from the rows of its records. A line that
 * starts with "# " explains, one with "#" and no blank can be taken in by
 * removing the "#". Version v1 of the language, which needs no declaration.
 */
#include "compiler/check/skeleton.h"

#include "compiler/check/example.h"

#include <string.h>

enum {
    LINE_WIDTH = 79,
};

/* Where lines go: their indentation, whether they are commented out, and
 * whether the next one starts an item of a list. */
struct outline {
    FILE *stream;
    unsigned indent; /* columns before the text of a line */
    unsigned hash;   /* the column of a comment's "#" */
    bool commented;
    bool item;
    unsigned number; /* of the item, from 0 */
};

static void print_indent(struct outline *outline)
{
    unsigned column = 0;

    if (outline->commented) {
        fprintf(outline->stream, "%*s#", (int)outline->hash, "");
        column = outline->hash;
    }
    if (outline->item)
        fprintf(outline->stream, "%*s- ", (int)(outline->indent - 2 - column),
                "");
    else
        fprintf(outline->stream, "%*s", (int)(outline->indent - column), "");
    outline->item = false;
}

/* The length of as many words as fit, at least one. */
static size_t fitting_words(const char *text, size_t room)
{
    size_t length = strlen(text), cut = room;

    if (length <= room)
        return length;
    while (cut > 0 && text[cut] != ' ')
        cut--;
    return cut > 0 ? cut : strcspn(text, " ");
}

/* A sentence as a comment above a key. */
static void print_comment(struct outline *outline, const char *text)
{
    size_t room = LINE_WIDTH - outline->indent - 2;

    while (*text != '\0') {
        size_t length = fitting_words(text, room);
        fprintf(outline->stream, "%*s# %.*s\n", (int)outline->indent, "",
                (int)length, text);
        text += length;
        text += strspn(text, " ");
    }
}

static void print_record(struct outline *outline, enum record_id record);

/* Packages of a group differ. */
static const char *example_of(const struct outline *outline,
                              enum field_id field)
{
    return field == FIELD_PACKAGE_NAME && outline->number > 0
               ? "jinja2"
               : field_example(field);
}

static void print_list(struct outline *outline,
                       const struct member_fact *member)
{
    const char *example = field_example(member->field);
    unsigned count = member->minimum > 0 ? member->minimum : 1;

    for (unsigned i = 0; i < count; i++) {
        outline->indent += 2;
        outline->item = true;
        outline->number = i;
        if (member->target != RECORD_NONE) {
            print_record(outline, member->target);
        } else {
            print_indent(outline);
            fprintf(outline->stream, "%s\n", example);
        }
        outline->indent -= 2;
    }
}

static void print_member(struct outline *outline,
                         const struct member_fact *member)
{
    const char *key = field_fact(member->field)->key.at;
    bool single =
        member->form == FORM_SINGLE || member->form == FORM_SINGLE_OR_NOT;

    print_indent(outline);
    fprintf(outline->stream, "%s:", key);
    if (single && (member->target == RECORD_NONE ||
                   field_fact(member->field)->value != VALUE_RECORD)) {
        fprintf(outline->stream, " %s\n", example_of(outline, member->field));
        return;
    }
    fputc('\n', outline->stream);
    if (!single) {
        print_list(outline, member);
    } else {
        outline->indent += 2;
        print_record(outline, member->target);
        outline->indent -= 2;
    }
}

/* What is shown of a record in any case: what it needs, or else its first
 * member, so that it is not empty. */
static bool is_shown(const struct member_fact *members, uint32_t count,
                     uint32_t index)
{
    for (uint32_t i = 0; i < count; i++)
        if (members[i].required)
            return members[index].required;
    return index == 0;
}

static void print_optional(struct outline *outline,
                           const struct member_fact *member)
{
    struct outline inner = *outline;

    inner.commented = true;
    inner.hash = outline->indent;
    print_comment(outline, field_fact(member->field)->documentation);
    print_member(&inner, member);
}

/* The members shown first: the first line carries the "- " of an item. What is
 * inside a comment has neither explanations nor further members. */
static void print_record(struct outline *outline, enum record_id record)
{
    uint32_t count;
    const struct member_fact *members = record_members(record, &count);

    for (uint32_t i = 0; i < count; i++) {
        if (!is_shown(members, count, i))
            continue;
        if (!outline->commented && !outline->item)
            print_comment(outline, field_fact(members[i].field)->documentation);
        print_member(outline, &members[i]);
    }
    for (uint32_t i = 0; i < count && !outline->commented; i++)
        if (!is_shown(members, count, i) && field_since(members[i].field) == 1)
            print_optional(outline, &members[i]);
}

/* `match` and `run` as the type wants them, a list of entries as one entry. */
static void print_type_member(struct outline *outline,
                              struct member_fact member)
{
    member.form = FORM_SINGLE;
    fputc('\n', outline->stream);
    print_comment(outline, field_fact(member.field)->documentation);
    print_member(outline, &member);
}

void skeleton_print(FILE *stream, enum unit_type type)
{
    const struct unit_type_fact *fact = unit_type_fact(type);
    struct outline outline = {.stream = stream, .indent = 0};
    struct member_fact include = {
        .record = RECORD_UNIT,
        .field = FIELD_UNIT_SHOULD_INCLUDE,
        .target = RECORD_INCLUDE,
    };

    print_comment(&outline, fact->documentation);
    fputs("# Keys behind '#' are optional; remove the '#' of all their lines "
          "to use them.\n",
          stream);
    fprintf(stream, "units:\n  %s:\n",
            unit_section_fact(fact->section)->key.at);
    fprintf(stream, "  - name: %s\n    type: %s\n",
            field_example(FIELD_UNIT_NAME), fact->name.at);
    outline.indent = 4;
    print_type_member(&outline, include);
    print_type_member(&outline, fact->match);
    print_type_member(&outline, fact->run);
}
