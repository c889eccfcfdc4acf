/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers package versions, resolves them and asks the engine.
 */
#include "compiler/driver/diff_world.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/evaluate.h"
#include "runtime/ir_table.h"

/* Is a member about the package at hand, or about any? */
static bool is_about(const struct thoth_bundle *bundle, uint32_t member,
                     struct thoth_text name)
{
    uint32_t record = bundle->packages[bundle->package_of[member]].name;

    return record == BUNDLE_NONE ||
           thoth_text_equal(bundle_text(bundle, record), name);
}

void diff_world_collect(const struct diff_world *world,
                        struct diff_stack *stack)
{
    const struct thoth_bundle *bundle = world->side->bundle;
    struct bundle_members members = bundle_unit_members(bundle, world->unit);

    for (uint32_t i = 0; i < members.count; i++)
        if (is_about(bundle, members.first + i, stack->packages[0].name))
            diff_stack_collect(stack, world->side, members.first + i);
}

/* What a library call failed of is memory. */
static void need(enum thoth_status status)
{
    if (status != THOTH_OK)
        memory_ran_out();
}

static bool is_whole_stack(const struct diff_world *world)
{
    enum thoth_kind kind = bundle_kind_of(world->side->bundle, world->unit);

    return kind == THOTH_STRIDE || kind == THOTH_WRAP;
}

/* Registers the chosen packages; those that are resolved go to the state. */
static void fill(const struct diff_world *world, const struct diff_stack *stack,
                 const struct diff_try *chosen, struct thoth_catalog *catalog,
                 struct thoth_state *state, thoth_package *first)
{
    thoth_package dependents[DIFF_MOST_PACKAGES];
    uint32_t count = 0;

    for (unsigned i = 0; i < chosen->count; i++) {
        const struct diff_choice *choice = &chosen->choices[i];
        thoth_package package;

        if (choice->absent)
            continue;
        need(thoth_catalog_register(catalog, stack->packages[i].name,
                                    choice->version, choice->index,
                                    choice->develop, &package));
        if (i == 0)
            *first = package;
        if (i > 0 || is_whole_stack(world))
            need(thoth_state_resolve(state, package));
        if (chosen->dependents >> i & 1)
            dependents[count++] = package;
    }
    need(thoth_catalog_set_dependents(catalog, *first, dependents, count));
}

static int ask_members(const struct diff_world *world, struct thoth_text name,
                       thoth_package first)
{
    const struct thoth_bundle *bundle = world->side->bundle;
    struct bundle_members members = bundle_unit_members(bundle, world->unit);
    int matches = 0;

    for (uint32_t i = 0; i < members.count && matches == 0; i++) {
        uint32_t member = members.first + i;
        struct bundle_match match = bundle_member_match(bundle, member);
        bool any =
            bundle->packages[bundle->package_of[member]].name == BUNDLE_NONE;

        if (is_about(bundle, member, name))
            matches = unit_probe_match(
                &world->side->probe, match.shape, match.row,
                any && is_whole_stack(world) ? NATIVE_NONE : first);
    }
    return matches < 0 ? -1 : matches;
}

int diff_world_ask(const struct diff_world *world,
                   const struct diff_stack *stack,
                   const struct diff_try *chosen)
{
    struct thoth_catalog *catalog;
    struct thoth_state *state;
    thoth_package first = 0;
    int matches;

    need(thoth_catalog_create(world->side->bundle, NULL, &catalog));
    need(thoth_state_create(catalog, NULL, &state));
    fill(world, stack, chosen, catalog, state, &first);
    unit_probe_stack(&world->side->probe, catalog, state);
    matches = ask_members(world, stack->packages[0].name, first);
    thoth_state_release(state);
    thoth_catalog_release(catalog);
    return matches;
}

json_t *diff_world_package(const struct diff_stack *stack,
                           const struct diff_try *chosen, unsigned number)
{
    const struct diff_choice *choice = &chosen->choices[number];
    json_t *json = diff_json(json_pack(
        "[o, o, o]", diff_json_text(stack->packages[number].name),
        diff_json_text(choice->version), diff_json_text(choice->index)));

    if (choice->develop)
        json_array_append_new(json, json_true());
    return json;
}

/* The packages of a set of bits, as a list. */
static json_t *packages_json(const struct diff_stack *stack,
                             const struct diff_try *chosen, unsigned set)
{
    json_t *list = diff_json(json_array());

    for (unsigned i = 0; i < chosen->count; i++)
        if (set >> i & 1 && !chosen->choices[i].absent)
            json_array_append_new(list, diff_world_package(stack, chosen, i));
    return list;
}

/* What a pseudonym yields, as the only package version that is known. */
static json_t *known_json(const struct diff_world *world,
                          const struct diff_try *chosen)
{
    struct evaluation_locked locked =
        evaluation_locked(world->side->bundle, world->unit, IR_OP_YIELD);
    struct thoth_text version = chosen->choices[0].version;

    if (!locked.name.at)
        return json_array();
    if (locked.version.at && !locked.extra)
        version = locked.version;
    if (!locked.index.at)
        locked.index = chosen->choices[0].index;
    return json_pack("[[o, o, o]]", diff_json_text(locked.name),
                     diff_json_text(version), diff_json_text(locked.index));
}

static json_t *event_json(const struct diff_world *world,
                          const struct diff_stack *stack,
                          const struct diff_try *chosen)
{
    switch (bundle_kind_of(world->side->bundle, world->unit)) {
    case THOTH_BOOT:
        return json_pack("{s:s}", "kind", "boot");
    case THOTH_SIEVE:
        return json_pack("{s:s, s:o}", "kind", "sieve", "package_versions",
                         packages_json(stack, chosen, 1));
    case THOTH_PSEUDONYM:
        return json_pack("{s:s, s:o, s:o}", "kind", "pseudonym",
                         "package_version",
                         diff_world_package(stack, chosen, 0), "known",
                         known_json(world, chosen));
    case THOTH_STEP:
        return json_pack("{s:s, s:{s:o}, s:o, s:o}", "kind", "step", "state",
                         "resolved", packages_json(stack, chosen, ~1u),
                         "package_version",
                         diff_world_package(stack, chosen, 0), "dependents",
                         packages_json(stack, chosen, chosen->dependents));
    case THOTH_STRIDE:
        return json_pack("{s:s, s:{s:o}}", "kind", "stride", "state",
                         "resolved", packages_json(stack, chosen, ~0u));
    default:
        return json_pack("{s:s, s:{s:o}}", "kind", "wrap", "state", "resolved",
                         packages_json(stack, chosen, ~0u));
    }
}

/* Boots ask about direct requirements. */
static void require(json_t *builder, struct thoth_text name)
{
    json_t *packages = diff_json(json_object());

    json_object_setn_new_nocheck(packages, name.at, name.length,
                                 json_string("*"));
    json_object_set_new(builder, "requirements",
                        diff_json(json_pack("{s:o}", "packages", packages)));
}

json_t *diff_world_case(const struct diff_world *world,
                        const struct diff_stack *stack,
                        const struct diff_try *chosen, const char *difference,
                        const json_t *builder)
{
    json_t *request = diff_json(json_deep_copy(builder));

    if (bundle_kind_of(world->side->bundle, world->unit) == THOTH_BOOT)
        require(request, stack->packages[0].name);
    return diff_json(json_pack("{s:s, s:{s:o, s:[o]}}", "difference",
                               difference, "case", "builder", request, "events",
                               diff_json(event_json(world, stack, chosen))));
}
