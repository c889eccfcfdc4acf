/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One recommendation, step by step. Each step reports what is wrong to
 * the list of problems; the first one that fails ends the run.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"

static struct place file_place(const char *path)
{
    return (struct place){.path = thoth_text_of(path)};
}

static bool failed(struct thoth_advice *advise, const char *what,
                   enum thoth_status status, const struct thoth_error *error)
{
    const char *message = error != NULL && error->message[0] != '\0'
                              ? error->message
                              : thoth_status_text(status);

    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    problem_error(&advise->problems, (struct place){0}, NULL, "%s: %s", what,
                  message);
    return false;
}

static bool open_kb(struct thoth_advice *advise)
{
    const char *path = advise->options.knowledge_base;

    if (path == NULL)
        path = kb_default_path(&advise->arena);
    if (path == NULL) {
        problem_error(&advise->problems, (struct place){0},
                      "name one with --kb=FILE", "there is no knowledge base");
        return false;
    }
    advise->kb = kb_open(path, KB_READ, &advise->problems);
    return advise->kb != NULL;
}

/* The recommendation type of the command line, or of the environment. */
static void settle_options(struct thoth_advice *advise)
{
    const struct environment *environment = &advise->project.environment;

    advise->resolve = advise->options.resolve;
    if (!advise->options.recommend)
        environment_recommendation(
            environment->fields[ENVIRONMENT_RECOMMENDATION],
            &advise->resolve.recommendation);
}

static bool read_inputs(struct thoth_advice *advise)
{
    const struct thoth_advise_options *options = &advise->options;
    const struct project_options project = {
        .folder = options->folder,
        .environment = options->environment,
        .usage = options->usage,
        .labels = options->labels,
        .label_count = options->label_count,
        .extras = options->extras,
        .extra_count = options->extra_count,
    };

    if (!project_read(&advise->arena, &project, &advise->project,
                      &advise->problems))
        return false;
    settle_options(advise);
    return true;
}

static bool load_closure(struct thoth_advice *advise)
{
    if (advise->without_constraints)
        advise->request.constraint_count = 0;
    if (advise->pipeline != NULL)
        rules_companions(&advise->arena, advise->pipeline, &advise->request);
    return closure_load(advise->kb, &advise->request, &advise->closure,
                        &advise->problems);
}

static bool make_space(struct thoth_advice *advise)
{
    struct closure_policy policy = {
        .prereleases = advise->project.allow_prereleases,
        .root_count = advise->closure->root_count,
    };
    enum thoth_status status =
        closure_space_create(advise->closure, &policy, &advise->space);

    return status == THOTH_OK ||
           failed(advise, "the search cannot begin", status, NULL);
}

static bool open_rules(struct thoth_advice *advise)
{
    const char *path = advise->options.rules;
    enum environment_field field = ENVIRONMENT_FIELDS;
    struct thoth_error error = {0};
    enum thoth_status status;

    if (path == NULL)
        return true;
    status = thoth_bundle_open(path, NULL, &advise->bundle, &error);
    if (status != THOTH_OK) {
        problem_error(&advise->problems, file_place(path),
                      "compile rules with thothc build", "%s", error.message);
        return false;
    }
    status = thoth_context_create(NULL, &advise->context);
    if (status == THOTH_OK)
        status = project_context(&advise->project, advise->options.develop,
                                 advise->context, &field);
    if (status == THOTH_OK)
        thoth_context_recommend(advise->context,
                                advise->resolve.recommendation);
    if (status == THOTH_OK &&
        !kb_describe_image(advise->kb, advise->context, &advise->problems))
        return false;
    if (status == THOTH_OK)
        status = thoth_pipeline_build(advise->bundle, advise->context,
                                      THOTH_ENGINE_AUTO, NULL,
                                      &advise->pipeline, &error);
    return status == THOTH_OK ||
           failed(advise, "rules cannot be applied", status, &error);
}

/* Which rule it is, and what it says. */
static const char *refusal_advice(struct thoth_advice *advise)
{
    const struct rule_messages *said = &advise->rules.said;
    uint32_t number = advise->rules.refusal.unit;
    struct thoth_text advice = advise_unit_text(advise, number);

    for (uint32_t i = 0; i < said->count; i++)
        if (said->messages[i].unit == number &&
            said->messages[i].message.link.length > 0)
            advice = arena_format(&advise->arena, "%.*s; see %.*s",
                                  (int)advice.length, advice.at,
                                  (int)said->messages[i].message.link.length,
                                  said->messages[i].message.link.at);
    return advice.length > 0 ? advice.at : NULL;
}

static bool start_rules(struct thoth_advice *advise)
{
    const struct rules_request request = {
        .bundle = advise->bundle,
        .pipeline = advise->pipeline,
        .closure = advise->closure,
        .space = advise->space,
        .security = advise->resolve.recommendation == THOTH_RECOMMEND_SECURITY,
        .with_develop = advise->options.develop,
    };
    enum thoth_status status = rules_start(&advise->rules, &request);
    const struct rules_refusal *refusal = &advise->rules.refusal;

    if (status != THOTH_OK)
        return failed(advise, "rules cannot be applied", status,
                      &advise->rules.error);
    if (refusal->verdict == THOTH_ACCEPTED)
        return true;
    problem_error(&advise->problems,
                  (struct place){.path = advise->project.manifest_path},
                  refusal_advice(advise), "a rule refuses the project: %.*s",
                  (int)refusal->message.length, refusal->message.at);
    return false;
}

static bool search(struct thoth_advice *advise)
{
    enum thoth_status status;

    if (advise->pipeline != NULL)
        advise->resolve.rules = &advise->rules.callbacks;
    status =
        thoth_resolve(advise->space, &advise->resolve, &advise->resolution);
    advise->resolve.progress = NULL;
    if (status != THOTH_OK)
        return failed(advise, "the search failed", status,
                      &advise->rules.error);
    thoth_resolution_describe(advise->resolution, &advise->facts);
    return true;
}

/* From the project to a space in which rules have decided what they can. */
static bool prepare_search(struct thoth_advice *advise)
{
    advise->outcome = THOTH_ADVICE_PROJECT;
    if (!project_closure_request(&advise->arena, &advise->project,
                                 advise->options.develop, &advise->request,
                                 &advise->problems))
        return false;
    advise->outcome = THOTH_ADVICE_UNUSABLE;
    if (!load_closure(advise))
        return false;
    advise->outcome = THOTH_ADVICE_UNDECIDED;
    if (!advise_check_known(advise)) {
        advise->outcome = THOTH_ADVICE_PROJECT;
        return false;
    }
    if (!make_space(advise))
        return false;
    if (!start_rules(advise)) {
        if (advise->rules.refusal.verdict != THOTH_ACCEPTED)
            advise->outcome = THOTH_ADVICE_REFUSED;
        return false;
    }
    advise->outcome = THOTH_ADVICE_PROJECT;
    return advise_keep_lock(advise);
}

bool advise_prepare(struct thoth_advice *advise)
{
    advise->outcome = THOTH_ADVICE_UNUSABLE;
    if (!open_kb(advise))
        return false;
    if (!read_inputs(advise)) {
        advise->outcome = THOTH_ADVICE_PROJECT;
        return false;
    }
    return open_rules(advise) && prepare_search(advise);
}

void advise_run(struct thoth_advice *advise)
{
    if (advise_prepare(advise)) {
        advise_offer_lock(advise);
        advise->outcome = !search(advise) ? THOTH_ADVICE_UNDECIDED
                          : advise->facts.products > 0
                              ? THOTH_ADVICE_STACKS
                              : advise_explain_conflict(advise);
    }
    advise->products = ARENA_NEW_ARRAY(&advise->arena, struct advise_product,
                                       (size_t)advise->facts.products + 1);
}

void advise_release(struct thoth_advice *advise)
{
    thoth_resolution_release(advise->resolution);
    rules_release(&advise->rules);
    thoth_pipeline_release(advise->pipeline);
    thoth_context_release(advise->context);
    thoth_bundle_release(advise->bundle);
    thoth_space_release(advise->space);
    if (advise->closure != NULL)
        closure_release(advise->closure);
    kb_close(advise->kb);
    if (advise->plain != (locale_t)0)
        freelocale(advise->plain);
    arena_release(&advise->arena);
}

struct advice advise_view(struct thoth_advice *advise)
{
    return (struct advice){
        .arena = &advise->arena,
        .project = &advise->project,
        .closure = advise->closure,
        .space = advise->space,
        .bundle = advise->bundle,
        .pipeline = advise->pipeline,
        .rules = &advise->rules,
        .options = &advise->resolve,
        .resolution = advise->resolution,
        .facts = advise->facts,
    };
}

struct thoth_text advise_unit_text(struct thoth_advice *advise, uint32_t number)
{
    struct thoth_unit unit;
    char path[512];

    if (number == THOTH_NO_UNIT ||
        thoth_unit_describe(advise->bundle, number, &unit) != THOTH_OK)
        return (struct thoth_text){"", 0};
    thoth_file_path(advise->bundle, unit.file, path, sizeof(path));
    return arena_format(&advise->arena, "rule %.*s at %s:%u",
                        (int)unit.name.length, unit.name.at, path, unit.line);
}
