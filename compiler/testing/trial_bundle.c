/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units are picked as the words that lowering made of them.
 */
#include "compiler/testing/trial_bundle.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/field.h"
#include "compiler/link/bundle_write.h"
#include "compiler/link/passes.h"

#include <stdlib.h>
#include <string.h>

/* A unit and where its words are. */
struct named_unit {
    struct thoth_text name; /* full */
    uint32_t kind, file;
    const uint32_t *words;
    uint32_t word_count;
    uint32_t order; /* in the order of loading */
};

struct unit_names {
    struct named_unit *units; /* in the order of loading */
    struct named_unit **sorted;
    uint32_t *first_of_file; /* numbers of units */
    uint32_t count;
};

static int order_of(const struct named_unit *left,
                    const struct named_unit *right)
{
    int order = thoth_text_order(left->name, right->name);

    return order ? order
                 : (left->kind > right->kind) - (left->kind < right->kind);
}

static int compare(const void *left, const void *right)
{
    const struct named_unit *a = *(struct named_unit *const *)left;
    const struct named_unit *b = *(struct named_unit *const *)right;
    int order = order_of(a, b);

    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void read_file(struct unit_names *names, const struct rule_set *rules,
                      uint32_t file, struct arena *arena)
{
    const struct ir_object *object = &rules->files[file].object;
    const uint32_t *words = object->words;
    struct thoth_text space =
        source_namespace(&rules->sources, &rules->sources.files[file]);

    names->first_of_file[file] = names->count;
    for (uint32_t i = 0; i < object->unit_count; i++) {
        struct named_unit *to = &names->units[names->count];
        struct thoth_text name;
        struct ir_unit unit;

        ir_unit_read(&rules->session, words, &unit);
        name = intern_text(rules->session.strings, unit.name);
        *to = (struct named_unit){
            .name = arena_format(arena, "%.*s.%.*s", (int)space.length,
                                 space.at, (int)name.length, name.at),
            .kind = unit_type_fact((enum unit_type)unit.type)->section,
            .file = file,
            .words = words,
            .word_count = (uint32_t)(unit.next - words),
            .order = names->count,
        };
        names->sorted[names->count++] = to;
        words = unit.next;
    }
}

struct unit_names *unit_names_read(const struct rule_set *rules,
                                   struct arena *arena)
{
    struct unit_names *names = ARENA_NEW(arena, struct unit_names);
    uint32_t count = 0;

    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        count += rules->files[i].object.unit_count;
    names->units = ARENA_NEW_ARRAY(arena, struct named_unit, count);
    names->sorted = ARENA_NEW_ARRAY(arena, struct named_unit *, count);
    names->first_of_file =
        ARENA_NEW_ARRAY(arena, uint32_t, rules->sources.file_count);
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        read_file(names, rules, i, arena);
    qsort(names->sorted, count, sizeof *names->sorted, compare);
    return names;
}

/* Where units of a kind and name begin in the sorted list. */
static uint32_t find(const struct unit_names *names,
                     const struct named_unit *wanted)
{
    uint32_t low = 0, high = names->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (order_of(names->sorted[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct picking {
    const struct unit_names *names;
    const struct rule_set *rules;
    struct arena arena; /* of the bundle at hand */
    uint32_t *picked;   /* numbers of units */
    uint32_t count;
    bool *is_picked;
};

static void pick(struct picking *picking, uint32_t number)
{
    if (picking->is_picked[number])
        return;
    picking->is_picked[number] = true;
    picking->picked[picking->count++] = number;
}

/* Picks the units that one needs; names that no unit has pick none. */
static void pick_needed(struct picking *picking, uint32_t number)
{
    const struct unit_names *names = picking->names;
    const struct ir_session *session = &picking->rules->session;
    struct ir_unit unit;
    const uint32_t *list;

    ir_unit_read(session, names->units[number].words, &unit);
    if (unit.requirements == STR_NONE)
        return;
    list = (const uint32_t *)(const void *)intern_text(session->lists,
                                                       unit.requirements)
               .at;
    for (uint32_t i = 0; i < list[0]; i++) {
        struct named_unit wanted = {
            .kind = list[1 + 2 * i],
            .name = intern_text(session->strings, list[2 + 2 * i]),
        };

        for (uint32_t at = find(names, &wanted);
             at < names->count && !order_of(names->sorted[at], &wanted); at++)
            pick(picking, names->sorted[at]->order);
    }
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

    return (a > b) - (a < b);
}

/* The program of the picked units, each file's as an object. */
static void gather(struct picking *picking, struct rule_set *rules,
                   struct program *program)
{
    struct program_file *files =
        ARENA_NEW_ARRAY(&picking->arena, struct program_file, picking->count);
    struct program_folder *root =
        ARENA_NEW(&picking->arena, struct program_folder);

    *root = (struct program_folder){
        .parent = PROGRAM_NONE,
        .name = intern(rules->session.strings, (struct thoth_text){"", 0})};
    for (uint32_t i = 0; i < picking->count; i++) {
        const struct named_unit *unit =
            &picking->names->units[picking->picked[i]];
        const struct source_file *source = &rules->sources.files[unit->file];

        files[i] = (struct program_file){
            .name =
                intern(rules->session.strings,
                       source_path(&rules->sources, source, &picking->arena)),
            .namespace_ = intern(rules->session.strings,
                                 source_namespace(&rules->sources, source)),
            .object = {unit->words, unit->word_count, 1},
        };
    }
    program_gather(program, &rules->session, &picking->arena, root, 1, files,
                   picking->count);
}

static bool write(struct picking *picking, struct rule_set *rules,
                  struct trial_bundle *bundle)
{
    struct thoth_error error;
    struct program program;
    size_t size;

    gather(picking, rules, &program);
    program_run_passes(&program, NULL);
    return bundle_write(&program, 1, &bundle->bytes, &size) ==
               BUNDLE_WRITE_OK &&
           thoth_bundle_open_memory(bundle->bytes, size, NULL, &bundle->bundle,
                                    &error) == THOTH_OK;
}

void trial_bundle_release(struct trial_bundle *bundle)
{
    thoth_bundle_release(bundle->bundle);
    free(bundle->bytes);
    *bundle = (struct trial_bundle){0};
}

bool trial_bundle_make(struct trial_bundle *bundle,
                       const struct unit_names *names, struct rule_set *rules,
                       uint32_t file, uint32_t number)
{
    struct picking picking = {.names = names, .rules = rules};
    uint32_t tried = names->first_of_file[file] + number;
    struct memory_guard guard;
    bool made;

    if (MEMORY_GUARD_ENTER(&guard)) {
        arena_release(&picking.arena);
        memory_ran_out();
    }
    picking.picked = ARENA_NEW_ARRAY(&picking.arena, uint32_t, names->count);
    picking.is_picked = ARENA_NEW_ARRAY(&picking.arena, bool, names->count);
    pick(&picking, tried);
    for (uint32_t i = 0; i < picking.count; i++)
        pick_needed(&picking, picking.picked[i]);
    qsort(picking.picked, picking.count, sizeof *picking.picked,
          compare_numbers);
    for (bundle->unit = 0; picking.picked[bundle->unit] != tried;)
        bundle->unit++;
    made = write(&picking, rules, bundle);
    memory_guard_leave(&guard);
    arena_release(&picking.arena);
    return made;
}
