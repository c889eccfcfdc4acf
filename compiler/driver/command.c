/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands share: bundles and units.
 */
#include "compiler/driver/command.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/visible_text.h"
#include "compiler/check/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct thoth_bundle *command_open_bundle(const char *command, const char *path,
                                         bool verify)
{
    struct thoth_bundle *bundle;
    struct thoth_error error;

    if (thoth_bundle_open(path, NULL, &bundle, &error)) {
        fprintf(stderr, "thothc %s: %s: %s\n", command, path, error.message);
        return NULL;
    }
    if (verify && thoth_bundle_verify(bundle, &error)) {
        fprintf(stderr, "thothc %s: %s: %s\n", command, path, error.message);
        thoth_bundle_release(bundle);
        return NULL;
    }
    return bundle;
}

void command_print_name(const struct thoth_unit *unit)
{
    visible_print(stdout, unit->namespace_);
    putchar('.');
    visible_print(stdout, unit->name);
}

void command_print_place(const struct thoth_bundle *bundle,
                         const struct thoth_unit *unit)
{
    size_t length = thoth_file_path(bundle, unit->file, NULL, 0);
    char *path = memory_allocate(length + 1);

    thoth_file_path(bundle, unit->file, path, length + 1);
    visible_print(stdout, (struct thoth_text){path, length});
    printf(":%u:%u", unit->line, unit->column);
    free(path);
}

bool command_type_fits(const char *asked, const char *type,
                       enum thoth_kind kind)
{
    return !strcmp(asked, type) ||
           !strcmp(asked, unit_section_fact((enum unit_section)kind)->key.at);
}

bool command_unit_named(const struct thoth_unit *unit, const char *asked)
{
    size_t length = strlen(asked), space = unit->namespace_.length;

    if (length == unit->name.length && !memcmp(asked, unit->name.at, length))
        return true;
    return length == space + 1 + unit->name.length &&
           !memcmp(asked, unit->namespace_.at, space) && asked[space] == '.' &&
           !memcmp(asked + space + 1, unit->name.at, unit->name.length);
}
