/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What rules decide before a search: which versions sieves leave, which
 * pseudonyms they have, and by plans what their steps score. Only versions
 * that can be used are registered.
 */
#include "resolver/search/growth.h"
#include "resolver/search/rules.h"

#include <string.h>

static bool has_advisory(const struct closure_version *version)
{
    return version->advisories.first < version->advisories.end;
}

/* Whether a direct requirement for development names the package. */
static bool is_develop(const struct closure *closure, uint32_t package)
{
    for (uint32_t i = 0; i < closure->root_count; i++) {
        const struct closure_root *root = &closure->roots[i];

        if (root->develop &&
            closure->requirements[root->requirement].package == package)
            return true;
    }
    return false;
}

/* Room for what is known of the versions of one package. */
struct deciding {
    thoth_package *registered;
    uint64_t *words;
};

/* Whether rules are asked about a version of the closure at all. */
static bool is_candidate(const struct rules *rules, uint32_t number)
{
    const struct closure_version *version = &rules->closure->versions[number];

    return version->refusal == 0 && !(rules->security && has_advisory(version));
}

static bool note_choice(struct rules *rules, thoth_package package,
                        struct thoth_choice choice)
{
    uint32_t before = rules->choice_room;

    if (!growth_reserve((void **)&rules->choices, &rules->choice_room,
                        package + 1, sizeof(*rules->choices)))
        return false;
    for (uint32_t i = before; i < rules->choice_room; i++)
        rules->choices[i] = (struct thoth_choice){SPACE_NONE, 0};
    rules->choices[package] = choice;
    return true;
}

/* Registers the usable versions of a package; their numbers go to the array.
 * Returns how many there are; on failure sets *status. */
static uint32_t register_versions(struct rules *rules, uint32_t package,
                                  thoth_package *registered,
                                  enum thoth_status *status)
{
    const struct closure *closure = rules->closure;
    struct closure_range all = closure->packages[package].versions;
    bool develop = is_develop(closure, package);
    uint32_t count = 0;

    for (uint32_t v = all.first; v < all.end && *status == THOTH_OK; v++) {
        const struct closure_version *version = &closure->versions[v];
        struct thoth_choice choice = {package, v - all.first};

        if (!is_candidate(rules, v))
            continue;
        *status = thoth_catalog_register(
            rules->catalog, closure->packages[package].name, version->text,
            closure->indexes[version->index], develop, &registered[count]);
        if (*status == THOTH_OK &&
            !note_choice(rules, registered[count], choice))
            *status = THOTH_E_MEMORY;
        rules->packages[space_version_of(rules->space, package,
                                         choice.version)] = registered[count];
        count++;
    }
    return count;
}

/* Takes out what sieves do not leave. `words` is cleared. */
static enum thoth_status sieve(struct rules *rules, uint32_t package,
                               const thoth_package *registered, uint32_t count,
                               uint64_t *words)
{
    enum thoth_status status = THOTH_OK;

    if (count > 0)
        status = thoth_sieve(rules->pipeline, rules->run, rules->catalog,
                             registered, count, &rules->outcome, &rules->error);
    if (status == THOTH_OK && count > 0 &&
        !rules_note(rules, &rules->said, package))
        status = THOTH_E_MEMORY;
    if (status != THOTH_OK)
        return status;
    if (count > 0 && rules->outcome.verdict == THOTH_SKIPPED)
        return thoth_space_sieve(rules->space, package, NULL);
    for (uint32_t i = 0; count > 0 && i < rules->outcome.survivor_count; i++) {
        uint32_t place = rules->choices[rules->outcome.survivors[i]].version;

        words[place / 64] |= UINT64_C(1) << place % 64;
    }
    return thoth_space_sieve(rules->space, package, words);
}

static bool matches(struct thoth_text wanted, struct thoth_text text)
{
    return wanted.at == NULL ||
           (wanted.length == text.length &&
            (text.length == 0 || memcmp(wanted.at, text.at, text.length) == 0));
}

/* Only versions of the space can stand for others. */
static enum thoth_status find_pseudonyms(struct rules *rules,
                                         struct thoth_choice choice,
                                         thoth_package registered)
{
    enum thoth_status status =
        thoth_pseudonym(rules->pipeline, rules->run, rules->catalog, registered,
                        &rules->graph, &rules->outcome, &rules->error);

    if (status == THOTH_OK && !rules_note(rules, &rules->said, choice.package))
        status = THOTH_E_MEMORY;
    for (uint32_t i = 0; status == THOTH_OK && i < rules->outcome.effect_count;
         i++) {
        const struct thoth_effect *effect = &rules->outcome.effects[i];
        struct thoth_choice other = {SPACE_NONE, 0};

        if (effect->kind == THOTH_EFFECT_CANDIDATE &&
            effect->package < rules->choice_room)
            other = rules->choices[effect->package];
        if (other.package != SPACE_NONE)
            status = thoth_space_add_pseudonym(rules->space, choice.package,
                                               choice.version, other.package,
                                               other.version);
    }
    return status;
}

/* Announces the versions that one instance may add. */
static enum thoth_status announce_target(struct rules *rules,
                                         struct thoth_choice choice,
                                         const struct thoth_target *target)
{
    uint32_t package = rules_find_package(rules, target->name);
    enum thoth_status status = THOTH_OK;

    for (uint32_t v = 0; package != CLOSURE_NONE && status == THOTH_OK &&
                         v < rules->space->packages[package].count;
         v++)
        if (matches(target->version,
                    thoth_space_version_text(rules->space, package, v)) &&
            matches(target->index,
                    thoth_space_version_index(rules->space, package, v)))
            status = thoth_space_announce(rules->space, choice.package,
                                          choice.version, package, v);
    return status;
}

/* Announces what steps of a version may add. */
static enum thoth_status announce(struct rules *rules,
                                  struct thoth_choice choice)
{
    uint32_t count = thoth_pipeline_count(rules->pipeline, THOTH_STEP);
    enum thoth_status status = THOTH_OK;

    for (uint32_t i = 0; i < count && status == THOTH_OK; i++) {
        struct thoth_target target;
        struct thoth_text name;

        if (!thoth_pipeline_target(rules->pipeline, THOTH_STEP, i, &target))
            continue;
        name = thoth_pipeline_package(rules->pipeline, THOTH_STEP, i);
        if (name.at == NULL ||
            rules_find_package(rules, name) == choice.package)
            status = announce_target(rules, choice, &target);
    }
    return status;
}

/* What steps of a version come to, if the stack has no say in it. */
static enum thoth_version_fate fate_of(const struct thoth_bounds *bounds)
{
    const uint32_t refused =
        1u << THOTH_NOT_ACCEPTABLE | 1u << THOTH_INVALID_SCORE;

    if (bounds->open > 0 || bounds->fails)
        return bounds->endings >> THOTH_SKIPPED & 1 ? THOTH_FATE_ASK_SKIP
                                                    : THOTH_FATE_ASK;
    if (bounds->unit == THOTH_NO_UNIT)
        return THOTH_FATE_OPEN;
    if ((bounds->endings & ~refused) == 0)
        return THOTH_FATE_REFUSED;
    if (bounds->endings == 1u << THOTH_SKIPPED)
        return THOTH_FATE_SKIPPED;
    return bounds->endings >> THOTH_SKIPPED & 1 ? THOTH_FATE_ASK_SKIP
                                                : THOTH_FATE_ASK;
}

/* Whatever the stack is, a rule refuses the version. */
static enum thoth_status explain_refusal(struct rules *rules,
                                         struct thoth_choice choice,
                                         thoth_package registered)
{
    enum thoth_status status;

    thoth_state_reset(rules->state);
    status =
        thoth_step(rules->pipeline, NULL, rules->catalog, rules->state,
                   registered, &rules->graph, &rules->outcome, &rules->error);
    return status == THOTH_OK && rules->outcome.verdict == THOTH_NOT_ACCEPTABLE
               ? rules_note_refusal(rules, choice)
               : status;
}

static enum thoth_status judge(struct rules *rules, struct thoth_choice choice,
                               thoth_package registered)
{
    uint32_t first = rules->closure->packages[choice.package].versions.first;
    double score =
        has_advisory(&rules->closure->versions[first + choice.version])
            ? -RULES_VULNERABLE
            : 0;
    enum thoth_version_fate fate;
    struct thoth_bounds bounds;
    enum thoth_status status =
        thoth_plans_add(rules->plans, registered, &rules->error);

    if (status == THOTH_OK)
        status = thoth_plans_bounds(rules->plans, registered, NULL, &bounds);
    if (status != THOTH_OK)
        return status;
    fate = fate_of(&bounds);
    if (fate == THOTH_FATE_REFUSED)
        status = explain_refusal(rules, choice, registered);
    if (status == THOTH_OK)
        status = thoth_space_judge_version(rules->space, choice.package,
                                           choice.version, fate,
                                           score + bounds.upper);
    if (status == THOTH_OK &&
        (fate == THOTH_FATE_ASK || fate == THOTH_FATE_ASK_SKIP))
        status = announce(rules, choice);
    return status;
}

/* The usable versions of a package that sieves left, one after the other. */
static enum thoth_status sieve_package(struct rules *rules, uint32_t package,
                                       const struct deciding *deciding)
{
    enum thoth_status status = THOTH_OK;
    uint32_t count =
        register_versions(rules, package, deciding->registered, &status);

    memset(deciding->words, 0,
           THOTH_SPACE_WORDS(rules->space->packages[package].count) *
               sizeof(*deciding->words));
    if (status == THOTH_OK)
        status =
            sieve(rules, package, deciding->registered, count, deciding->words);
    return status;
}

static enum thoth_status decide_package(struct rules *rules, uint32_t package)
{
    struct closure_range all = rules->closure->packages[package].versions;
    bool pseudonyms =
        thoth_pipeline_count(rules->pipeline, THOTH_PSEUDONYM) > 0;
    enum thoth_status status = THOTH_OK;

    for (uint32_t v = 0; status == THOTH_OK && v < all.end - all.first; v++) {
        struct thoth_choice choice = {package, v};
        thoth_package registered =
            rules->packages[space_version_of(rules->space, package, v)];

        if (!is_candidate(rules, all.first + v))
            continue;
        if (pseudonyms)
            status = find_pseudonyms(rules, choice, registered);
        if (status == THOTH_OK)
            status = judge(rules, choice, registered);
    }
    return status;
}

/* What the built-in rules say of a package's versions. */
static enum thoth_status decide_built_in(struct rules *rules, uint32_t package,
                                         uint64_t *words)
{
    struct closure_range all = rules->closure->packages[package].versions;
    enum thoth_status status = THOTH_OK;

    memset(words, 0, THOTH_SPACE_WORDS(all.end - all.first) * sizeof(*words));
    for (uint32_t v = all.first; status == THOTH_OK && v < all.end; v++) {
        const struct closure_version *version = &rules->closure->versions[v];
        bool vulnerable = has_advisory(version);
        uint32_t place = v - all.first;

        if (version->refusal == 0 && !(rules->security && vulnerable))
            words[place / 64] |= UINT64_C(1) << place % 64;
        status = thoth_space_judge_version(rules->space, package, place,
                                           THOTH_FATE_OPEN,
                                           vulnerable ? -RULES_VULNERABLE : 0);
    }
    return status == THOTH_OK ? thoth_space_sieve(rules->space, package, words)
                              : status;
}

static enum thoth_status decide_all(struct rules *rules,
                                    const struct deciding *deciding)
{
    uint32_t count = rules->space->package_count;
    enum thoth_status status = THOTH_OK;

    if (rules->pipeline == NULL) {
        for (uint32_t i = 0; status == THOTH_OK && i < count; i++)
            status = decide_built_in(rules, i, deciding->words);
        return status;
    }
    for (uint32_t i = 0; status == THOTH_OK && i < count; i++)
        status = sieve_package(rules, i, deciding);
    for (uint32_t i = 0; status == THOTH_OK && i < count; i++)
        status = decide_package(rules, i);
    return status;
}

enum thoth_status rules_decide(struct rules *rules)
{
    struct deciding deciding;
    enum thoth_status status = THOTH_E_MEMORY;
    size_t most = 1;

    for (uint32_t i = 0; i < rules->space->package_count; i++)
        if (rules->space->packages[i].count > most)
            most = rules->space->packages[i].count;
    deciding.registered = malloc(most * sizeof(*deciding.registered));
    deciding.words = malloc(THOTH_SPACE_WORDS(most) * sizeof(*deciding.words));
    if (deciding.registered != NULL && deciding.words != NULL)
        status = decide_all(rules, &deciding);
    free(deciding.registered);
    free(deciding.words);
    return status;
}
