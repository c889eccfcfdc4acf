/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a request says of itself and of its machine: labels, used libraries,
 * operating system, processor and versions of software.
 */
#include "runtime/condition.h"
#include "runtime/ir_table.h"

/* One label is enough. Of labels given twice the last counts. */
int condition_labelled(const struct condition *condition, uint32_t pairs)
{
    const struct context_list *labels = &condition->context->labels;
    const struct context_label *given = labels->at;
    uint32_t count;
    const uint32_t *pair = condition_list(condition, pairs, &count);

    for (; count; count--, pair += 2) {
        struct thoth_text key = bundle_text(condition->bundle, pair[0]);
        uint32_t i = labels->count;

        while (i && !thoth_text_equal(given[i - 1].key, key))
            i--;
        if (i && thoth_text_equal(given[i - 1].value,
                                  bundle_text(condition->bundle, pair[1])))
            return 1;
    }
    return 0;
}

/* The first symbol known to be used of a library, or NULL. */
static const struct thoth_text *
first_symbol(const struct thoth_context *context, struct thoth_text library)
{
    const struct context_usage *usage = context->usages.at;

    for (uint32_t i = context->usages.count; i; i--, usage++)
        if (usage->symbol.at != NULL &&
            thoth_text_equal(usage->library, library))
            return &usage->symbol;
    return NULL;
}

/* Equal, or begins with what stands before a final `.*`. The dot is no part of
 * the beginning: `flask.*` takes `flaskx` as well. */
static bool symbol_matches(struct thoth_text expected, struct thoth_text used)
{
    if (thoth_text_equal(expected, used))
        return true;
    return expected.length >= 2 && used.length >= expected.length - 2 &&
           memcmp(expected.at + expected.length - 2, ".*", 2) == 0 &&
           memcmp(expected.at, used.at, expected.length - 2) == 0;
}

/* The reference returns from its loop over used symbols with the first of them,
 * so that all expected ones are held against that one alone. */
int condition_uses(const struct condition *condition, uint32_t usage)
{
    uint32_t count;
    const uint32_t *at = condition_list(condition, usage, &count);

    for (; count; count--) {
        const struct thoth_text *used = first_symbol(
            condition->context, bundle_text(condition->bundle, at[0]));
        uint32_t expected = at[1];

        if (used == NULL)
            return 0;
        for (at += 2; expected; expected--, at++)
            if (!symbol_matches(bundle_text(condition->bundle, *at), *used))
                return 0;
    }
    return 1;
}

static bool given_and_equal(const struct condition *condition, uint32_t string,
                            struct thoth_text used)
{
    return string == BUNDLE_NONE ||
           (used.at != NULL &&
            thoth_text_equal(bundle_text(condition->bundle, string), used));
}

int condition_system_in(const struct condition *condition, uint32_t systems)
{
    const struct thoth_context *context = condition->context;
    uint32_t count;
    const uint32_t *entry = condition_list(condition, systems, &count);

    for (; count; count--, entry += 2)
        if (given_and_equal(condition, entry[0], context->system_name) &&
            given_and_equal(condition, entry[1], context->system_version))
            return 1;
    return 0;
}

int condition_cpu_flags(const struct condition *condition, uint32_t wanted,
                        bool all)
{
    static const struct {
        uint32_t flag;
        struct thoth_text family, model;
    } processors[] = {
#define CPU_FLAG(flag, family, model)                                          \
    {IR_CPU_##flag, {#family, sizeof #family - 1}, {#model, sizeof #model - 1}},
#include "grammar/cpu_flags.def"
#undef CPU_FLAG
    };
    struct thoth_text family = condition->context->cpu_family;
    struct thoth_text model = condition->context->cpu_model;
    uint32_t provided = 0;

    if (family.at == NULL || model.at == NULL)
        return 0;
    for (size_t i = 0; i < sizeof processors / sizeof *processors; i++)
        if (thoth_text_equal(processors[i].family, family) &&
            thoth_text_equal(processors[i].model, model))
            provided |= processors[i].flag;
    return (provided & wanted) == (all ? wanted : 0);
}

int condition_provides(const struct condition *condition, uint32_t component,
                       uint32_t spec)
{
    struct thoth_text text = condition->context->versions[component];
    struct pep440_version **version = &condition->memory->versions[component];

    if (text.at == NULL)
        return 0;
    if (*version == NULL &&
        pep440_version_parse(text, condition->allocator, version) != PEP440_OK)
        return NATIVE_MEMORY;
    if ((*version)->is_legacy)
        return NATIVE_VERSION;
    return pipeline_specs_contain(condition->specs, spec, *version, false);
}
