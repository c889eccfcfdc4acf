/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the golden cases cannot show: the marks that the check stage leaves in a
 * tree, shared nodes, the callers' hook, and large inputs.
 */
#include "compiler/check/check.h"
#include "compiler/check/field.h"
#include "runtime/pep440.h"
#include "tests/compiler/check/rules.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fields_are_marked(void)
{
    struct rules rules;
    const struct ast_node *unit, *package;

    rules_check(&rules, "units: {steps: [{name: a, type: step.SkipPackage, "
                        "should_include: {times: 0}, metadata: {name: b}, "
                        "match: {package_version: {name: c}}}]}");
    CU_ASSERT_TRUE(rules.valid);
    unit = rules_at(&rules, "units.steps.0");
    CU_ASSERT_EQUAL(check_unit_type(unit), UNIT_TYPE_STEP_SKIP_PACKAGE);
    CU_ASSERT_PTR_EQUAL(field_value(unit, FIELD_UNIT_NAME),
                        rules_at(&rules, "units.steps.0.name"));
    CU_ASSERT_PTR_NULL(field_entry(unit, FIELD_UNIT_RUN));
    CU_ASSERT_PTR_NULL(field_value(NULL, FIELD_UNIT_RUN));
    CU_ASSERT_PTR_NULL(field_value(rules_at(&rules, "units.steps.0.metadata"),
                                   FIELD_UNIT_NAME));
    package = field_value(field_value(unit, FIELD_UNIT_MATCH),
                          FIELD_MATCH_PACKAGE_VERSION);
    CU_ASSERT_PTR_NOT_NULL(field_value(package, FIELD_PACKAGE_NAME));
    CU_ASSERT_PTR_NULL(field_value(package, FIELD_UNIT_NAME));
    rules_release(&rules);
}

static void negated_values_are_marked(void)
{
    struct rules rules;
    const struct ast_node *index;

    rules_check(&rules, "units: {sieves: [{name: a, type: sieve, "
                        "should_include: {}, match: {package_version: "
                        "{index_url: {not: x}}}}]}");
    CU_ASSERT_TRUE(rules.valid);
    index = rules_at(&rules, "units.sieves.0.match.package_version.index_url");
    CU_ASSERT_PTR_NOT_NULL(field_value(index, FIELD_NEGATION_NOT));
    rules_release(&rules);
}

/* One mapping as an operating system and as a package version. */
static void shared_nodes_get_fields_of_each_place(void)
{
    struct rules rules;
    const struct ast_node *system, *package;

    rules_check(&rules, "units:\n"
                        "  strides:\n"
                        "  - name: a\n"
                        "    type: stride\n"
                        "    should_include: {runtime_environments: "
                        "{operating_systems: &l [{name: x, version: '==1'}]}}\n"
                        "    match: {state: {resolved_dependencies: *l}}\n"
                        "    run: {}\n");
    CU_ASSERT_TRUE(rules.valid);
    system = rules_at(&rules, "units.strides.0.should_include."
                              "runtime_environments.operating_systems.0");
    package =
        rules_at(&rules, "units.strides.0.match.state.resolved_dependencies.0");
    CU_ASSERT_PTR_NOT_NULL(field_value(system, FIELD_SYSTEM_NAME));
    CU_ASSERT_PTR_NULL(field_value(system, FIELD_PACKAGE_NAME));
    CU_ASSERT_PTR_NOT_NULL(field_value(package, FIELD_PACKAGE_NAME));
    CU_ASSERT_PTR_EQUAL(field_value(package, FIELD_PACKAGE_NAME),
                        field_value(system, FIELD_SYSTEM_NAME));
    rules_release(&rules);
}

static void mistakes_behind_an_alias_count_once(void)
{
    struct rules rules;

    rules_check(&rules, "units:\n"
                        "  boots:\n"
                        "  - &a {name: a, type: boot, should_include: {}, "
                        "run: {x: 1, y: 2}}\n"
                        "  - {<<: *a, name: b}\n"
                        "  - {<<: *a, name: c}\n");
    CU_ASSERT_FALSE(rules.valid);
    CU_ASSERT_EQUAL(rules.list.count, 2);
    CU_ASSERT_EQUAL(rules.list.errors, 2);
    CU_ASSERT_EQUAL(rules_count(&rules, DIAG_KEY_UNKNOWN), 2);
    rules_release(&rules);
}

static void reports_name_their_unit(void)
{
    struct rules rules;

    rules_check(&rules, "units: {boots: [{name: a, type: boot, "
                        "should_include: {}, run: {}}, {name: b, type: boot, "
                        "should_include: {times: 2}, run: {}}], x: 1}");
    CU_ASSERT_EQUAL_FATAL(rules.list.count, 2);
    CU_ASSERT_TRUE(
        thoth_text_equal(rules.list.first->unit, thoth_text_of("b")));
    CU_ASSERT_EQUAL(rules.list.first->code, DIAG_NUMBER_RANGE);
    CU_ASSERT_EQUAL(rules.list.first->next->unit.length, 0);
    rules_release(&rules);
}

/* Earlier reports stay where they are, later ones are sorted by place. */
static void reports_are_sorted(void)
{
    struct rules rules;
    const struct diagnostic *each;

    rules_check(&rules, "units:\n"
                        "  boots:\n"
                        "  - {name: a, type: boot, run: {}, run: {}, b: 1}\n"
                        "  - {name: a, type: boot, should_include: {}}\n");
    each = rules.list.first;
    CU_ASSERT_PTR_NOT_NULL_FATAL(each);
    CU_ASSERT_EQUAL(each->code, DIAG_YAML_KEY_REPEATED);
    for (each = each->next; each->next != NULL; each = each->next)
        CU_ASSERT_TRUE(each->span.line < each->next->span.line ||
                       (each->span.line == each->next->span.line &&
                        each->span.column <= each->next->span.column));
    CU_ASSERT_EQUAL(rules_count(&rules, DIAG_KEY_MISSING), 2);
    CU_ASSERT_EQUAL(rules_count(&rules, DIAG_UNIT_NAME_REPEATED), 1);
    CU_ASSERT_PTR_EQUAL(rules.list.end, &each->next);
    rules_release(&rules);
}

static bool count_and_ask(void *user, struct thoth_text text)
{
    unsigned *calls = user;

    (*calls)++;
    return pep440_specifier_valid(text);
}

static void specifiers_can_be_remembered(void)
{
    unsigned calls = 0;
    struct check_options options = {.specifier_valid = count_and_ask,
                                    .user = &calls};
    struct rules rules;

    rules_check(&rules, "units: {sieves: [{name: a, type: sieve, "
                        "should_include: {}, match: [{package_version: "
                        "{version: '>=1'}}, {package_version: {version: "
                        "'1'}}]}]}");
    CU_ASSERT_FALSE(rules.valid);
    CU_ASSERT_FALSE(check_file(rules.root, &rules.list, &options));
    CU_ASSERT_EQUAL(calls, 2);
    rules_release(&rules);
}

/* Neither slow nor silent. */
static void many_units_of_one_name(void)
{
    const char unit[] = "  - {name: a, type: boot, should_include: {}, run: "
                        "{}}\n";
    size_t count = 50000, used;
    char *yaml = malloc(100 + count * sizeof(unit));
    struct rules rules;

    CU_ASSERT_PTR_NOT_NULL_FATAL(yaml);
    used = (size_t)sprintf(yaml, "units:\n  boots:\n");
    for (size_t i = 0; i < count; i++)
        used += (size_t)sprintf(yaml + used, "%s", unit);
    rules_check(&rules, yaml);
    CU_ASSERT_EQUAL(rules_count(&rules, DIAG_UNIT_NAME_REPEATED), count - 1);
    rules_release(&rules);
    free(yaml);
}

static const struct test_case CASES[] = {
    {"entries are marked with their fields", fields_are_marked},
    {"negations are marked", negated_values_are_marked},
    {"shared nodes get the fields of each place",
     shared_nodes_get_fields_of_each_place},
    {"a mistake behind an alias counts once",
     mistakes_behind_an_alias_count_once},
    {"reports name their unit", reports_name_their_unit},
    {"reports are sorted by place", reports_are_sorted},
    {"validity of specifiers can be remembered", specifiers_can_be_remembered},
    {"many units of one name", many_units_of_one_name},
};

TEST_MAIN("check", CASES)
