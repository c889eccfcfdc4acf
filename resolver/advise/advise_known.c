/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packages that nobody knows: an error for direct requirements, which could
 * not be resolved anyway. A package that only some version of another requires
 * is no choice, and an error when nothing else is left.
 */
#include "resolver/advise/advise.h"

/* Where the project requires the package. */
static struct place place_of(const struct thoth_advice *advise,
                             struct thoth_text name)
{
    const struct project_requirement *at = advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (thoth_text_equal(at->requirement.name, name))
            return at->place;
    return (struct place){.path = advise->project.manifest_path};
}

/* Names like it, and how to get to know more. NULL after a failure. */
static const char *advice_for(struct thoth_advice *advise,
                              struct thoth_text name)
{
    struct thoth_text near = {NULL, 0};
    const char *advice = "thoth kb import FILE adds what is known of packages";

    if (!kb_near_name(advise->kb, &advise->arena, name, &near,
                      &advise->problems))
        return NULL;
    if (near.length > 0)
        advice = arena_format(&advise->arena, "did you mean %.*s? %s",
                              (int)near.length, near.at, advice)
                     .at;
    return advice;
}

static bool report_unknown(struct thoth_advice *advise, struct thoth_text name)
{
    const char *advice = advice_for(advise, name);

    if (advice != NULL)
        problem_error(&advise->problems, place_of(advise, name), advice,
                      "the knowledge base does not know package %.*s, which "
                      "the project requires",
                      (int)name.length, name.at);
    return false;
}

static bool requires_package(const struct closure *closure, uint32_t version,
                             uint32_t package)
{
    struct closure_range edges = closure->versions[version].requirements;

    for (uint32_t i = edges.first; i < edges.end; i++)
        if (closure->requirements[closure->edges[i]].package == package)
            return true;
    return false;
}

/* Whether the project's own requirements allow the version. */
static bool is_wanted(const struct thoth_advice *advise, uint32_t version)
{
    const struct closure *closure = advise->closure;
    const struct thoth_space *space = advise->space;
    uint32_t package = closure->versions[version].package;
    uint32_t place = version - closure->packages[package].versions.first;

    for (uint32_t i = 0; i < space->root_count; i++)
        if (set_package(space->roots[i]) == package &&
            !set_has(&space->pool, space->roots[i], place))
            return false;
    return closure->versions[version].refusal == 0;
}

void advise_report_missing(struct thoth_advice *advise, uint32_t package)
{
    const struct closure *closure = advise->closure;
    struct thoth_text name;
    const char *advice;
    uint32_t by = 0;

    if (package == CLOSURE_NONE || closure->packages[package].known)
        return;
    name = closure->packages[package].name;
    while (by < closure->version_count &&
           !(requires_package(closure, by, package) && is_wanted(advise, by)))
        by++;
    advice = advice_for(advise, name);
    if (by == closure->version_count || advice == NULL)
        return;
    problem_error(
        &advise->problems,
        (struct place){.path = advise->project.manifest_path}, advice,
        "the knowledge base does not know package %.*s, which %.*s %.*s "
        "requires",
        (int)name.length, name.at,
        (int)closure->packages[closure->versions[by].package].name.length,
        closure->packages[closure->versions[by].package].name.at,
        (int)closure->versions[by].text.length, closure->versions[by].text.at);
}

static bool allows(const struct thoth_specifier *specifier,
                   struct thoth_text text)
{
    struct thoth_version *version;
    bool allowed;

    if (thoth_version_parse(text, NULL, &version) != THOTH_OK)
        return false;
    allowed = thoth_specifier_contains(specifier, version, true);
    thoth_version_release(version);
    return allowed;
}

/* What all versions that the specifier allows are refused for; 0 if there are
 * none, or nothing is common to them. */
static uint8_t common_refusal(const struct closure *closure,
                              const struct closure_requirement *root)
{
    struct closure_range all = closure->packages[root->package].versions;
    struct thoth_specifier *specifier;
    uint8_t common = UINT8_MAX;
    bool any = false;

    if (thoth_specifier_parse(root->specifier, NULL, &specifier) != THOTH_OK)
        return 0;
    for (uint32_t v = all.first; v < all.end; v++)
        if (allows(specifier, closure->versions[v].text)) {
            any = true;
            common &= closure->versions[v].refusal;
        }
    thoth_specifier_release(specifier);
    return any ? common : 0;
}

/* "the constraint a<2 (FILE:LINE:COLUMN) excludes all of them"; of several
 * constraints all are named. */
static const char *excluded_by(struct thoth_advice *advise,
                               struct thoth_text name)
{
    const struct project_requirement *at =
        advise_constraint(advise, advise->project.constraints.first, name);
    struct thoth_text joined = {"", 0};
    uint32_t count = 0;

    for (; at != NULL; at = advise_constraint(advise, at->next, name), count++)
        joined = arena_format(&advise->arena, "%.*s%s%s", (int)joined.length,
                              joined.at, count > 0 ? " and " : "",
                              advise_constraint_text(advise, at).at);
    return arena_format(&advise->arena, "%.*s exclude%s all of them",
                        (int)joined.length, joined.at, count > 1 ? "" : "s")
        .at;
}

/* Why no version of the requirement can be used. */
static const char *reason_of(struct thoth_advice *advise,
                             const struct closure_requirement *root)
{
    static const struct {
        enum closure_refusal refusal;
        const char *text; /* NULL: a constraint */
    } reasons[] = {
        {CLOSURE_REFUSED_PYTHON, "none is for this version of Python"},
        {CLOSURE_REFUSED_INDEX, "none is on an index enabled for it"},
        {CLOSURE_REFUSED_CONSTRAINT, NULL},
        {CLOSURE_REFUSED_UNREADABLE, "their requirements cannot be read"},
        {CLOSURE_REFUSED_YANKED, "all were taken back"},
    };
    uint8_t common = common_refusal(advise->closure, root);

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (common & reasons[i].refusal)
            return reasons[i].text != NULL
                       ? reasons[i].text
                       : excluded_by(
                             advise,
                             advise->closure->packages[root->package].name);
    return "none satisfies the requirement";
}

/* Where the package is known from, if only the project's choice of indexes is
 * in the way; else NULL. */
static const char *unused_indexes(struct thoth_advice *advise,
                                  const struct closure_requirement *root)
{
    const struct closure *closure = advise->closure;
    struct closure_range all = closure->packages[root->package].versions;
    struct thoth_text list = {NULL, 0};

    if (!(common_refusal(closure, root) & CLOSURE_REFUSED_INDEX))
        return NULL;
    for (uint32_t i = 0; i < closure->index_count; i++) {
        uint32_t v = all.first;

        while (v < all.end && closure->versions[v].index != i)
            v++;
        if (v < all.end)
            list = arena_format(&advise->arena, "%.*s%s%.*s", (int)list.length,
                                list.length > 0 ? list.at : "",
                                list.length > 0 ? ", " : "it is known from ",
                                (int)closure->indexes[i].length,
                                closure->indexes[i].at);
    }
    return list.at;
}

/* Whether all versions that the requirement allows and that can be used are
 * pre-releases, which nobody asks for. */
static bool only_prereleases(const struct thoth_advice *advise,
                             const struct closure_requirement *root)
{
    const struct closure *closure = advise->closure;
    bool any = false;

    if (advise->project.allow_prereleases)
        return false;
    for (uint32_t i = 0; i < closure->root_count; i++) {
        const struct closure_requirement *other =
            &closure->requirements[closure->roots[i].requirement];

        if (other->package == root->package && other->prereleases)
            return false;
    }
    for (uint32_t r = root->ranges.first; r < root->ranges.end; r++)
        for (uint32_t v = closure->ranges[r].first; v < closure->ranges[r].end;
             v++) {
            if (closure->versions[v].refusal == 0 &&
                !closure->versions[v].prerelease)
                return false;
            any |= closure->versions[v].refusal == 0;
        }
    return any;
}

bool advise_check_known(struct thoth_advice *advise)
{
    const struct closure *closure = advise->closure;
    bool known = true;

    if (closure->root_count == 0)
        problem_warning(&advise->problems,
                        (struct place){.path = advise->project.manifest_path},
                        NULL, "the project requires no packages");
    for (uint32_t i = 0;
         i < closure->root_count && advise->problems.count < PROBLEM_LIMIT;
         i++) {
        const struct closure_requirement *root =
            &closure->requirements[closure->roots[i].requirement];
        const struct closure_package *package =
            &closure->packages[root->package];

        if (!package->known) {
            known = report_unknown(advise, package->name);
        } else if (root->ranges.first == root->ranges.end) {
            problem_error(&advise->problems, place_of(advise, package->name),
                          unused_indexes(advise, root),
                          "no version of %.*s%.*s can be used: %s",
                          (int)package->name.length, package->name.at,
                          (int)root->specifier.length, root->specifier.at,
                          reason_of(advise, root));
            known = false;
        } else if (only_prereleases(advise, root)) {
            problem_error(&advise->problems, place_of(advise, package->name),
                          "allow_prereleases in [thoth] of the Pipfile allows "
                          "them, and so does a specifier with one",
                          "no version of %.*s%.*s can be used: all are "
                          "pre-releases",
                          (int)package->name.length, package->name.at,
                          (int)root->specifier.length, root->specifier.at);
            known = false;
        }
    }
    return known;
}
