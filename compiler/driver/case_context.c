/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a builder: the kind of pipeline, labels, library usage, requirements,
 * the runtime environment and what is known of base images. Only the types of
 * fields are checked here; what values mean is the library's business.
 */
#include "compiler/driver/case_context.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The place of a text in a table of names, or -1 with a fault. */
static int choose(struct thoth_text text, const char *const *names, int count,
                  const char *key, struct case_fault *fault)
{
    for (int i = 0; i < count; i++)
        if (text.length == strlen(names[i]) &&
            memcmp(text.at, names[i], text.length) == 0)
            return i;
    case_fault_set(fault, "%s: there is no \"%.*s\"", key,
                   (int)(text.length < 80 ? text.length : 80), text.at);
    return -1;
}

static bool read_pipeline(const json_t *builder, struct thoth_context *context,
                          struct case_fault *fault)
{
    static const char *const recommendations[] = {
        [THOTH_RECOMMEND_STABLE] = "stable",
        [THOTH_RECOMMEND_TESTING] = "testing",
        [THOTH_RECOMMEND_LATEST] = "latest",
        [THOTH_RECOMMEND_PERFORMANCE] = "performance",
        [THOTH_RECOMMEND_SECURITY] = "security",
    };
    static const char *const decisions[] = {
        [THOTH_DECIDE_ALL] = "all",
        [THOTH_DECIDE_RANDOM] = "random",
    };
    struct thoth_text recommendation, decision;
    bool authenticated = false;
    int chosen;

    if (!case_field_text(builder, "recommendation_type", &recommendation,
                         fault) ||
        !case_field_text(builder, "decision_type", &decision, fault) ||
        !case_field_bool(builder, "authenticated", &authenticated, fault))
        return false;
    thoth_context_authenticate(context, authenticated);
    if (decision.at) {
        chosen = choose(decision, decisions, 2, "decision_type", fault);
        if (chosen >= 0)
            thoth_context_decide(context, (enum thoth_decision)chosen);
        return chosen >= 0;
    }
    if (!recommendation.at)
        return true;
    chosen = choose(recommendation, recommendations, 5, "recommendation_type",
                    fault);
    if (chosen >= 0)
        thoth_context_recommend(context, (enum thoth_recommendation)chosen);
    return chosen >= 0;
}

static bool read_labels(const json_t *builder, struct thoth_context *context,
                        struct case_fault *fault)
{
    json_t *labels, *value;
    const char *key;
    size_t length;

    if (!case_field(builder, "labels", JSON_OBJECT, &labels, fault))
        return false;
    json_object_keylen_foreach(labels, key, length, value)
    {
        struct thoth_text label = {key, length};

        if (!case_expect(value, JSON_STRING, "value of a label", fault) ||
            !case_took(
                thoth_context_add_label(context, label, case_text(value)),
                fault))
            return false;
    }
    return true;
}

/* A library of which no symbol is known to be used is one, too. */
static bool read_library(struct thoth_text library, const json_t *symbols,
                         struct thoth_context *context,
                         struct case_fault *fault)
{
    const struct thoth_text none = {NULL, 0};
    json_t *symbol;
    size_t i;

    if (!json_is_null(symbols) &&
        !case_expect(symbols, JSON_ARRAY, "used symbols", fault))
        return false;
    json_array_foreach(symbols, i, symbol)
    {
        if (!case_expect(symbol, JSON_STRING, "used symbol", fault) ||
            !case_took(
                thoth_context_add_usage(context, library, case_text(symbol)),
                fault))
            return false;
    }
    return json_array_size(symbols) > 0 ||
           case_took(thoth_context_add_usage(context, library, none), fault);
}

static bool read_usage(const json_t *builder, struct thoth_context *context,
                       struct case_fault *fault)
{
    json_t *usage, *symbols;
    const char *key;
    size_t length;

    if (!case_field(builder, "library_usage", JSON_OBJECT, &usage, fault))
        return false;
    json_object_keylen_foreach(usage, key, length, symbols)
    {
        struct thoth_text library = {key, length};

        if (!read_library(library, symbols, context, fault))
            return false;
    }
    return true;
}

static bool read_requirements(const json_t *builder,
                              struct thoth_context *context,
                              struct case_fault *fault)
{
    static const char *const sections[] = {"packages", "dev-packages"};
    json_t *requirements, *section, *value;
    const char *key;
    size_t length;

    if (!case_field(builder, "requirements", JSON_OBJECT, &requirements, fault))
        return false;
    for (int develop = 0; develop < 2; develop++) {
        if (!case_field(requirements, sections[develop], JSON_OBJECT, &section,
                        fault))
            return false;
        json_object_keylen_foreach(section, key, length, value)
        {
            struct thoth_text name = {key, length};

            if (!case_took(
                    thoth_context_add_requirement(context, name, develop != 0),
                    fault))
                return false;
        }
    }
    return true;
}

/* An integer as decimal digits; `at` NULL when absent. */
static bool read_number(const json_t *object, const char *key, char digits[24],
                        struct thoth_text *text, struct case_fault *fault)
{
    json_t *value;

    *text = (struct thoth_text){NULL, 0};
    if (!case_field(object, key, JSON_INTEGER, &value, fault))
        return false;
    if (value) {
        text->at = digits;
        text->length = (size_t)snprintf(digits, 24, "%" JSON_INTEGER_FORMAT,
                                        json_integer_value(value));
    }
    return true;
}

static bool read_hardware(const json_t *environment,
                          struct thoth_context *context,
                          struct case_fault *fault)
{
    char family_digits[24], model_digits[24];
    struct thoth_text family, model, gpu;
    json_t *hardware;

    if (!case_field(environment, "hardware", JSON_OBJECT, &hardware, fault) ||
        !read_number(hardware, "cpu_family", family_digits, &family, fault) ||
        !read_number(hardware, "cpu_model", model_digits, &model, fault) ||
        !case_field_text(hardware, "gpu_model", &gpu, fault))
        return false;
    return case_took(thoth_context_set_cpu(context, family, model), fault) &&
           case_took(thoth_context_set_gpu(context, gpu), fault);
}

static bool read_versions(const json_t *environment,
                          struct thoth_context *context,
                          struct case_fault *fault)
{
    static const char *const components[THOTH_COMPONENTS] = {
        [THOTH_PYTHON] = "python_version",
        [THOTH_CUDA] = "cuda_version",
        [THOTH_OPENBLAS] = "openblas_version",
        [THOTH_OPENMPI] = "openmpi_version",
        [THOTH_CUDNN] = "cudnn_version",
        [THOTH_MKL] = "mkl_version",
    };
    struct thoth_text version;

    for (int i = 0; i < THOTH_COMPONENTS; i++)
        if (!case_field_text(environment, components[i], &version, fault) ||
            !case_took(thoth_context_set_version(
                           context, (enum thoth_component)i, version),
                       fault))
            return false;
    return true;
}

static bool read_environment(const json_t *builder,
                             struct thoth_context *context,
                             struct case_fault *fault)
{
    struct thoth_text name, version, platform, image;
    json_t *environment, *system;

    return case_field(builder, "runtime_environment", JSON_OBJECT, &environment,
                      fault) &&
           case_field(environment, "operating_system", JSON_OBJECT, &system,
                      fault) &&
           case_field_text(system, "name", &name, fault) &&
           case_field_text(system, "version", &version, fault) &&
           case_field_text(environment, "platform", &platform, fault) &&
           case_field_text(environment, "base_image", &image, fault) &&
           case_took(thoth_context_set_system(context, name, version), fault) &&
           case_took(thoth_context_set_platform(context, platform), fault) &&
           case_took(thoth_context_set_base_image(context, image), fault) &&
           read_versions(environment, context, fault) &&
           read_hardware(environment, context, fault);
}

bool case_context_read(const json_t *builder, struct thoth_context *context,
                       struct case_fault *fault)
{
    return read_pipeline(builder, context, fault) &&
           read_labels(builder, context, fault) &&
           read_usage(builder, context, fault) &&
           read_requirements(builder, context, fault) &&
           read_environment(builder, context, fault) &&
           case_analysis_read(builder, context, fault);
}
