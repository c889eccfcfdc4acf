/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests and contexts of a project.
 */
#include "resolver/input/project_request.h"

/* Markers about Python are false where its version is not known. */
static void warn_of_python(const struct project *project,
                           const struct project_requirement *left_out,
                           struct problem_list *problems)
{
    const struct requirement *requirement = &left_out->requirement;

    if (project->environment.fields[ENVIRONMENT_PYTHON_VERSION].length == 0 &&
        memmem(requirement->marker_text.at, requirement->marker_text.length,
               "python_", 7) != NULL)
        problem_warning(
            problems, left_out->place,
            "name it: python_version in .thoth.yaml, which thoth "
            "config writes, or in [requires] of a Pipfile",
            "'%.*s; %.*s' is left out: the version of Python is "
            "not known",
            (int)requirement->written.length, requirement->written.at,
            (int)requirement->marker_text.length, requirement->marker_text.at);
}

static size_t gather(struct arena *arena, const struct project *project,
                     const struct project_requirements *list, bool with_develop,
                     const struct marker_values *values,
                     struct closure_wanted **wanted,
                     struct problem_list *problems)
{
    const struct project_requirement *each;
    size_t count = 0;

    *wanted = ARENA_NEW_ARRAY(arena, struct closure_wanted, list->count);
    for (each = list->first; each; each = each->next) {
        const struct requirement *from = &each->requirement;

        if (each->develop && !with_develop)
            continue;
        if (!requirement_applies(from->marker, values, NULL, 0)) {
            warn_of_python(project, each, problems);
            continue;
        }
        (*wanted)[count++] = (struct closure_wanted){
            .name = from->name,
            .specifier = from->specifier,
            .extras = from->extras,
            .extra_count = from->extra_count,
            .index = each->source.length
                         ? project_source_location(project, each->source)
                         : (struct thoth_text){"", 0},
            .develop = each->develop,
        };
    }
    return count;
}

static void gather_indexes(struct arena *arena, const struct project *project,
                           struct closure_request *request)
{
    const struct project_source *source;
    struct thoth_text *indexes;
    size_t count = 0;

    for (source = project->sources; source; source = source->next)
        count++;
    indexes = ARENA_NEW_ARRAY(arena, struct thoth_text, count);
    count = 0;
    for (source = project->sources; source; source = source->next)
        indexes[count++] = source->location;
    request->indexes = indexes;
    request->index_count = count;
    request->first_index_only = project->disable_index_adjustment;
}

/* Does the environment's Python fit the project's own requires-python? */
static bool check_python(const struct project *project,
                         const struct marker_values *values,
                         struct problem_list *problems)
{
    struct thoth_text text = values->of[MARKER_PYTHON_FULL_VERSION];
    struct place place = {.path = project->manifest_path};
    struct thoth_specifier *specifier;
    struct thoth_version *version;
    bool fits = true;

    if (!text.length || !project->requires_python.length ||
        thoth_specifier_parse(project->requires_python, NULL, &specifier))
        return true;
    if (!thoth_version_parse(text, NULL, &version)) {
        fits = thoth_specifier_contains(specifier, version, true);
        thoth_version_release(version);
    }
    thoth_specifier_release(specifier);
    if (!fits)
        problem_error(problems, place, "choose another environment",
                      "the project requires Python %.*s, and the environment "
                      "has %.*s",
                      (int)project->requires_python.length,
                      project->requires_python.at, (int)text.length, text.at);
    return fits;
}

bool project_closure_request(struct arena *arena, const struct project *project,
                             bool with_develop, struct closure_request *request,
                             struct problem_list *problems)
{
    struct marker_values values;
    struct closure_wanted *roots, *constraints;

    *request = (struct closure_request){.environment = &project->environment};
    marker_values_of(&values, &project->environment);
    request->root_count = gather(arena, project, &project->requirements,
                                 with_develop, &values, &roots, problems);
    request->roots = roots;
    request->constraint_count = gather(arena, project, &project->constraints,
                                       true, &values, &constraints, problems);
    request->constraints = constraints;
    gather_indexes(arena, project, request);
    return check_python(project, &values, problems);
}

/* A text that is not known is one whose `at` is NULL. */
static struct thoth_text known(const struct project *project,
                               enum environment_field field)
{
    struct thoth_text text = project->environment.fields[field];

    return text.length ? text : (struct thoth_text){NULL, 0};
}

/* Components with a version, in the order of their fields. */
static const struct {
    enum environment_field field;
    enum thoth_component component;
} COMPONENTS[] = {
    {ENVIRONMENT_PYTHON_VERSION, THOTH_PYTHON},
    {ENVIRONMENT_CUDA_VERSION, THOTH_CUDA},
    {ENVIRONMENT_OPENBLAS_VERSION, THOTH_OPENBLAS},
    {ENVIRONMENT_OPENMPI_VERSION, THOTH_OPENMPI},
    {ENVIRONMENT_CUDNN_VERSION, THOTH_CUDNN},
    {ENVIRONMENT_MKL_VERSION, THOTH_MKL},
};

static enum thoth_status set_versions(const struct project *project,
                                      struct thoth_context *context,
                                      enum environment_field *field)
{
    for (size_t i = 0; i < sizeof COMPONENTS / sizeof *COMPONENTS; i++) {
        struct thoth_text text = known(project, COMPONENTS[i].field);
        enum thoth_status status =
            text.at ? thoth_context_set_version(context,
                                                COMPONENTS[i].component, text)
                    : THOTH_OK;

        *field = COMPONENTS[i].field;
        if (status)
            return status;
    }
    return THOTH_OK;
}

static enum thoth_status set_machine(const struct project *project,
                                     struct thoth_context *context,
                                     enum environment_field *field)
{
    struct thoth_text platform;
    enum thoth_status status;

    *field = ENVIRONMENT_SYSTEM_VERSION;
    status = thoth_context_set_system(
        context, known(project, ENVIRONMENT_SYSTEM_NAME),
        known(project, ENVIRONMENT_SYSTEM_VERSION));
    if (status)
        return status;
    *field = ENVIRONMENT_CPU_FAMILY;
    status =
        thoth_context_set_cpu(context, known(project, ENVIRONMENT_CPU_FAMILY),
                              known(project, ENVIRONMENT_CPU_MODEL));
    if (status)
        return status;
    *field = ENVIRONMENT_GPU_MODEL;
    status =
        thoth_context_set_gpu(context, known(project, ENVIRONMENT_GPU_MODEL));
    if (status)
        return status;
    *field = ENVIRONMENT_PLATFORM;
    platform = known(project, ENVIRONMENT_PLATFORM);
    if (platform.at == NULL)
        platform = thoth_text_of(ENVIRONMENT_DEFAULT_PLATFORM);
    status = thoth_context_set_platform(context, platform);
    if (status)
        return status;
    *field = ENVIRONMENT_BASE_IMAGE;
    return thoth_context_set_base_image(context,
                                        known(project, ENVIRONMENT_BASE_IMAGE));
}

static enum thoth_status add_lists(const struct project *project,
                                   bool with_develop,
                                   struct thoth_context *context)
{
    const struct project_requirement *requirement;
    const struct project_pair *pair;
    enum thoth_status status = THOTH_OK;

    for (pair = project->labels; pair && !status; pair = pair->next)
        status = thoth_context_add_label(context, pair->key, pair->value);
    for (pair = project->usage; pair && !status; pair = pair->next)
        status = thoth_context_add_usage(
            context, pair->key,
            pair->value.length ? pair->value : (struct thoth_text){NULL, 0});
    for (requirement = project->requirements.first; requirement && !status;
         requirement = requirement->next)
        if (with_develop || !requirement->develop)
            status = thoth_context_add_requirement(
                context, requirement->requirement.name, requirement->develop);
    return status;
}

enum thoth_status project_context(const struct project *project,
                                  bool with_develop,
                                  struct thoth_context *context,
                                  enum environment_field *field)
{
    enum thoth_recommendation type;
    enum thoth_status status;

    environment_recommendation(
        project->environment.fields[ENVIRONMENT_RECOMMENDATION], &type);
    thoth_context_recommend(context, type);
    status = set_versions(project, context, field);
    if (!status)
        status = set_machine(project, context, field);
    if (!status) {
        *field = ENVIRONMENT_FIELDS;
        status = add_lists(project, with_develop, context);
    }
    return status;
}
