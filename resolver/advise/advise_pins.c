/* SPDX-License-Identifier: Apache-2.0 */
/*
 * --keep-lock and --upgrade: the versions of the user's lock file are the only
 * candidates of their packages, as far as they can be used.
 */
#include "compiler/base/near_name.h"
#include "resolver/advise/advise.h"

static bool is_upgraded(struct thoth_advice *advise, struct thoth_text name)
{
    const struct thoth_advise_options *options = &advise->options;

    for (size_t i = 0; i < options->upgrade_count; i++)
        if (thoth_text_equal(
                requirement_normal_name(&advise->arena,
                                        thoth_text_of(options->upgrades[i])),
                name))
            return true;
    return false;
}

/* The first candidate of the package with this version, or SPACE_NONE. */
static uint32_t find_version(const struct thoth_space *space, uint32_t package,
                             struct thoth_text text)
{
    candidate_set usable = space->packages[package].usable;
    uint32_t version = set_first(&space->pool, usable);

    while (version != UINT32_MAX &&
           !thoth_text_equal(thoth_space_version_text(space, package, version),
                             text))
        version = set_next(&space->pool, usable, version + 1);
    return version;
}

static enum thoth_status keep(struct thoth_advice *advise,
                              const struct project_pin *pin)
{
    uint32_t package = closure_find(advise->closure, pin->name), version;
    struct thoth_space *space = advise->space;

    if (package == CLOSURE_NONE || space->packages[package].skipped)
        return THOTH_OK;
    version = find_version(space, package, pin->version);
    if (version == UINT32_MAX) {
        problem_warning(&advise->problems, pin->place, NULL,
                        "%.*s %.*s cannot be kept", (int)pin->name.length,
                        pin->name.at, (int)pin->version.length,
                        pin->version.at);
        return THOTH_OK;
    }
    space->packages[package].usable =
        space_one(space, (struct thoth_choice){package, version});
    return space->pool.failed ? THOTH_E_MEMORY : THOTH_OK;
}

/* A name that the lock file does not have is a slip. */
static void check_upgrades(struct thoth_advice *advise)
{
    const struct thoth_advise_options *options = &advise->options;

    for (size_t i = 0; i < options->upgrade_count; i++) {
        struct thoth_text name = requirement_normal_name(
            &advise->arena, thoth_text_of(options->upgrades[i]));
        const struct project_pin *pin = advise->project.lock.pins;
        struct thoth_text advice = {NULL, 0};
        struct near_name near;

        near_name_start(&near, name);
        for (; pin != NULL && !thoth_text_equal(pin->name, name);
             pin = pin->next)
            near_name_offer(&near, pin->name);
        if (pin != NULL)
            continue;
        if (near.best.length > 0)
            advice = arena_format(&advise->arena, "did you mean %.*s?",
                                  (int)near.best.length, near.best.at);
        problem_warning(&advise->problems,
                        (struct place){.path = advise->project.lock.path},
                        advice.at, "%s is not in the lock file",
                        options->upgrades[i]);
    }
}

bool advise_keep_lock(struct thoth_advice *advise)
{
    const struct project_lock *lock = &advise->project.lock;
    const struct project_pin *pin = lock->pins;

    if (!advise->options.keep_lock && advise->options.upgrade_count == 0)
        return true;
    if (!lock->present) {
        problem_error(&advise->problems,
                      (struct place){.path = advise->project.manifest_path},
                      "run thoth advise without --keep-lock and --upgrade",
                      "the project has no lock file");
        return false;
    }
    check_upgrades(advise);
    for (; pin != NULL; pin = pin->next)
        if (!is_upgraded(advise, pin->name) && keep(advise, pin) != THOTH_OK)
            return false;
    return true;
}
