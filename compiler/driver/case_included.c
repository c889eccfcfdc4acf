/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists and digests of included units. Digests of tens of thousands of names
 * stay cheap because names are sorted once a bundle: a case only counts how
 * often each unit takes part and walks the sorted names.
 */
#include "compiler/driver/case_included.h"

#include "compiler/check/field.h"
#include "runtime/text.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

/* The section of a rule file that units of a kind stand in. */
static const char *kind_key(int kind)
{
    return unit_section_fact((enum unit_section)kind)->key.at;
}
_Static_assert((int)THOTH_KINDS == (int)UNIT_SECTION_COUNT &&
                   (int)THOTH_WRAP == (int)UNIT_SECTION_WRAPS,
               "kinds of units are numbered as their sections");

/* A line feed and the full name. */
static struct thoth_text name_line(const struct thoth_bundle *bundle,
                                   uint32_t unit, struct arena *arena)
{
    struct thoth_unit facts;
    struct thoth_text line;
    char *at;

    thoth_unit_describe(bundle, unit, &facts);
    line.length = 1 + facts.namespace_.length + 1 + facts.name.length;
    line.at = at = arena_allocate(arena, line.length);
    *at++ = '\n';
    at = (char *)mempcpy(at, facts.namespace_.at, facts.namespace_.length);
    *at++ = '.';
    memcpy(at, facts.name.at, facts.name.length);
    return line;
}

struct thoth_text case_unit_name(const struct thoth_bundle *bundle,
                                 uint32_t unit, struct arena *arena)
{
    struct thoth_text line = name_line(bundle, unit, arena);

    return (struct thoth_text){line.at + 1, line.length - 1};
}

static int by_name(const void *left, const void *right, void *user)
{
    const struct case_names *names = user;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = thoth_text_order(names->names[a], names->names[b]);

    return order ? order : (a > b) - (a < b);
}

void case_names_read(struct case_names *names,
                     const struct thoth_bundle *bundle, struct arena *arena)
{
    struct thoth_bundle_facts facts;

    thoth_bundle_describe(bundle, &facts);
    names->count = facts.units;
    names->sorted = ARENA_NEW_ARRAY(arena, uint32_t, facts.units);
    names->names = ARENA_NEW_ARRAY(arena, struct thoth_text, facts.units);
    for (uint32_t i = 0; i < facts.units; i++) {
        names->sorted[i] = i;
        names->names[i] = name_line(bundle, i, arena);
    }
    qsort_r(names->sorted, names->count, sizeof *names->sorted, by_name, names);
}

struct instance {
    struct thoth_text package; /* `at` NULL: any */
    uint32_t number;           /* in the order of inclusion */
    uint32_t group;            /* number of the group's first instance */
};

static int by_package(const void *left, const void *right)
{
    const struct instance *a = left, *b = right;
    int order = (a->package.at != NULL) - (b->package.at != NULL);

    if (order == 0)
        order = thoth_text_order(a->package, b->package);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static int by_group(const void *left, const void *right)
{
    const struct instance *a = left, *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* The instances of a kind in the order of the answer. */
static struct instance *ordered_instances(const struct thoth_pipeline *pipeline,
                                          enum thoth_kind kind,
                                          struct arena *arena)
{
    uint32_t count = thoth_pipeline_count(pipeline, kind);
    struct instance *all = ARENA_NEW_ARRAY(arena, struct instance, count);

    for (uint32_t i = 0; i < count; i++) {
        all[i].package = thoth_pipeline_package(pipeline, kind, i);
        all[i].number = i;
    }
    if (count == 0)
        return all;
    qsort(all, count, sizeof *all, by_package);
    for (uint32_t i = 0; i < count; i++) {
        const struct instance *before = i ? &all[i - 1] : NULL;
        bool joins = before && (!before->package.at) == (!all[i].package.at) &&
                     thoth_text_equal(before->package, all[i].package);

        all[i].group = joins ? before->group : all[i].number;
    }
    qsort(all, count, sizeof *all, by_group);
    return all;
}

void case_included_write(const struct thoth_bundle *bundle,
                         const struct thoth_pipeline *pipeline,
                         struct arena *arena, struct case_writer *writer)
{
    case_write_key(writer, "included");
    case_write_open(writer, '{');
    for (int i = 0; i < THOTH_KINDS; i++) {
        enum thoth_kind kind = (enum thoth_kind)i;
        const struct instance *all = ordered_instances(pipeline, kind, arena);
        uint32_t count = thoth_pipeline_count(pipeline, kind);

        case_write_key(writer, kind_key((int)kind));
        case_write_open(writer, '[');
        for (uint32_t j = 0; j < count; j++) {
            uint32_t unit = thoth_pipeline_unit(pipeline, kind, all[j].number);

            case_write_text(writer, case_unit_name(bundle, unit, arena));
        }
        case_write_close(writer, ']');
    }
    case_write_close(writer, '}');
}

/* Writes the digest of the sorted names of units, `times` for each. */
static void write_digest(const struct case_names *names, const uint32_t *times,
                         struct case_writer *writer)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    size_t skipped = 1; /* no line feed before the first name */
    SHA2_CTX hash;

    SHA256Init(&hash);
    for (uint32_t i = 0; i < names->count; i++) {
        struct thoth_text line = names->names[names->sorted[i]];

        for (uint32_t j = times[names->sorted[i]]; j > 0; j--) {
            SHA256Update(&hash, (const uint8_t *)line.at + skipped,
                         line.length - skipped);
            skipped = 0;
        }
    }
    SHA256End(&hash, digest);
    case_write_string(writer, digest);
}

void case_digests_write(const struct case_names *names,
                        const struct thoth_pipeline *pipeline,
                        struct arena *arena, struct case_writer *writer)
{
    uint32_t *times = ARENA_NEW_ARRAY(arena, uint32_t, names->count);

    case_write_key(writer, "counts");
    case_write_open(writer, '{');
    for (int kind = 0; kind < THOTH_KINDS; kind++) {
        case_write_key(writer, kind_key((int)kind));
        case_write_count(writer,
                         thoth_pipeline_count(pipeline, (enum thoth_kind)kind));
    }
    case_write_close(writer, '}');
    case_write_key(writer, "hashes");
    case_write_open(writer, '{');
    for (int i = 0; i < THOTH_KINDS; i++) {
        enum thoth_kind kind = (enum thoth_kind)i;
        uint32_t count = thoth_pipeline_count(pipeline, kind);

        memset(times, 0, names->count * sizeof *times);
        for (uint32_t j = 0; j < count; j++)
            times[thoth_pipeline_unit(pipeline, kind, j)]++;
        case_write_key(writer, kind_key((int)kind));
        write_digest(names, times, writer);
    }
    case_write_close(writer, '}');
}
