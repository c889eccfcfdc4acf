/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a unit takes part: `times`, its condition or that of the unit which
 * decides for all of its name, and the units that it depends on.
 */
#include "compiler/driver/why.h"

#include "compiler/driver/why_tree.h"

static void note_taking_part(struct why *why,
                             const struct thoth_pipeline *pipeline)
{
    for (uint32_t kind = 0; kind < THOTH_KINDS; kind++)
        for (uint32_t i = thoth_pipeline_count(pipeline, (enum thoth_kind)kind);
             i; i--)
            why->taking_part[thoth_pipeline_unit(
                pipeline, (enum thoth_kind)kind, i - 1)] = 1;
}

static bool keeps_own_condition(const struct bundle_pattern *pattern)
{
    return pattern->flags & (BUNDLE_PATTERN_NEVER | BUNDLE_PATTERN_ALWAYS);
}

/* The unit whose condition counts: the first one of the full name, by kind and
 * then in loading order. */
static uint32_t deciding_unit(struct why *why)
{
    const struct thoth_bundle *bundle = why->bundle;
    struct thoth_text name = case_unit_name(bundle, why->unit, &why->arena);
    uint32_t first = why->unit;

    if (keeps_own_condition(bundle_pattern_of(bundle, why->unit)))
        return first;
    for (uint32_t unit = 0; unit < bundle->unit_count; unit++) {
        enum thoth_kind kind = bundle_kind_of(bundle, unit);
        enum thoth_kind least = bundle_kind_of(bundle, first);
        struct arena scratch = {0};

        if ((kind < least || (kind == least && unit < first)) &&
            !keeps_own_condition(bundle_pattern_of(bundle, unit)) &&
            thoth_text_equal(case_unit_name(bundle, unit, &scratch), name))
            first = unit;
        arena_release(&scratch);
    }
    return first;
}

/* The condition of a unit; places are those of the unit in question. */
static void print_condition(struct why *why, uint32_t decides)
{
    const struct thoth_bundle *bundle = why->bundle;
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, why->unit);
    const struct bundle_when *when = &bundle->whens[pattern->when];
    struct why_tree tree = {
        .stream = why->stream,
        .probe = &why->probe,
        .frame = &why->probe.request,
        .code = bundle->shape_code + bundle->shapes[when->shape].code,
        .row = bundle->rows + when->row,
        .places = decides == why->unit ? &why->places : NULL,
        .part = WHY_CONDITION,
        .indent = 2,
    };

    if (keeps_own_condition(pattern))
        why_tree_skip(&tree, bundle->shapes[when->shape].root);
    else
        why_tree_print(&tree, bundle->shapes[when->shape].root, NATIVE_NONE);
}

static const uint32_t *find_requirements(const struct thoth_bundle *bundle,
                                         uint32_t unit)
{
    for (uint32_t i = 0; i < bundle->require_count; i++)
        if (bundle->requires[i].unit == unit)
    return bundle->lists + bundle->requires[i].list;
    return NULL;
}

/* A line for each dependency: one of its units has to take part. */
static void print_requirements(struct why *why, bool built)
{
    const uint32_t *list = find_requirements(why->bundle, why->unit);

    for (uint32_t groups = list ? *list++ : 0; groups; groups--) {
        uint32_t count = *list++;
        const uint32_t *units = list;
        bool met = false;

        for (uint32_t i = 0; i < count; i++)
            met |= why->taking_part[units[i]];
        list += count;
        fprintf(why->stream, "  %-6sneeds ", !built ? "-" : met ? "yes" : "no");
        if (count == 0)
            fputs("a unit that does not exist", why->stream);
        for (uint32_t i = 0; i < count; i++) {
            fputs(i ? " or " : "", why->stream);
            why_unit_print(why, units[i]);
            fputs(" (", why->stream);
            why_unit_place_print(why, units[i]);
            putc(')', why->stream);
        }
        putc('\n', why->stream);
    }
}

static void print_verdict(struct why *why, const struct case_session *session)
{
    const struct bundle_pattern *pattern =
        bundle_pattern_of(why->bundle, why->unit);

    if (!session->pipeline)
        fprintf(why->stream, "\ntakes part: no pipeline can be built: %s\n",
                session->error.message);
    else
        fprintf(why->stream, "\ntakes part: %s\n",
                why->taking_part[why->unit] ? "yes" : "no");
    if (!session->pipeline && session->error.unit != THOTH_NO_UNIT) {
        fputs("  because of ", why->stream);
        why_unit_print(why, session->error.unit);
        fputs(" (", why->stream);
        why_unit_place_print(why, session->error.unit);
        fputs(")\n", why->stream);
    }
    if (pattern->flags & BUNDLE_PATTERN_NEVER &&
        !(pattern->flags & BUNDLE_PATTERN_ALWAYS))
        fputs("  no    times is 0: the unit is switched off\n", why->stream);
    if (pattern->flags & BUNDLE_PATTERN_ALWAYS)
        fputs("  yes   a unit of this type takes part whatever its condition\n",
              why->stream);
    if (pattern->flags & BUNDLE_PATTERN_BROKEN)
        fputs("  fail  the unit cannot be registered in a pipeline\n",
              why->stream);
}

void why_inclusion_print(struct why *why, const struct case_session *session)
{
    uint32_t decides = deciding_unit(why);

    if (session->pipeline)
        note_taking_part(why, session->pipeline);
    print_verdict(why, session);
    if (decides != why->unit) {
        fputs("  decided by the first unit of this full name, ", why->stream);
        why_unit_place_print(why, decides);
        putc('\n', why->stream);
    }
    print_condition(why, decides);
    if (!(bundle_pattern_of(why->bundle, why->unit)->flags &
          BUNDLE_PATTERN_ALWAYS))
        print_requirements(why, session->pipeline != NULL);
}
