/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What lies in the base image: RPM packages and Python packages, as far as an
 * analysis document knows them.
 */
#include "runtime/condition.h"

#define RPM_WORDS 7
#define PYTHON_WORDS 3
#define PATTERNS_LEAST 8

static bool known(const struct condition *condition,
                  const struct context_list *packages)
{
    return condition->analysed && condition->context->documented &&
           packages->count != 0;
}

/* The last one counts where several have the name. */
static const struct thoth_rpm *find_rpm(const struct context_list *rpms,
                                        struct thoth_text name)
{
    const struct thoth_rpm *rpm = rpms->at;

    for (uint32_t i = rpms->count; i; i--)
        if (rpm[i - 1].package_name.at != NULL &&
            thoth_text_equal(rpm[i - 1].package_name, name))
            return &rpm[i - 1];
    return NULL;
}

static bool rpm_fits(const struct condition *condition, const uint32_t *entry)
{
    const struct thoth_rpm *rpm =
        find_rpm(&condition->context->rpms,
                 bundle_text_or_none(condition->bundle, entry[0]));
    struct thoth_text fields[RPM_WORDS - 1];

    if (rpm == NULL)
        return false;
    memcpy(fields, rpm, sizeof fields);
    for (unsigned i = 1; i < RPM_WORDS - 1; i++)
        if (entry[i] != BUNDLE_NONE &&
            (fields[i].at == NULL ||
             !thoth_text_equal(bundle_text(condition->bundle, entry[i]),
                               fields[i])))
            return false;
    return entry[RPM_WORDS - 1] == BUNDLE_NONE ||
           (rpm->src >= 0 && entry[RPM_WORDS - 1] == (uint32_t)rpm->src);
}

int condition_rpms(const struct condition *condition, uint32_t rpms, bool all)
{
    uint32_t count;
    const uint32_t *entry = condition_list(condition, rpms, &count);

    if (!known(condition, &condition->context->rpms))
        return 0;
    for (; count; count--, entry += RPM_WORDS)
        if (!rpm_fits(condition, entry))
            return !all;
    return all;
}

/* The pattern of a string, compiled at its first use. Null with a failure. */
static struct location_pattern *find_pattern(const struct condition *condition,
                                             uint32_t text, int *failure)
{
    struct condition_memory *memory = condition->memory;
    struct condition_pattern *pattern = memory->patterns;

    for (uint32_t i = 0; i < memory->pattern_count; i++, pattern++)
        if (pattern->text == text)
            return pattern->compiled;
    if (memory->pattern_count == memory->pattern_room) {
        uint32_t room =
            memory->pattern_room ? memory->pattern_room * 2 : PATTERNS_LEAST;

        pattern = thoth_allocate(condition->allocator, room * sizeof *pattern);
        *failure = NATIVE_MEMORY;
        if (pattern == NULL)
            return NULL;
        if (memory->pattern_count)
            memcpy(pattern, memory->patterns,
                   memory->pattern_count * sizeof *pattern);
        thoth_release(condition->allocator, memory->patterns);
        memory->patterns = pattern;
        memory->pattern_room = room;
    }
    pattern = &memory->patterns[memory->pattern_count];
    pattern->text = text;
    *failure = location_pattern_compile(
        bundle_text(condition->bundle, text), condition->allocator,
        &pattern->compiled, memory->fault, sizeof memory->fault);
    if (*failure < 0)
        return NULL;
    memory->pattern_count++;
    return pattern->compiled;
}

/* Where a package lies is matched as a whole. One that lies nowhere cannot be
 * matched: the reference dies of it. */
static int location_fits(const struct condition *condition, uint32_t pattern,
                         struct thoth_text location)
{
    const struct location_pattern *compiled;
    int result = NATIVE_MEMORY;

    if (pattern == BUNDLE_NONE)
        return 1;
    if (location.at == NULL)
        return NATIVE_FAILS;
    compiled = find_pattern(condition, pattern, &result);
    if (compiled == NULL)
        return result;
    return location_pattern_match(compiled, location, condition->memory->fault,
                                  sizeof condition->memory->fault);
}

/* Any version may be present, a legacy one as well. The reference dies of a
 * package without one. */
static int version_fits(const struct condition *condition, uint32_t spec,
                        struct thoth_text text)
{
    struct pep440_version *version;
    bool holds;

    if (spec == BUNDLE_NONE)
        return 1;
    if (text.at == NULL)
        return NATIVE_FAILS;
    if (pep440_version_parse(text, condition->allocator, &version) != PEP440_OK)
        return NATIVE_MEMORY;
    holds = pipeline_specs_contain(condition->specs, spec, version, false);
    pep440_version_free(version, condition->allocator);
    return holds;
}

static int python_fits(const struct condition *condition, const uint32_t *entry)
{
    const struct context_python *python = condition->context->pythons.at;
    struct thoth_text name = bundle_text(condition->bundle, entry[0]);

    for (uint32_t i = condition->context->pythons.count; i; i--, python++) {
        int holds;

        if (!thoth_text_equal(python->name, name))
            continue;
        holds = version_fits(condition, entry[1], python->version);
        if (holds == 1)
            holds = location_fits(condition, entry[2], python->location);
        if (holds != 0)
            return holds;
    }
    return 0;
}

int condition_pythons(const struct condition *condition, uint32_t pythons,
                      bool all)
{
    uint32_t count;
    const uint32_t *entry = condition_list(condition, pythons, &count);

    if (!known(condition, &condition->context->pythons))
        return 0;
    for (; count; count--, entry += PYTHON_WORDS) {
        int holds = python_fits(condition, entry);

        if (holds < 0)
            return holds;
        if (holds != all)
            return 0;
    }
    return 1;
}
