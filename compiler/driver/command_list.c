/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc list`: the units of a bundle, one a line.
 */
#include "compiler/check/field.h"
#include "compiler/driver/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] =
    "Usage: thothc list [OPTION]... FILE\n"
    "Lists the units of a bundle in loading order: type, full name and place,\n"
    "separated by tabs.\n"
    "\n"
    "  -t, --type=TYPE        only units of a type (step.Group) or of a kind\n"
    "                         (steps)\n"
    "  -p, --package=PACKAGE  only units that name this package\n"
    "      --help             print this text\n";

static bool names_package(const struct thoth_bundle *bundle, uint32_t unit,
                          const char *package)
{
    struct thoth_text name;

    for (uint32_t i = 0; thoth_unit_package(bundle, unit, i, &name); i++)
        if (name.at && name.length == strlen(package) &&
            !memcmp(name.at, package, name.length))
            return true;
    return false;
}

static void list_units(const struct thoth_bundle *bundle, const char *type,
                       const char *package)
{
    struct thoth_unit unit;

    for (uint32_t i = 0; !thoth_unit_describe(bundle, i, &unit); i++) {
        if (type && !command_type_fits(type, unit.type, unit.kind))
            continue;
        if (package && !names_package(bundle, i, package))
            continue;
        printf("%s\t", unit.type);
        command_print_name(&unit);
        putchar('\t');
        command_print_place(bundle, &unit);
        putchar('\n');
    }
}

/* Is it a word that some unit could fit? */
static bool is_type(const char *asked)
{
    struct thoth_text text = thoth_text_of(asked);

    return unit_type_find(text) != UNIT_TYPE_COUNT ||
           unit_section_find(text) != UNIT_SECTION_COUNT;
}

int command_list(int argc, char **argv)
{
    static const struct option OPTIONS[] = {
        {"type", required_argument, NULL, 't'},
        {"package", required_argument, NULL, 'p'},
        {"help", no_argument, NULL, 'h'},
        {0}};
    const char *type = NULL, *package = NULL;
    struct thoth_bundle *bundle;
    int option;

    while ((option = getopt_long(argc, argv, "t:p:", OPTIONS, NULL)) != -1) {
        if (option == 'h') {
            fputs(usage_text, stdout);
            return command_finish("list", EXIT_DONE);
        }
        if (option == '?')
            return command_option_error("list");
        *(option == 't' ? &type : &package) = optarg;
    }
    if (argc - optind != 1)
        return command_usage_error("list", "give one bundle");
    if (type && !is_type(type))
        return command_usage_error("list", "'%s' is no type or kind of units",
                                   type);
    bundle = command_open_bundle("list", argv[optind], false);
    if (!bundle)
        return EXIT_TROUBLE;
    list_units(bundle, type, package);
    thoth_bundle_release(bundle);
    return command_finish("list", EXIT_DONE);
}
