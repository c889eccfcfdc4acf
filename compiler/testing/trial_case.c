/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which event a unit is asked in follows from its kind.
 */
#include "compiler/testing/trial_case.h"

#include "compiler/driver/diff_side.h"
#include "runtime/ir_table.h"

#include <string.h>

/* Is a package of this name asked for as a dependent? */
static bool is_dependent(const struct thoth_bundle *bundle, uint32_t unit,
                         const char *name)
{
    struct bundle_members members = bundle_unit_members(bundle, unit);

    for (uint32_t i = 0; i < members.count; i++) {
        struct bundle_match match =
            bundle_member_match(bundle, members.first + i);
        const struct bundle_shape *shape = &bundle->shapes[match.shape];
        const uint32_t *code = bundle->shape_code + shape->code;

        for (uint32_t at = shape->columns; at < shape->words;
             at += 1 + BUNDLE_NODE_OPERANDS(code[at])) {
            uint32_t package;

            if (BUNDLE_NODE_OP(code[at]) != IR_OP_FROM)
                continue;
            package = match.row[BUNDLE_OPERAND_VALUE(code[at + 1])];
            if (thoth_text_equal(
                    bundle_text(bundle, bundle->packages[package].name),
                    thoth_text_of(name)))
                return true;
        }
    }
    return false;
}

/* Those of the given packages that a match asks for as dependents depend on the
 * package at hand. */
static json_t *dependents_of(const struct thoth_bundle *bundle, uint32_t unit,
                             const json_t *given)
{
    json_t *list = diff_json(json_array());

    for (size_t i = 0; i < json_array_size(given); i++) {
        json_t *package = json_array_get(given, i);

        if (is_dependent(bundle, unit,
                         json_string_value(json_array_get(package, 0))))
            json_array_append(list, package);
    }
    return list;
}

/* The given packages, and behind them the one at hand, if there is one. */
static json_t *whole_stack(const json_t *given, const json_t *package)
{
    json_t *list = diff_json(json_copy((json_t *)(uintptr_t)given));

    if (package)
        json_array_append(list, (json_t *)(uintptr_t)package);
    return list;
}

static json_t *shared(const json_t *value)
{
    return json_incref((json_t *)(uintptr_t)value);
}

static json_t *event_of(const struct thoth_bundle *bundle, uint32_t unit,
                        const struct trial *trial,
                        const struct expectation *expectation)
{
    const json_t *package = expectation->package;

    switch (bundle_kind_of(bundle, unit)) {
    case THOTH_BOOT:
        return json_pack("{s:s}", "kind", "boot");
    case THOTH_SIEVE:
        return json_pack("{s:s, s:[o]}", "kind", "sieve", "package_versions",
                         shared(package));
    case THOTH_PSEUDONYM:
        return json_pack("{s:s, s:o}", "kind", "pseudonym", "package_version",
                         shared(package));
    case THOTH_STEP:
        return json_pack("{s:s, s:{s:o}, s:o, s:o}", "kind", "step", "state",
                         "resolved", shared(trial->given), "package_version",
                         shared(package), "dependents",
                         dependents_of(bundle, unit, trial->given));
    case THOTH_STRIDE:
        return json_pack("{s:s, s:{s:o}}", "kind", "stride", "state",
                         "resolved", whole_stack(trial->given, package));
    default:
        return json_pack("{s:s, s:{s:o}}", "kind", "wrap", "state", "resolved",
                         whole_stack(trial->given, package));
    }
}

/* The request of a trial; boots ask about direct requirements. */
static json_t *request_of(const struct thoth_bundle *bundle, uint32_t unit,
                          const json_t *usual, const struct trial *trial,
                          const json_t *package)
{
    json_t *request = diff_json(json_deep_copy(usual));
    json_t *names;

    if (bundle_kind_of(bundle, unit) == THOTH_BOOT && package) {
        names = diff_json(json_pack(
            "{s:s}", json_string_value(json_array_get(package, 0)), "*"));
        json_object_set_new(
            request, "requirements",
            diff_json(json_pack("{s:o}",
                                json_is_true(json_array_get(package, 3))
                                    ? "dev-packages"
                                    : "packages",
                                names)));
    }
    if (trial->request)
        json_object_update_recursive(request,
                                     (json_t *)(uintptr_t)trial->request);
    return request;
}

/* Whatever a test names exists; a direct requirement has no version. */
static json_t *known_of(const struct trial *trial,
                        const struct expectation *expectation)
{
    const json_t *package = expectation->package;
    bool exists = package && *json_string_value(json_array_get(package, 1));
    json_t *list = whole_stack(trial->given, exists ? package : NULL);

    if (expectation->other)
        json_array_append(list, (json_t *)(uintptr_t)expectation->other);
    return list;
}

json_t *trial_case(const struct thoth_bundle *bundle, uint32_t unit,
                   const json_t *usual, const struct trial *trial,
                   const struct expectation *expectation)
{
    json_t *events = diff_json(json_array());

    if (expectation->package)
        json_array_append_new(
            events, diff_json(event_of(bundle, unit, trial, expectation)));
    return diff_json(json_pack(
        "{s:o, s:{s:o}, s:o}", "builder",
        request_of(bundle, unit, usual, trial, expectation->package), "graph",
        "known", known_of(trial, expectation), "events", events));
}
