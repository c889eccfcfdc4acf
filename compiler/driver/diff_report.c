/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Merges the sorted units of both sides.
 */
#include "compiler/driver/diff_report.h"

#include "compiler/base/visible_text.h"
#include "compiler/driver/diff_unit.h"
#include "compiler/driver/diff_witness.h"

#include <string.h>

static json_t *describe_parts(unsigned parts)
{
    static const char *const names[] = {"type", "dependencies", "condition",
                                        "match", "effects"};
    json_t *list = diff_json(json_array());

    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (parts >> i & 1)
            json_array_append_new(list, json_string(names[i]));
    return list;
}

static void add_changed(json_t *changed, const struct diff_pair *pair,
                        uint64_t witnesses)
{
    json_t *entry = diff_json(
        json_pack("{s:o, s:o, s:o, s:o}", "before",
                  diff_unit_describe(pair->left, pair->left_unit), "after",
                  diff_unit_describe(pair->right, pair->right_unit), "parts",
                  describe_parts(pair->parts), "lines",
                  diff_unit_lines(pair->left, pair->left_unit, pair->right,
                                  pair->right_unit)));

    if (json_array_size(changed) < witnesses) {
        json_t *witness = diff_witness_find(pair);

        json_object_set_new(entry, "witness", witness ? witness : json_null());
    }
    json_array_append_new(changed, entry);
}

json_t *diff_report_make(struct diff_side *left, struct diff_side *right,
                         uint64_t witnesses)
{
    json_t *added = diff_json(json_array()), *removed = diff_json(json_array());
    json_t *changed = diff_json(json_array());
    uint32_t i = 0, k = 0;

    while (i < left->count || k < right->count) {
        int order = i == left->count ? 1
                    : k == right->count
                        ? -1
                        : diff_unit_order(&left->units[i], &right->units[k]);

        if (order < 0) {
            json_array_append_new(
                removed, diff_unit_describe(left, left->units[i++].unit));
        } else if (order > 0) {
            json_array_append_new(
                added, diff_unit_describe(right, right->units[k++].unit));
        } else {
            struct diff_pair pair = {left, right, left->units[i++].unit,
                                     right->units[k++].unit, 0};

            pair.parts =
                diff_unit_parts(left, pair.left_unit, right, pair.right_unit);
            if (pair.parts)
                add_changed(changed, &pair, witnesses);
        }
    }
    return diff_json(json_pack("{s:o, s:o, s:o}", "added", added, "removed",
                               removed, "changed", changed));
}

bool diff_report_differs(const json_t *report)
{
    const json_t *cases = json_object_get(report, "cases");

    return json_array_size(json_object_get(report, "added")) ||
           json_array_size(json_object_get(report, "removed")) ||
           json_array_size(json_object_get(report, "changed")) ||
           json_array_size(json_object_get(cases, "changed"));
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void print_place(FILE *stream, const json_t *unit)
{
    visible_print(stream, thoth_text_of(text_of(unit, "file")));
    fprintf(stream, ":%lld:%lld",
            (long long)json_integer_value(json_object_get(unit, "line")),
            (long long)json_integer_value(json_object_get(unit, "column")));
}

static void print_unit(FILE *stream, const char *what, const json_t *unit)
{
    fprintf(stream, "%s %s ", what, text_of(unit, "type"));
    visible_print(stream, thoth_text_of(text_of(unit, "name")));
    fputs(" (", stream);
    print_place(stream, unit);
}

static void print_units(FILE *stream, const char *what, const json_t *units)
{
    json_t *unit;
    size_t i;

    json_array_foreach((json_t *)(uintptr_t)units, i, unit)
    {
        print_unit(stream, what, unit);
        fputs(")\n", stream);
    }
}

static void print_json(FILE *stream, const json_t *value)
{
    json_dumpf(value, stream, JSON_COMPACT | JSON_ENCODE_ANY);
}

static void print_witness(FILE *stream, const json_t *witness)
{
    if (!witness)
        return;
    if (json_is_null(witness)) {
        fputs("  no witness was found\n", stream);
        return;
    }
    fprintf(stream, "  %s:\n    ", text_of(witness, "difference"));
    print_json(stream, json_object_get(witness, "case"));
    putc('\n', stream);
}

static void print_changed(FILE *stream, const json_t *entry)
{
    const json_t *before = json_object_get(entry, "before");
    const json_t *after = json_object_get(entry, "after");
    const char *type = text_of(before, "type");
    json_t *line;
    size_t i;

    print_unit(stream, "changed", after);
    fputs(", was ", stream);
    if (strcmp(type, text_of(after, "type")) != 0)
        fprintf(stream, "%s at ", type);
    print_place(stream, before);
    fputs(")\n", stream);
    json_array_foreach(json_object_get(entry, "lines"), i, line)
    {
        fputs("  ", stream);
        visible_print(stream, thoth_text_of(json_string_value(line)));
        putc('\n', stream);
    }
    print_witness(stream, json_object_get(entry, "witness"));
}

static void print_case(FILE *stream, const json_t *entry)
{
    fputs("case ", stream);
    print_json(stream, json_object_get(entry, "id"));
    fprintf(stream, ": %s was ", text_of(entry, "at"));
    print_json(stream, json_object_get(entry, "before"));
    fputs(", is ", stream);
    print_json(stream, json_object_get(entry, "after"));
    putc('\n', stream);
}

void diff_report_print(FILE *stream, const json_t *report)
{
    const json_t *changed = json_object_get(report, "changed");
    const json_t *cases = json_object_get(report, "cases");
    json_t *entry;
    size_t i;

    print_units(stream, "added", json_object_get(report, "added"));
    print_units(stream, "removed", json_object_get(report, "removed"));
    json_array_foreach((json_t *)(uintptr_t)changed, i, entry)
    {
        print_changed(stream, entry);
    }
    json_array_foreach(json_object_get(cases, "changed"), i, entry)
    {
        print_case(stream, entry);
    }
    fprintf(stream, "%zu added, %zu removed, %zu changed\n",
            json_array_size(json_object_get(report, "added")),
            json_array_size(json_object_get(report, "removed")),
            json_array_size(changed));
    if (cases)
        fprintf(
            stream, "%zu of %lld cases changed\n",
            json_array_size(json_object_get(cases, "changed")),
            (long long)json_integer_value(json_object_get(cases, "compared")));
}
