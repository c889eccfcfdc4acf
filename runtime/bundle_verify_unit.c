/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks conditions, patterns, units, instances and dependencies, and that a
 * unit does nothing that its kind of evaluation does not know.
 */
#include "runtime/bundle_verify.h"

#define PATTERN_FLAGS                                                          \
    (BUNDLE_PATTERN_NEVER | BUNDLE_PATTERN_ALWAYS | BUNDLE_PATTERN_INSTANCES | \
     BUNDLE_PATTERN_MULTI | BUNDLE_PATTERN_BROKEN)

static bool shape_is(const struct thoth_bundle *bundle, uint32_t shape,
                     enum bundle_shape_kind kind)
{
    return shape < bundle->shape_count && bundle->shapes[shape].kind == kind;
}

static bool verify_whens(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;

    for (uint32_t i = 0; i < bundle->when_count; i++) {
        const struct bundle_when *when = &bundle->whens[i];

        if (!shape_is(bundle, when->shape, BUNDLE_SHAPE_WHEN))
            return verify_fault(verifier, BUNDLE_WHENS, i,
                                "the shape is no condition");
        if (!verify_row(verifier, BUNDLE_WHENS, i, when->shape, when->row))
            return false;
    }
    return true;
}

/* The type's own effect has to be there, and that of another must not. */
static bool effects_fit_type(uint32_t effects, uint32_t type)
{
    uint32_t add = SHAPE_HAS_EFFECT(IR_OP_ADD_PACKAGE);

    return !(effects & (uint32_t) ~(SHAPE_EFFECT - 1) &
             ~(SHAPE_EFFECT * ir_kind_effects[bundle_unit_types[type].kind])) &&
           (type == UNIT_TYPE_STEP_ADD_PACKAGE) == ((effects & add) != 0) &&
           (type != UNIT_TYPE_PSEUDONYM ||
            (effects & SHAPE_HAS_EFFECT(IR_OP_YIELD)));
}

static const char *pattern_fault(const struct bundle_verifier *verifier,
                                 const struct bundle_pattern *pattern)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    bool instances = pattern->flags & BUNDLE_PATTERN_INSTANCES;
    bool multi = pattern->flags & BUNDLE_PATTERN_MULTI;
    uint32_t effects;

    if (pattern->type >= UNIT_TYPE_COUNT)
        return "the unit type is unknown";
    if (pattern->flags & ~(uint32_t)PATTERN_FLAGS)
        return "a flag is unknown";
    if (!verify_is_string(verifier, pattern->namespace))
        return "the namespace is no string";
    if (pattern->when >= bundle->when_count)
        return "there is no such condition";
    if (instances ? pattern->match != BUNDLE_NONE
                  : !shape_is(bundle, pattern->match, BUNDLE_SHAPE_MATCH))
        return "the shape is no match";
    if (!shape_is(bundle, pattern->run, BUNDLE_SHAPE_RUN))
        return "the shape has no effects";
    effects = verifier->shape_traits[pattern->run];
    if (!effects_fit_type(effects, pattern->type))
        return "the effects are not those of the unit type";
    if (multi != ((effects & SHAPE_HAS_EFFECT(IR_OP_MULTI_PACKAGE)) != 0))
        return "the flag for several packages contradicts the effects";
    return NULL;
}

static bool verify_patterns(struct bundle_verifier *verifier)
{
    for (uint32_t i = 0; i < verifier->bundle->pattern_count; i++) {
        const char *fault =
            pattern_fault(verifier, &verifier->bundle->patterns[i]);

        if (fault != NULL)
            return verify_fault(verifier, BUNDLE_PATTERNS, i, "%s", fault);
    }
    return true;
}

static bool verify_instances(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;

    for (uint32_t i = 0; i < bundle->instance_count; i++) {
        const struct bundle_instance *instance = &bundle->instances[i];

        if (instance->unit >= bundle->unit_count ||
            instance->package >= bundle->package_count)
            return verify_fault(verifier, BUNDLE_INSTANCES, i,
                                "there is no such unit or package");
        if (i > 0 && instance->unit < instance[-1].unit)
            return verify_fault(verifier, BUNDLE_INSTANCES, i,
                                "the unit is out of order");
        if (!shape_is(bundle, instance->shape, BUNDLE_SHAPE_MATCH))
            return verify_fault(verifier, BUNDLE_INSTANCES, i,
                                "the shape is no match");
        if (!verify_row(verifier, BUNDLE_INSTANCES, i, instance->shape,
                        instance->row))
            return false;
    }
    return true;
}

/* Checks a unit; `*next` is the first instance not taken by those before. */
static bool verify_unit(struct bundle_verifier *verifier, uint32_t number,
                        uint32_t *next)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    const struct bundle_unit *unit = &bundle->units[number];
    const struct bundle_pattern *pattern;
    uint32_t first = *next;

    if (!verify_is_string(verifier, unit->name))
        return verify_fault(verifier, BUNDLE_UNITS, number,
                            "the name is no string");
    if (unit->pattern >= bundle->pattern_count)
        return verify_fault(verifier, BUNDLE_UNITS, number,
                            "there is no such pattern");
    pattern = &bundle->patterns[unit->pattern];
    while (*next < bundle->instance_count &&
           bundle->instances[*next].unit == number)
        ++*next;
    if (!(pattern->flags & BUNDLE_PATTERN_INSTANCES)) {
        if (*next != first)
            return verify_fault(verifier, BUNDLE_UNITS, number,
                                "it has instances and a match of its own");
        if (!verify_row(verifier, BUNDLE_UNITS, number, pattern->match,
                        unit->match))
            return false;
    } else if (unit->match != first) {
        return verify_fault(verifier, BUNDLE_UNITS, number,
                            "its first instance is another one");
    }
    return verify_row(verifier, BUNDLE_UNITS, number, pattern->run, unit->run);
}

bool verify_units(struct bundle_verifier *verifier)
{
    uint32_t next = 0;

    if (!verify_whens(verifier) || !verify_patterns(verifier) ||
        !verify_instances(verifier))
        return false;
    for (uint32_t i = 0; i < verifier->bundle->unit_count; i++)
        if (!verify_unit(verifier, i, &next))
            return false;
    return true;
}

bool verify_requires(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;

    for (uint32_t i = 0; i < bundle->require_count; i++) {
        const struct bundle_require *require = &bundle->requires[i];

        if (require->unit >= bundle->unit_count ||
            (i > 0 && require->unit <= require[-1].unit))
            return verify_fault(verifier, BUNDLE_REQUIRES, i,
                                "the unit is out of order");
        if (!verify_require_list(verifier, i, require->list))
            return false;
    }
    return true;
}
