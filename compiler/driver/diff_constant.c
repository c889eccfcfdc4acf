/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Most constants are compared by their text. Two specifier sets are the same if
 * they have the same PEP 440 versions and the same legacy ones: no PEP 440
 * clause but `===` takes a legacy version, the empty set takes all.
 */
#include "compiler/driver/diff_constant.h"

#include "compiler/base/arena.h"
#include "compiler/base/out_of_memory.h"
#include "runtime/constant_print.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct thoth_text print(const struct thoth_bundle *bundle,
                               enum ir_type type, uint32_t constant,
                               struct arena *arena)
{
    struct text_sink sink = {NULL, 0, 0};
    size_t size;

    constant_print(&sink, bundle, type, constant);
    size = sink.length + 1;
    sink = (struct text_sink){arena_allocate(arena, size), size, 0};
    constant_print(&sink, bundle, type, constant);
    return (struct thoth_text){sink.text, sink.length};
}

static int by_text(const void *left, const void *right)
{
    return thoth_text_order(*(const struct thoth_text *)left,
                            *(const struct thoth_text *)right);
}

/* The entries of a printed list, sorted; equal ones count once. */
static size_t split(struct thoth_text list, struct thoth_text *entries)
{
    size_t count = 0, start = 1, kept = 0;
    int depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < list.length; i++) {
        char c = list.at[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (quoted || (depth != 0 && (depth != 1 || c != ',')))
            continue;
        entries[count++] = (struct thoth_text){list.at + start, i - start};
        start = i + 2;
    }
    qsort(entries, count, sizeof *entries, by_text);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !thoth_text_equal(entries[i], entries[kept - 1]))
            entries[kept++] = entries[i];
    return kept;
}

static bool same_entries(struct thoth_text left, struct thoth_text right,
                         struct arena *arena)
{
    struct thoth_text *a =
        ARENA_NEW_ARRAY(arena, struct thoth_text, left.length + 1);
    struct thoth_text *b =
        ARENA_NEW_ARRAY(arena, struct thoth_text, right.length + 1);
    size_t count = split(left, a);

    if (split(right, b) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!thoth_text_equal(a[i], b[i]))
            return false;
    return true;
}

static bool is_empty(struct thoth_text set)
{
    for (size_t i = 0; i < set.length; i++)
        if (!strchr(" \t\r\n,", set.at[i]))
            return false;
    return true;
}

static bool same_versions(struct thoth_text left, struct thoth_text right,
                          bool prereleases)
{
    struct thoth_version_set *a = NULL, *b = NULL;
    enum thoth_answer answer = THOTH_UNKNOWN;

    if (is_empty(left) != is_empty(right) ||
        memmem(left.at, left.length, "===", 3) ||
        memmem(right.at, right.length, "===", 3))
        return false;
    if (thoth_version_set_of_specifier(left, prereleases, NULL, &a) ==
            THOTH_OK &&
        thoth_version_set_of_specifier(right, prereleases, NULL, &b) ==
            THOTH_OK &&
        thoth_version_set_equal(a, b, &answer) != THOTH_OK)
        answer = THOTH_UNKNOWN;
    thoth_version_set_release(a);
    thoth_version_set_release(b);
    return answer == THOTH_YES;
}

static bool same_json(struct thoth_text left, struct thoth_text right)
{
    json_t *a = json_loadb(left.at, left.length,
                           JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    json_t *b = json_loadb(right.at, right.length,
                           JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    bool same = a && b && json_equal(a, b);

    json_decref(a);
    json_decref(b);
    return same;
}

static bool is_set(enum ir_type type)
{
    return type == IR_TYPE_TEXTS || type == IR_TYPE_PAIRS ||
           type == IR_TYPE_SYSTEMS || type == IR_TYPE_RPMS ||
           type == IR_TYPE_USAGE;
}

bool diff_constant_equal(const struct thoth_bundle *left,
                         uint32_t left_constant,
                         const struct thoth_bundle *right,
                         uint32_t right_constant, enum ir_type type,
                         uint32_t op, bool prereleases)
{
    struct arena arena = {0};
    struct thoth_text a = print(left, type, left_constant, &arena);
    struct thoth_text b = print(right, type, right_constant, &arena);
    bool same = thoth_text_equal(a, b);

    if (!same && type == IR_TYPE_SPEC)
        same = same_versions(bundle_text(left, left->specs[left_constant]),
                             bundle_text(right, right->specs[right_constant]),
                             prereleases);
    if (!same && is_set(type))
        same = same_entries(a, b, &arena);
    if (!same && op == IR_OP_ADVISE_MANIFEST)
        same = same_json(bundle_text(left, left_constant),
                         bundle_text(right, right_constant));
    arena_release(&arena);
    return same;
}
