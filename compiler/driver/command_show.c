/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc show`: all there is to know of a unit.
 */
#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "compiler/driver/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage_text[] =
    "Usage: thothc show FILE UNIT\n"
    "Shows a unit of a bundle: where it comes from, when it takes part, what\n"
    "it matches and what it does. UNIT is a full name (thoth.Name) or the "
    "name\n"
    "alone; all units of the name are shown.\n"
    "\n"
    "      --help  print this text\n";

/* Type, full name and place, as `thothc list` has them. */
static void show_head(const struct thoth_bundle *bundle,
                      const struct thoth_unit *unit)
{
    printf("unit %s ", unit->type);
    command_print_name(unit);
    fputs("\nfrom ", stdout);
    command_print_place(bundle, unit);
    putchar('\n');
}

static void show_unit(const struct thoth_bundle *bundle, uint32_t number)
{
    size_t length = thoth_unit_print(bundle, number, NULL, 0);
    char *text = memory_allocate(length + 1);

    thoth_unit_print(bundle, number, text, length + 1);
    for (char *line = text, *end; *line; line = end + (*end == '\n')) {
        end = line + strcspn(line, "\n");
        visible_print(stdout, (struct thoth_text){line, (size_t)(end - line)});
        putchar('\n');
    }
    free(text);
}

static uint32_t show_units(const struct thoth_bundle *bundle, const char *name)
{
    struct thoth_unit unit;
    uint32_t shown = 0;

    for (uint32_t i = 0; !thoth_unit_describe(bundle, i, &unit); i++)
        if (command_unit_named(&unit, name)) {
            if (shown++)
                putchar('\n');
            show_head(bundle, &unit);
            show_unit(bundle, i);
        }
    return shown;
}

int command_show(int argc, char **argv)
{
    static const struct option OPTIONS[] = {{"help", no_argument, NULL, 'h'},
                                            {0}};
    struct thoth_bundle *bundle;
    uint32_t shown;
    int option;

    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (option == '?')
            return command_option_error("show");
        fputs(usage_text, stdout);
        return command_finish("show", EXIT_DONE);
    }
    if (argc - optind != 2)
        return command_usage_error("show", "give a bundle and a unit");
    bundle = command_open_bundle("show", argv[optind], false);
    if (!bundle)
        return EXIT_TROUBLE;
    shown = show_units(bundle, argv[optind + 1]);
    if (!shown)
        fprintf(stderr,
                "thothc show: %s has no unit '%s'; 'thothc list %s' names "
                "them all\n",
                argv[optind], argv[optind + 1], argv[optind]);
    thoth_bundle_release(bundle);
    return command_finish("show", shown ? EXIT_DONE : EXIT_TROUBLE);
}
