/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc stats`: how much of what a bundle holds.
 */
#include "compiler/check/field.h"
#include "compiler/driver/command.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc stats [--json] FILE\n"
    "Checks a bundle fully and counts what it holds: a line TYPE<tab>COUNT "
    "for\n"
    "each unit type, then for files, strings, shapes and bytes.\n"
    "\n"
    "      --json  print one JSON object instead\n"
    "      --help  print this text\n";

static const char *type_name(int type)
{
    return unit_type_fact((enum unit_type)type)->name.at;
}

static void count_types(const struct thoth_bundle *bundle, uint32_t units,
                        uint32_t counts[UNIT_TYPE_COUNT])
{
    for (uint32_t i = 0; i < units; i++) {
        struct thoth_unit unit;

        if (thoth_unit_describe(bundle, i, &unit))
            continue;
        for (int type = 0; type < UNIT_TYPE_COUNT; type++)
            counts[type] += !strcmp(unit.type, type_name(type));
    }
}

static void print_lines(const struct thoth_bundle_facts *facts,
                        const uint32_t counts[UNIT_TYPE_COUNT])
{
    for (int type = 0; type < UNIT_TYPE_COUNT; type++)
        printf("%s\t%" PRIu32 "\n", type_name(type), counts[type]);
    printf("files\t%" PRIu32 "\nstrings\t%" PRIu32 "\nshapes\t%" PRIu32
           "\nbytes\t%" PRIu64 "\n",
           facts->files, facts->strings, facts->shapes, facts->size);
}

static void print_json(const struct thoth_bundle_facts *facts,
                       const uint32_t counts[UNIT_TYPE_COUNT])
{
    fputs("{\"units\": {", stdout);
    for (int type = 0; type < UNIT_TYPE_COUNT; type++)
        printf("%s\"%s\": %" PRIu32, type ? ", " : "", type_name(type),
               counts[type]);
    printf("}, \"files\": %" PRIu32 ", \"strings\": %" PRIu32
           ", \"shapes\": %" PRIu32 ", \"specifiers\": %" PRIu32
           ", \"packages\": %" PRIu32 ", \"bytes\": %" PRIu64
           ", \"format\": %" PRIu32 ", \"native\": %s, \"build_id\": \"",
           facts->files, facts->strings, facts->shapes, facts->specifiers,
           facts->packages, facts->size, facts->format,
           facts->native ? "true" : "false");
    for (size_t i = 0; i < sizeof facts->build_id; i++)
        printf("%02x", facts->build_id[i]);
    puts("\"}");
}

int command_stats(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"json", no_argument, NULL, 'j'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    struct thoth_bundle_facts facts;
    uint32_t counts[UNIT_TYPE_COUNT] = {0};
    struct thoth_bundle *bundle;
    bool json = false;
    int option;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            fputs(usage_text, stdout);
            return command_finish("stats", EXIT_DONE);
        }
        if (option == '?')
            return command_option_error("stats");
        json = true;
    }
    if (argc - optind != 1)
        return command_usage_error("stats", "give one bundle");
    bundle = command_open_bundle("stats", argv[optind], true);
    if (!bundle)
        return EXIT_TROUBLE;
    thoth_bundle_describe(bundle, &facts);
    count_types(bundle, facts.units, counts);
    (json ? print_json : print_lines)(&facts, counts);
    thoth_bundle_release(bundle);
    return command_finish("stats", EXIT_DONE);
}
