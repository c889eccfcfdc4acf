/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Specifier sets: parsed and turned to intervals on several threads, then the
 * boundary keys of all of them are sorted, and each interval's ends become
 * positions among them.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/base/thread_pool.h"
#include "compiler/link/bundle_writer.h"
#include "runtime/ir_table.h"
#include "runtime/pep440_interval.h"

#include <stdlib.h>
#include <string.h>

struct spec_collection {
    struct bundle_writer *writer;
    str_id *specs;
    struct pep440_intervals **intervals;
    uint32_t count;
    struct thoth_text *bounds;
    uint32_t bound_count;
};

static void use_spec(void *user, uint32_t spec)
{
    struct spec_collection *specs = user;

    if (specs->writer->spec_places[spec])
        return;
    specs->writer->spec_places[spec] = 1;
    specs->specs[specs->count++] = spec;
}

/* The specifiers inside lists of Python packages. */
static void use_list(void *user, uint32_t list)
{
    struct spec_collection *specs = user;
    const uint32_t *words =
        (const void *)intern_text(specs->writer->program->session->lists, list)
            .at;

    for (uint32_t i = 0; i < words[0]; i++)
        if (words[2 + 3 * i] != STR_NONE)
            use_spec(user, words[2 + 3 * i]);
}

static void compile_spec(void *user, unsigned worker, uint32_t number)
{
    struct spec_collection *specs = user;
    struct thoth_text text = intern_text(
        specs->writer->program->session->strings, specs->specs[number]);
    struct pep440_specifier *specifier;
    int status;

    (void)worker;
    status = pep440_specifier_parse(text, NULL, &specifier);
    if (status)
        memory_ran_out();
    status = pep440_intervals(specifier, NULL, &specs->intervals[number]);
    pep440_specifier_free(specifier, NULL);
    if (status)
        memory_ran_out();
}

static int by_key(const void *left, const void *right)
{
    const struct thoth_text *a = left, *b = right;
    size_t length = a->length < b->length ? a->length : b->length;
    int order = length ? memcmp(a->at, b->at, length) : 0;

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static void collect_bounds(struct spec_collection *specs)
{
    uint32_t room = 0, count = 0, distinct = 0;

    for (uint32_t i = 0; i < specs->count; i++)
        room += 2 * (uint32_t)specs->intervals[i]->count;
    specs->bounds =
        ARENA_NEW_ARRAY(&specs->writer->arena, struct thoth_text, room);
    for (uint32_t i = 0; i < specs->count; i++)
        for (size_t k = 0; k < specs->intervals[i]->count; k++) {
            const struct pep440_interval *interval =
                &specs->intervals[i]->list[k];

            if (interval->low.length)
                specs->bounds[count++] = interval->low;
            if (!interval->is_unbounded)
                specs->bounds[count++] = interval->high;
        }
    if (count)
        qsort(specs->bounds, count, sizeof *specs->bounds, by_key);
    for (uint32_t i = 0; i < count; i++)
        if (!distinct ||
            by_key(&specs->bounds[i], &specs->bounds[distinct - 1]))
            specs->bounds[distinct++] = specs->bounds[i];
    specs->bound_count = distinct;
}

static void write_bounds(struct spec_collection *specs)
{
    struct bundle_writer *writer = specs->writer;

    for (uint32_t i = 0; i < specs->bound_count; i++) {
        section_add_word(writer, BUNDLE_BOUNDS,
                         (uint32_t)writer->sections[BUNDLE_BOUND_KEYS].size);
        section_add(writer, BUNDLE_BOUND_KEYS, specs->bounds[i].at,
                    specs->bounds[i].length);
    }
    section_add_word(writer, BUNDLE_BOUNDS,
                     (uint32_t)writer->sections[BUNDLE_BOUND_KEYS].size);
}

/* The position of a version whose public key is this boundary. */
static uint32_t position(const struct spec_collection *specs,
                         const struct thoth_text *key)
{
    const struct thoth_text *found = bsearch(
        key, specs->bounds, specs->bound_count, sizeof *specs->bounds, by_key);

    return 2 * (uint32_t)(found - specs->bounds) + 1;
}

static void write_spec(struct spec_collection *specs, uint32_t number)
{
    const struct pep440_intervals *intervals = specs->intervals[number];
    struct bundle_writer *writer = specs->writer;
    str_id text = specs->specs[number];
    uint32_t head = (uint32_t)intervals->count;

    writer->spec_places[text] = section_words(writer, BUNDLE_SPECS) + 1;
    section_add_word(writer, BUNDLE_SPECS, write_string(writer, text));
    if (!intervals->regular)
        head |= BUNDLE_SPEC_IRREGULAR;
    if (intervals->prereleases)
        head |= BUNDLE_SPEC_PRERELEASES;
    if (intervals->takes_legacy)
        head |= BUNDLE_SPEC_LEGACY;
    section_add_word(writer, BUNDLE_SPECS, head);
    for (size_t i = 0; i < intervals->count; i++) {
        const struct pep440_interval *interval = &intervals->list[i];

        section_add_word(writer, BUNDLE_SPECS,
                         interval->low.length ? position(specs, &interval->low)
                                              : 0);
        section_add_word(writer, BUNDLE_SPECS,
                         interval->is_unbounded
                             ? UINT32_MAX
                             : position(specs, &interval->high));
    }
}

static void release_intervals(struct spec_collection *specs)
{
    for (uint32_t i = 0; i < specs->count; i++)
        pep440_intervals_free(specs->intervals[i], NULL);
}

void write_specs(struct bundle_writer *writer)
{
    struct spec_collection specs = {.writer = writer};
    uint32_t limit = intern_limit(writer->program->session->strings);

    specs.specs = ARENA_NEW_ARRAY(&writer->arena, str_id, limit);
    each_constant(writer->program, IR_TYPE_SPEC, use_spec, &specs);
    each_constant(writer->program, IR_TYPE_PYTHONS, use_list, &specs);
    specs.intervals =
        ARENA_NEW_ARRAY(&writer->arena, struct pep440_intervals *, specs.count);
    if (!thread_pool_run(writer->threads, specs.count, 64, compile_spec,
                         &specs)) {
        release_intervals(&specs);
        memory_ran_out();
    }
    collect_bounds(&specs);
    write_bounds(&specs);
    for (uint32_t i = 0; i < specs.count; i++)
        write_spec(&specs, i);
    release_intervals(&specs);
}
