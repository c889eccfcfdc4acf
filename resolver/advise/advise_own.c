/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The user's own lock file: its stack is looked at first, and what it scores
 * is told beside the best one, or why nothing can be told.
 */
#include "resolver/advise/advise.h"

/* The version of a package that a lock file names, from its source if that is
 * told; SPACE_NONE if it is not known. Spellings of one version are equal (PEP
 * 440). */
static uint32_t find_version(const struct thoth_advice *advise,
                             uint32_t package, const struct project_pin *pin)
{
    const struct thoth_space *space = advise->space;
    struct thoth_text url =
        project_source_location(&advise->project, pin->source);
    struct thoth_version *wanted;
    uint32_t found = SPACE_NONE;

    if (thoth_version_parse(pin->version, NULL, &wanted) != THOTH_OK)
        return SPACE_NONE;
    for (uint32_t v = 0; v < space->packages[package].count; v++) {
        struct thoth_text index = thoth_space_version_index(space, package, v);
        struct thoth_version *known;
        bool same;

        if (url.length > 0 && !thoth_text_equal(url, index))
            continue;
        if (thoth_version_parse(thoth_space_version_text(space, package, v),
                                NULL, &known) != THOTH_OK)
            break;
        same = thoth_version_compare(wanted, known) == 0;
        thoth_version_release(known);
        if (!same)
            continue;
        if (found == SPACE_NONE)
            found = v;
        if (space_is_usable(space, (struct thoth_choice){package, v})) {
            found = v;
            break;
        }
    }
    thoth_version_release(wanted);
    return found;
}

void advise_offer_lock(struct thoth_advice *advise)
{
    const struct project_lock *lock = &advise->project.lock;
    struct thoth_choice *own;
    uint32_t count = 0;

    if (!lock->present)
        return;
    own = ARENA_NEW_ARRAY(&advise->arena, struct thoth_choice,
                          lock->pin_count + 1);
    for (const struct project_pin *pin = lock->pins; pin != NULL;
         pin = pin->next) {
        uint32_t package = closure_find(advise->closure, pin->name);
        uint32_t version = package == CLOSURE_NONE
                               ? SPACE_NONE
                               : find_version(advise, package, pin);

        if (version != SPACE_NONE)
            own[count++] = (struct thoth_choice){package, version};
    }
    advise->resolve.own = own;
    advise->resolve.own_count = count;
}

static const struct project_pin *pin_of(const struct thoth_advice *advise,
                                        struct thoth_text name)
{
    const struct project_pin *pin = advise->project.lock.pins;

    while (pin != NULL && !thoth_text_equal(pin->name, name))
        pin = pin->next;
    return pin;
}

/* Why a version that the lock file has is no candidate. */
static const char *exclusion(const struct thoth_advice *advise,
                             struct thoth_choice choice)
{
    const struct closure_version *version =
        &advise->closure->versions[closure_version_of(advise->closure, choice)];

    if (version->refusal & CLOSURE_REFUSED_PYTHON)
        return "is not for this version of Python";
    if (version->refusal & CLOSURE_REFUSED_INDEX)
        return "is on an index that is not enabled for it";
    if (version->refusal & CLOSURE_REFUSED_CONSTRAINT)
        return "is excluded by a constraint";
    if (version->refusal & CLOSURE_REFUSED_UNREADABLE)
        return "has requirements that cannot be read";
    if (version->refusal & CLOSURE_REFUSED_YANKED)
        return "was taken back";
    if (!space_is_usable(advise->space, choice))
        return "is excluded by rules";
    return "is not what is required, or not among the latest versions";
}

/* Name and version of what is to blame, in the arena. */
static struct thoth_text blamed(struct thoth_advice *advise,
                                struct thoth_choice at)
{
    struct thoth_text name =
        thoth_space_package_name(advise->space, at.package);
    struct thoth_text version =
        thoth_space_version_text(advise->space, at.package, at.version);

    return arena_format(&advise->arena, "%.*s %.*s", (int)name.length, name.at,
                        (int)version.length, version.at);
}

static struct thoth_text missing(struct thoth_advice *advise, uint32_t package)
{
    struct thoth_text name = thoth_space_package_name(advise->space, package);
    const struct project_pin *pin = pin_of(advise, name);

    if (pin == NULL)
        return arena_format(&advise->arena, "%.*s is not in it",
                            (int)name.length, name.at);
    return arena_format(
        &advise->arena, "the knowledge base does not have %.*s %.*s",
        (int)name.length, name.at, (int)pin->version.length, pin->version.at);
}

struct thoth_text advise_own_fault(struct thoth_advice *advise)
{
    const struct thoth_own *own = &advise->facts.own;
    struct thoth_text what;

    switch (own->verdict) {
    case THOTH_OWN_MISSING:
        return missing(advise, own->at.package);
    case THOTH_OWN_EXCLUDED:
        if (own->at.version == SPACE_NONE)
            return missing(advise, own->at.package);
        what = blamed(advise, own->at);
        return arena_format(&advise->arena, "%.*s %s", (int)what.length,
                            what.at, exclusion(advise, own->at));
    case THOTH_OWN_REFUSED:
        if (own->at.package == SPACE_NONE)
            return thoth_text_of("a rule refuses it as a whole");
        what = blamed(advise, own->at);
        return arena_format(&advise->arena, "a rule refuses %.*s",
                            (int)what.length, what.at);
    default:
        return (struct thoth_text){"", 0};
    }
}
