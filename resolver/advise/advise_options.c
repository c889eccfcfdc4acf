/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is asked for: defaults, options that make no sense, and a copy of the
 * others that lives as long as the advice.
 */
#include "resolver/advise/advise.h"
#include "resolver/search/resolution.h"

#include <string.h>

void thoth_advise_options_init(struct thoth_advise_options *options)
{
    memset(options, 0, sizeof(*options));
    options->folder = ".";
    thoth_resolve_options_init(&options->resolve);
}

bool thoth_recommendation_find(struct thoth_text name,
                               enum thoth_recommendation *type)
{
    enum thoth_recommendation found;

    if (!environment_recommendation(name, &found))
        return false;
    *type = found;
    return true;
}

bool thoth_package_name_valid(struct thoth_text name)
{
    return requirement_is_name(name);
}

static bool is_list(const char *const *list, size_t count)
{
    if (list == NULL)
        return count == 0;
    for (size_t i = 0; i < count; i++)
        if (list[i] == NULL)
            return false;
    return true;
}

bool advise_options_check(const struct thoth_advise_options *options)
{
    const struct thoth_resolve_options *resolve = &options->resolve;

    return options->folder != NULL &&
           is_list(options->labels, options->label_count) &&
           is_list(options->extras, options->extra_count) &&
           is_list(options->upgrades, options->upgrade_count) &&
           resolve->recommendation <= THOTH_RECOMMEND_SECURITY &&
           resolve->own_count == 0 && resolve->rules == NULL &&
           resolve_options_make_sense(resolve);
}

static const char *copy(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

static const char *const *copy_list(struct arena *arena,
                                    const char *const *list, size_t count)
{
    const char **copies = ARENA_NEW_ARRAY(arena, const char *, count + 1);

    for (size_t i = 0; i < count; i++)
        copies[i] = copy(arena, list[i]);
    return copies;
}

void advise_start(struct thoth_advice *advise,
                  const struct thoth_advise_options *options)
{
    struct thoth_advise_options *own = &advise->options;
    struct arena *arena = &advise->arena;

    problem_list_start(&advise->problems, arena);
    *own = *options;
    own->folder = copy(arena, options->folder);
    own->environment = copy(arena, options->environment);
    own->knowledge_base = copy(arena, options->knowledge_base);
    own->rules = copy(arena, options->rules);
    own->usage = copy(arena, options->usage);
    own->labels = copy_list(arena, options->labels, options->label_count);
    own->extras = copy_list(arena, options->extras, options->extra_count);
    own->upgrades = copy_list(arena, options->upgrades, options->upgrade_count);
}
