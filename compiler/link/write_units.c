/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions, patterns, units, their instances and dependencies.
 */
#include "compiler/link/bundle_writer.h"
#include "grammar/prescription.h"

#include <string.h>

static void write_whens(struct bundle_writer *writer)
{
    for (uint32_t i = 0; i < writer->program->when_count; i++) {
        const struct program_when *when = &writer->program->whens[i];
        struct bundle_when record = {when->shape,
                                     write_row(writer, when->shape, when->row)};

        section_add(writer, BUNDLE_WHENS, &record, sizeof record);
    }
}

/* A unit whose only instance needs no record of its own. */
static bool is_single(const struct program_unit *unit)
{
    return unit->instance_count == 1;
}

static struct bundle_pattern pattern_of(struct bundle_writer *writer,
                                        const struct program_unit *unit)
{
    const struct program *program = writer->program;
    struct bundle_pattern pattern = {
        .type = unit->type,
        .namespace =
            write_string(writer, program->files[unit->file].namespace_),
        .when = unit->when,
        .match = BUNDLE_NONE,
        .run = unit->run,
    };

    if (unit->never)
        pattern.flags |= BUNDLE_PATTERN_NEVER;
    if (unit->type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES)
        pattern.flags |= BUNDLE_PATTERN_ALWAYS;
    if (unit->broken)
        pattern.flags |= BUNDLE_PATTERN_BROKEN;
    if (unit->multi)
        pattern.flags |= BUNDLE_PATTERN_MULTI;
    if (is_single(unit))
        pattern.match = program->instances[unit->first_instance].shape;
    else
        pattern.flags |= BUNDLE_PATTERN_INSTANCES;
    return pattern;
}

static uint32_t pattern_number(struct bundle_writer *writer,
                               struct row_table *patterns,
                               const struct program_unit *unit)
{
    struct bundle_pattern pattern = pattern_of(writer, unit);
    uint32_t before = patterns->count;
    uint32_t words[sizeof pattern / sizeof(uint32_t)];
    uint32_t number;

    memcpy(words, &pattern, sizeof pattern);
    number = row_table_find(patterns, 0, words, sizeof pattern / sizeof *words,
                            patterns->count);
    if (patterns->count != before)
        section_add(writer, BUNDLE_PATTERNS, &pattern, sizeof pattern);
    return number;
}

static void write_instances(struct bundle_writer *writer,
                            const struct program_unit *unit, uint32_t number)
{
    const struct program *program = writer->program;

    for (uint32_t i = 0; i < unit->instance_count; i++) {
        const struct program_instance *instance =
            &program->instances[unit->first_instance + i];
        struct bundle_instance record = {
            .unit = number,
            .package = instance->package == STR_NONE
                           ? 0
                           : program->package_of[instance->package],
            .shape = instance->shape,
            .row = write_row(writer, instance->shape, instance->row),
        };

        section_add(writer, BUNDLE_INSTANCES, &record, sizeof record);
    }
}

static void write_unit(struct bundle_writer *writer, uint32_t number,
                       struct row_table *patterns)
{
    const struct program *program = writer->program;
    const struct program_unit *unit = &program->units[number];
    struct bundle_unit record = {
        .name = write_string(writer, unit->name),
        .pattern = pattern_number(writer, patterns, unit),
    };

    if (is_single(unit)) {
        const struct program_instance *instance =
            &program->instances[unit->first_instance];

        record.match = write_row(writer, instance->shape, instance->row);
    } else {
        record.match = (uint32_t)(writer->sections[BUNDLE_INSTANCES].size /
                                  sizeof(struct bundle_instance));
        write_instances(writer, unit, number);
    }
    record.run = write_row(writer, unit->run, unit->run_row);
    section_add(writer, BUNDLE_UNITS, &record, sizeof record);
}

void write_units(struct bundle_writer *writer)
{
    const struct program *program = writer->program;
    struct row_table patterns;

    row_table_start(&patterns, &writer->arena);
    write_whens(writer);
    for (uint32_t i = 0; i < program->unit_count; i++)
        write_unit(writer, i, &patterns);
    for (uint32_t i = 0; i < program->require_count; i++) {
        const struct program_require *require = &program->requirements[i];
        struct bundle_require record = {require->unit,
                                        section_words(writer, BUNDLE_LISTS)};

        section_add(writer, BUNDLE_LISTS, require->words,
                    require->count * sizeof *require->words);
        section_add(writer, BUNDLE_REQUIRES, &record, sizeof record);
    }
}

/* The bundle's number of each instance: units with one instance give theirs
 * away, the others' follow the last unit. */
static uint32_t *number_members(struct bundle_writer *writer)
{
    const struct program *program = writer->program;
    uint32_t *numbers =
        ARENA_NEW_ARRAY(&writer->arena, uint32_t, program->instance_count);
    uint32_t next = program->unit_count;

    for (uint32_t i = 0; i < program->instance_count; i++) {
        uint32_t unit = program->instances[i].unit;

        numbers[i] = is_single(&program->units[unit]) ? unit : next++;
    }
    return numbers;
}

void write_packages(struct bundle_writer *writer)
{
    const struct program *program = writer->program;
    const uint32_t *numbers = number_members(writer);

    for (uint32_t i = 0; i < program->package_count + 2; i++) {
        bool named = i > 0 && i <= program->package_count;
        struct bundle_package record = {
            named ? write_string(writer, program->packages[i - 1])
                  : BUNDLE_NONE,
            program->member_starts[i],
        };

        section_add(writer, BUNDLE_PACKAGES, &record, sizeof record);
    }
    for (uint32_t i = 0; i < program->instance_count; i++)
        section_add_word(writer, BUNDLE_MEMBERS, numbers[program->members[i]]);
}
