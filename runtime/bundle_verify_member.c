/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks the grouping of instances by package name: each one is in one group,
 * groups are in the order in which evaluation walks them, and an instance asks
 * for a package version or a state only where its kind of unit has one at hand.
 */
#include "runtime/bundle_verify.h"

#include <string.h>

static const char *const order_fault = "a member is out of order";

/* What a match may ask for, by kind: the package version it is evaluated for,
 * the state. Strides and wraps have a package at hand when they are named. */
static uint32_t traits_allowed(enum thoth_kind kind, bool named)
{
    switch (kind) {
    case THOTH_BOOT:
        return 0;
    case THOTH_PSEUDONYM:
    case THOTH_SIEVE:
        return SHAPE_PACKAGE;
    case THOTH_STEP:
        return SHAPE_PACKAGE | SHAPE_STATE;
    default:
        return named ? SHAPE_PACKAGE | SHAPE_STATE : SHAPE_STATE;
    }
}

/* Kinds without a state evaluate the first part of a match only. */
static bool match_fits(const struct bundle_verifier *verifier,
                       enum thoth_kind kind, uint32_t shape, bool named)
{
    uint32_t asks =
        verifier->shape_traits[shape] & (SHAPE_PACKAGE | SHAPE_STATE);
    bool state = kind >= THOTH_STEP;

    return !(asks & ~traits_allowed(kind, named)) &&
           (state || verifier->bundle->shapes[shape].state == BUNDLE_NONE);
}

/* Do the effects name the instance's package only when it has one? */
static bool run_fits(const struct bundle_verifier *verifier, uint32_t shape,
                     bool named)
{
    return named || !(verifier->shape_traits[shape] &
                      (SHAPE_SUBJECT | SHAPE_HAS_EFFECT(IR_OP_RELEASE_NOTES)));
}

static const char *member_fault(const struct bundle_verifier *verifier,
                                uint32_t group, uint32_t member)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    uint32_t unit = bundle_member_unit(bundle, member);
    const struct bundle_pattern *pattern = bundle_pattern_of(bundle, unit);
    bool single = member < bundle->unit_count;

    if (verifier->package_of[member] != BUNDLE_NONE)
        return "a member is there twice";
    if (single && (pattern->flags & BUNDLE_PATTERN_INSTANCES))
        return "a member is a unit with instances";
    if (!single &&
        bundle->instances[member - bundle->unit_count].package != group)
        return "an instance is in the wrong group";
    if (!match_fits(verifier, bundle_kind_of(bundle, unit),
                    bundle_member_match(bundle, member).shape, group != 0))
        return "a match asks for what its kind of unit has not";
    if (!run_fits(verifier, pattern->run, group != 0))
        return "effects name the package of an instance that has none";
    return NULL;
}

/* The order within a group: by kind, unit and number. */
static bool member_ascends(const struct thoth_bundle *bundle, uint32_t before,
                           uint32_t member)
{
    uint32_t units[2] = {bundle_member_unit(bundle, before),
                         bundle_member_unit(bundle, member)};
    enum thoth_kind kinds[2] = {bundle_kind_of(bundle, units[0]),
                                bundle_kind_of(bundle, units[1])};

    if (kinds[0] != kinds[1])
        return kinds[0] < kinds[1];
    if (units[0] != units[1])
        return units[0] < units[1];
    return before < member;
}

static bool verify_group(struct bundle_verifier *verifier, uint32_t group)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    uint32_t first = bundle->packages[group].first;
    uint32_t end = bundle->packages[group + 1].first;
    uint32_t limit = bundle->unit_count + bundle->instance_count;

    if (end < first || end > bundle->member_count)
        return verify_fault(verifier, BUNDLE_PACKAGES, group,
                            "the members exceed their section");
    for (uint32_t i = first; i < end; i++) {
        uint32_t member = bundle->members[i];
        const char *fault = "there is no such unit or instance";

        if (member < limit)
            fault = member_fault(verifier, group, member);
        if (fault == NULL && i > first &&
            !member_ascends(bundle, bundle->members[i - 1], member))
            fault = order_fault;
        if (fault != NULL)
            return verify_fault(verifier, BUNDLE_MEMBERS, i, "%s", fault);
        verifier->package_of[member] = group;
    }
    return true;
}

bool verify_members(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    uint32_t limit = bundle->unit_count + bundle->instance_count;
    uint32_t expected = bundle->instance_count;

    for (uint32_t i = 0; i < bundle->unit_count; i++)
        if (!(bundle_pattern_of(bundle, i)->flags & BUNDLE_PATTERN_INSTANCES))
            expected++;
    if (bundle->packages[0].first != 0 ||
        bundle->packages[bundle->package_count].first != bundle->member_count)
        return verify_fault(verifier, BUNDLE_PACKAGES, bundle->package_count,
                            "the groups do not hold all members");
    if (bundle->member_count != expected)
        return verify_fault(verifier, BUNDLE_MEMBERS, bundle->member_count,
                            "%u members expected", expected);
    memset(verifier->package_of, 0xff, (size_t)limit * sizeof(uint32_t));
    for (uint32_t i = 0; i < bundle->package_count; i++)
        if (!verify_group(verifier, i))
            return false;
    return true;
}
