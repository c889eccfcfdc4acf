/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading baselines and finding findings in them, by halving the sorted list.
 */
#include "compiler/report/baseline.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/report/baseline_order.h"
#include "compiler/report/code_set.h"
#include "compiler/report/json_value.h"
#include "runtime/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct thoth_text baseline_file_name(struct arena *arena,
                                     struct thoth_text path)
{
    return json_repaired_text(arena, path);
}

bool baseline_takes(enum diagnostic_code code)
{
    return !code_is_trouble(code) && code != DIAG_BASELINE_STALE &&
           code != DIAG_CONFIGURATION_INVALID;
}

int baseline_order(const struct baseline_entry *left,
                   const struct baseline_entry *right)
{
    int order = thoth_text_order(left->file, right->file);

    if (!order)
        order = thoth_text_order(left->code, right->code);
    if (!order)
        order = thoth_text_order(left->unit, right->unit);
    return order ? order : thoth_text_order(left->message, right->message);
}

static int compare(const void *left, const void *right)
{
    return baseline_order(left, right);
}

static bool take_text(const json_t *object, const char *key,
                      struct arena *arena, struct thoth_text *text)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value))
        return false;
    *text =
        arena_copy_text(arena, (struct thoth_text){json_string_value(value),
                                                   json_string_length(value)});
    return true;
}

static bool take_entry(const json_t *object, struct arena *arena,
                       struct baseline_entry *entry)
{
    const json_t *count = json_object_get(object, "count");

    *entry = (struct baseline_entry){.count = 1};
    if (count && (!json_is_integer(count) || json_integer_value(count) < 1 ||
                  json_integer_value(count) > UINT32_MAX))
        return false;
    if (count)
        entry->count = (uint32_t)json_integer_value(count);
    return take_text(object, "file", arena, &entry->file) &&
           take_text(object, "code", arena, &entry->code) &&
           take_text(object, "unit", arena, &entry->unit) &&
           take_text(object, "message", arena, &entry->message);
}

/* What is wrong with the document, or NULL. */
static const char *take_document(struct baseline *baseline, const json_t *root,
                                 struct arena *arena)
{
    const json_t *list = json_object_get(root, "findings");
    size_t count = json_array_size(list);

    if (json_integer_value(json_object_get(root, "version")) != 1)
        return "this is no baseline: \"version\" is not 1";
    if (!json_is_array(list) || count > UINT32_MAX)
        return "this is no baseline: \"findings\" is no list";
    baseline->entries = ARENA_NEW_ARRAY(arena, struct baseline_entry, count);
    baseline->count = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        if (!take_entry(json_array_get(list, i), arena, &baseline->entries[i]))
            return arena_format(arena,
                                "finding %zu needs \"file\", \"code\", "
                                "\"unit\" and \"message\", and a \"count\" is "
                                "a number",
                                i + 1)
                .at;
    qsort(baseline->entries, count, sizeof *baseline->entries, compare);
    return NULL;
}

/* In the arena, not on the stack, so that unwinding finds it intact. */
struct reading {
    struct memory_guard guard;
    json_t *root;
};

const char *baseline_read(struct baseline *baseline, const char *path,
                          struct arena *arena)
{
    struct reading *reading = ARENA_NEW(arena, struct reading);
    json_error_t error;
    const char *wrong;

    *baseline = (struct baseline){0};
    errno = 0;
    reading->root =
        json_load_file(path, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!reading->root && (error.line < 1 || errno == EISDIR))
        return errno ? strerror(errno) : "it cannot be read as JSON";
    if (!reading->root)
        return arena_format(arena, "line %d, column %d: %s", error.line,
                            error.column, error.text)
            .at;
    if (MEMORY_GUARD_ENTER(&reading->guard)) {
        json_decref(reading->root);
        memory_ran_out();
    }
    wrong = take_document(baseline, reading->root, arena);
    memory_guard_leave(&reading->guard);
    json_decref(reading->root);
    return wrong;
}

/* The first entry that is not before `key`. */
static uint32_t lower_bound(const struct baseline *baseline,
                            const struct baseline_entry *key)
{
    uint32_t low = 0, high = baseline->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (baseline_order(&baseline->entries[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void baseline_judge(struct baseline *baseline, struct thoth_text file)
{
    struct baseline_entry key = {.file = file};

    for (uint32_t i = lower_bound(baseline, &key);
         i < baseline->count &&
         thoth_text_equal(baseline->entries[i].file, file);
         i++)
        baseline->entries[i].judged = true;
}

bool baseline_hides(struct baseline *baseline, struct thoth_text file,
                    const struct diagnostic *diagnostic)
{
    struct baseline_entry key = {
        .file = file,
        .code = thoth_text_of(diagnostic_fact(diagnostic->code)->code),
        .unit = diagnostic->unit,
        .message = diagnostic->message};

    if (!baseline_takes(diagnostic->code))
        return false;
    for (uint32_t i = lower_bound(baseline, &key);
         i < baseline->count &&
         baseline_order(&baseline->entries[i], &key) == 0;
         i++)
        if (baseline->entries[i].found < baseline->entries[i].count) {
            baseline->entries[i].found++;
            return true;
        }
    return false;
}
