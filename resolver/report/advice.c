/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names and places of what an advice is about.
 */
#include "resolver/report/advice.h"

#include <stdlib.h>
#include <string.h>

bool advice_unit(const struct advice *advice, uint32_t number,
                 struct advice_unit *unit)
{
    struct thoth_unit found;
    size_t length;
    char *path;

    if (number == THOTH_NO_UNIT || advice->bundle == NULL ||
        thoth_unit_describe(advice->bundle, number, &found) != THOTH_OK)
        return false;
    length = thoth_file_path(advice->bundle, found.file, NULL, 0);
    path = arena_allocate(advice->arena, length + 1);
    thoth_file_path(advice->bundle, found.file, path, length + 1);
    *unit = (struct advice_unit){
        .namespace_ = found.namespace_,
        .name = found.name,
        .path = {path, length},
        .line = found.line,
    };
    return true;
}

struct thoth_text advice_name(const struct advice *advice,
                              struct thoth_choice choice)
{
    return thoth_space_package_name(advice->space, choice.package);
}

struct thoth_text advice_version(const struct advice *advice,
                                 struct thoth_choice choice)
{
    return thoth_space_version_text(advice->space, choice.package,
                                    choice.version);
}

struct thoth_text advice_index(const struct advice *advice,
                               struct thoth_choice choice)
{
    return thoth_space_version_index(advice->space, choice.package,
                                     choice.version);
}

struct named_choice {
    struct thoth_text name;
    struct thoth_choice choice;
};

static int compare_names(const void *left, const void *right)
{
    const struct named_choice *a = left, *b = right;

    return thoth_text_order(a->name, b->name);
}

struct thoth_choice *advice_by_name(const struct advice *advice,
                                    const struct thoth_choice *stack,
                                    uint32_t count)
{
    struct named_choice *named =
        ARENA_NEW_ARRAY(advice->arena, struct named_choice, count + 1);
    struct thoth_choice *sorted =
        ARENA_NEW_ARRAY(advice->arena, struct thoth_choice, count + 1);

    for (uint32_t i = 0; i < count; i++)
        named[i] =
            (struct named_choice){advice_name(advice, stack[i]), stack[i]};
    qsort(named, count, sizeof(*named), compare_names);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = named[i].choice;
    return sorted;
}
