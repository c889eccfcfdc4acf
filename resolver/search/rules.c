/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules while a search runs: boots at its start, steps that look at the stack,
 * strides on complete ones.
 */
#include "resolver/search/rules.h"

#include "resolver/search/growth.h"

#include <string.h>

/* ---- What rules ask of the graph ---------------------------------------- */

static bool same_text(struct thoth_text a, struct thoth_text b)
{
    return a.length == b.length &&
           (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

uint32_t rules_find_package(const struct rules *rules, struct thoth_text name)
{
    char normal[256];
    size_t length = thoth_name_normalise(name, normal, sizeof(normal));

    if (length > sizeof(normal))
        return CLOSURE_NONE;
    return closure_find(rules->closure, (struct thoth_text){normal, length});
}

/* Calls `found` for versions of a name that sieves leave. */
static int graph_candidates(void *user, struct thoth_text name,
                            struct thoth_text version, struct thoth_text index,
                            int (*found)(void *sink, struct thoth_text name,
                                         struct thoth_text version,
                                         struct thoth_text index),
                            void *sink)
{
    const struct rules *rules = user;
    const struct closure *closure = rules->closure;
    uint32_t package = rules_find_package(rules, name);
    struct closure_range all;

    if (package == CLOSURE_NONE)
        return 0;
    all = closure->packages[package].versions;
    for (uint32_t v = all.first; v < all.end; v++) {
        const struct closure_version *known = &closure->versions[v];
        struct thoth_text url = closure->indexes[known->index];
        int result;

        if (!space_is_usable(rules->space,
                             (struct thoth_choice){package, v - all.first}) ||
            (version.at != NULL && !same_text(version, known->text)) ||
            (index.at != NULL && !same_text(index, url)))
            continue;
        result = found(sink, name, known->text, url);
        if (result != 0)
            return result;
    }
    return 0;
}

static int found_one(void *sink, struct thoth_text name,
                     struct thoth_text version, struct thoth_text index)
{
    (void)sink;
    (void)name;
    (void)version;
    (void)index;
    return 1;
}

static bool graph_knows(void *user, struct thoth_text name,
                        struct thoth_text version, struct thoth_text index)
{
    return graph_candidates(user, name, version, index, found_one, NULL) != 0;
}

/* ---- Stacks -------------------------------------------------------------- */

static thoth_package package_of(const struct rules *rules,
                                struct thoth_choice choice)
{
    return rules->packages[space_version_of(rules->space, choice.package,
                                            choice.version)];
}

enum thoth_status rules_show_stack(struct rules *rules,
                                   const struct thoth_choice *stack,
                                   uint32_t count, struct thoth_choice choice)
{
    enum thoth_status status = THOTH_OK;
    uint32_t dependents = 0;

    thoth_state_reset(rules->state);
    for (uint32_t i = 0; status == THOTH_OK && i < count; i++) {
        status = thoth_state_resolve(rules->state, package_of(rules, stack[i]));
        if (choice.package != SPACE_NONE &&
            space_requires(rules->space,
                           space_version_of(rules->space, stack[i].package,
                                            stack[i].version),
                           choice.package))
            rules->dependents[dependents++] = package_of(rules, stack[i]);
    }
    if (status == THOTH_OK && choice.package != SPACE_NONE)
        status = thoth_catalog_set_dependents(rules->catalog,
                                              package_of(rules, choice),
                                              rules->dependents, dependents);
    return status;
}

/* Packages that the step added, as choices of the space. */
static enum thoth_status collect_added(struct rules *rules,
                                       struct thoth_step_answer *answer)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < rules->outcome.effect_count; i++) {
        const struct thoth_effect *effect = &rules->outcome.effects[i];

        if (effect->kind != THOTH_EFFECT_ADDED ||
            effect->package >= rules->choice_room)
            continue;
        if (!growth_reserve((void **)&rules->added, &rules->added_room,
                            count + 1, sizeof(*rules->added)))
            return THOTH_E_MEMORY;
        rules->added[count] = rules->choices[effect->package];
        count += rules->added[count].package != SPACE_NONE;
    }
    answer->added = rules->added;
    answer->added_count = count;
    return THOTH_OK;
}

static double built_in_score(const struct rules *rules,
                             struct thoth_choice choice)
{
    struct closure_range advisories =
        rules->closure->versions[closure_version_of(rules->closure, choice)]
            .advisories;

    return advisories.first < advisories.end ? -RULES_VULNERABLE : 0;
}

enum thoth_status rules_note_refusal(struct rules *rules,
                                     struct thoth_choice choice)
{
    uint32_t unit = rules->outcome.unit;
    uint32_t *refused =
        &rules->refused[choice.package == SPACE_NONE
                            ? rules->space->version_count
                            : space_version_of(rules->space, choice.package,
                                               choice.version)];

    if (*refused == unit)
        return THOTH_OK;
    *refused = unit;
    for (uint32_t i = 0; i < rules->said.count; i++)
        if (rules->said.messages[i].unit == unit &&
            rules->said.messages[i].package == choice.package)
            return THOTH_OK;
    return rules_note(rules, &rules->said, choice.package) ? THOTH_OK
                                                           : THOTH_E_MEMORY;
}

static enum thoth_status ask_step(void *user, const struct thoth_choice *stack,
                                  uint32_t count, struct thoth_choice choice,
                                  struct thoth_step_answer *answer)
{
    struct rules *rules = user;
    enum thoth_status status = rules_show_stack(rules, stack, count, choice);

    if (status == THOTH_OK)
        status = thoth_plans_step(rules->plans, NULL, rules->state,
                                  package_of(rules, choice), &rules->graph,
                                  &rules->outcome, &rules->error);
    if (status != THOTH_OK)
        return status;
    if (rules->outcome.verdict == THOTH_NOT_ACCEPTABLE &&
        rules_note_refusal(rules, choice) != THOTH_OK)
        return THOTH_E_MEMORY;
    answer->verdict = rules->outcome.verdict;
    answer->score = rules->outcome.score + built_in_score(rules, choice);
    return collect_added(rules, answer);
}

static enum thoth_status ask_stride(void *user,
                                    const struct thoth_choice *stack,
                                    uint32_t count, enum thoth_verdict *verdict)
{
    static const struct thoth_choice nobody = {SPACE_NONE, 0};
    struct rules *rules = user;
    enum thoth_status status = rules_show_stack(rules, stack, count, nobody);

    if (status == THOTH_OK)
        status = thoth_stride(rules->pipeline, NULL, rules->catalog,
                              rules->state, &rules->outcome, &rules->error);
    *verdict = rules->outcome.verdict;
    return status == THOTH_OK && *verdict == THOTH_NOT_ACCEPTABLE
               ? rules_note_refusal(rules, nobody)
               : status;
}

/* ---- Start and end ------------------------------------------------------- */

static enum thoth_status run_boots(struct rules *rules, bool with_develop)
{
    enum thoth_status status =
        thoth_boot(rules->pipeline, rules->run, with_develop, &rules->outcome,
                   &rules->error);

    if (status == THOTH_OK && !rules_note(rules, &rules->said, SPACE_NONE))
        status = THOTH_E_MEMORY;
    rules->refusal = (struct rules_refusal){
        rules->outcome.verdict, rules->outcome.unit, rules->outcome.message};
    return status;
}

static enum thoth_status allocate(struct rules *rules)
{
    size_t versions = (size_t)rules->space->version_count + 1;
    enum thoth_status status =
        thoth_catalog_create(rules->bundle, NULL, &rules->catalog);

    rules->packages = calloc(versions, sizeof(*rules->packages));
    rules->refused = malloc(versions * sizeof(*rules->refused));
    rules->dependents = calloc((size_t)rules->space->package_count + 1,
                               sizeof(*rules->dependents));
    if (status == THOTH_OK &&
        (rules->packages == NULL || rules->refused == NULL ||
         rules->dependents == NULL))
        status = THOTH_E_MEMORY;
    for (size_t i = 0; rules->refused != NULL && i < versions; i++)
        rules->refused[i] = THOTH_NO_UNIT;
    if (status == THOTH_OK)
        status = thoth_run_create(rules->pipeline, NULL, &rules->run);
    if (status == THOTH_OK)
        status = thoth_plans_create(rules->pipeline, rules->catalog, NULL,
                                    &rules->plans);
    if (status == THOTH_OK)
        status = thoth_state_create(rules->catalog, NULL, &rules->state);
    return status;
}

enum thoth_status rules_start(struct rules *rules,
                              const struct rules_request *request)
{
    enum thoth_status status;

    memset(rules, 0, sizeof(*rules));
    rules->bundle = request->bundle;
    rules->pipeline = request->pipeline;
    rules->closure = request->closure;
    rules->space = request->space;
    rules->security = request->security;
    rules->graph = (struct thoth_graph){graph_knows, graph_candidates, rules};
    if (rules->pipeline == NULL)
        return rules_decide(rules);
    rules->callbacks =
        (struct thoth_space_rules){.step = ask_step, .user = rules};
    if (thoth_pipeline_count(rules->pipeline, THOTH_STRIDE) > 0)
        rules->callbacks.stride = ask_stride;
    status = allocate(rules);
    if (status == THOTH_OK)
        status = run_boots(rules, request->with_develop);
    if (status == THOTH_OK && rules->refusal.verdict == THOTH_ACCEPTED)
        status = rules_decide(rules);
    return status;
}

void rules_release(struct rules *rules)
{
    rule_messages_release(&rules->said);
    thoth_outcome_release(&rules->outcome);
    thoth_state_release(rules->state);
    thoth_plans_release(rules->plans);
    thoth_run_release(rules->run);
    thoth_catalog_release(rules->catalog);
    free(rules->packages);
    free(rules->refused);
    free(rules->choices);
    free(rules->added);
    free(rules->dependents);
    memset(rules, 0, sizeof(*rules));
}
