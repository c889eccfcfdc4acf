/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Outcomes and inclusion as text, for tests to compare.
 */
#include "tests/runtime/rule_case.h"

#include <CUnit/CUnit.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void add(struct rule_case *rules, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(struct rule_case *rules, const char *format, ...)
{
    size_t used = strlen(rules->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(rules->text + used, sizeof rules->text - used, format, arguments);
    va_end(arguments);
}

static void add_text(struct rule_case *rules, const char *before,
                     struct thoth_text text)
{
    if (text.at)
        add(rules, "%s%.*s", before, (int)text.length, text.at);
}

static struct thoth_text unit_name(struct rule_case *rules, uint32_t unit)
{
    struct thoth_unit description = {.name = {NULL, 0}};

    CU_ASSERT_EQUAL(thoth_unit_describe(rules->bundle, unit, &description),
                    THOTH_OK);
    return description.name;
}

static void add_package(struct rule_case *rules, thoth_package package)
{
    struct thoth_package_facts facts;

    thoth_catalog_describe(rules->catalog, package, &facts);
    add_text(rules, ":", facts.name);
    add_text(rules, "-", facts.version);
    if (facts.develop)
        add(rules, "-develop");
}

static void add_message(struct rule_case *rules,
                        const struct thoth_effect *effect)
{
    struct thoth_message message;

    CU_ASSERT_EQUAL(thoth_effect_describe(rules->pipeline, rules->catalog,
                                          effect, &message),
                    THOTH_OK);
    add_text(rules, ":", message.text);
    if (message.text_tail.length)
        add_text(rules, "", message.package_name);
    add_text(rules, "", message.text_tail);
    if (message.severity && strcmp(message.severity, "INFO"))
        add(rules, ",%s", message.severity);
    add_text(rules, ",link=", message.link);
    add_text(rules, "", message.link_tail);
    if (!message.text_tail.length)
        add_text(rules, ",package=", message.package_name);
    add_text(rules, ",advisory=", message.advisory);
    add_text(rules, ",cve=", message.cve_id);
    add_text(rules, ",name=", message.cve_name);
    add_text(rules, ",range=", message.version_range);
}

static void add_effect(struct rule_case *rules,
                       const struct thoth_effect *effect)
{
    static const char *const kinds[] = {
        [THOTH_EFFECT_STACK_INFO] = "info",
        [THOTH_EFFECT_LOG] = "log",
        [THOTH_EFFECT_JUSTIFICATION] = "why",
        [THOTH_EFFECT_MANIFEST] = "manifest",
        [THOTH_EFFECT_ADDED] = "added",
        [THOTH_EFFECT_YIELDED] = "yielded",
        [THOTH_EFFECT_CANDIDATE] = "candidate",
    };

    add(rules, " %s", kinds[effect->kind]);
    add_text(rules, ":", unit_name(rules, effect->unit));
    if (effect->kind == THOTH_EFFECT_ADDED ||
        effect->kind == THOTH_EFFECT_CANDIDATE)
        add_package(rules, effect->package);
    else if (effect->kind != THOTH_EFFECT_YIELDED)
        add_message(rules, effect);
}

const char *rule_outcome(struct rule_case *rules)
{
    static const char *const verdicts[] = {
        [THOTH_ACCEPTED] = "ok",
        [THOTH_SKIPPED] = "skip",
        [THOTH_NOT_ACCEPTABLE] = "not acceptable",
        [THOTH_EAGER_STOP] = "stop",
        [THOTH_INVALID_SCORE] = "invalid score",
    };
    const struct thoth_outcome *outcome = &rules->outcome;
    struct thoth_package_facts facts;

    rules->text[0] = '\0';
    if (rules->status != THOTH_OK) {
        add(rules, "%s", thoth_status_text(rules->status));
        return rules->text;
    }
    add(rules, "%s", verdicts[outcome->verdict]);
    if (outcome->unit != THOTH_NO_UNIT)
        add_text(rules, " ", unit_name(rules, outcome->unit));
    add_text(rules, ": ", outcome->message);
    if (outcome->score < 0 || outcome->score > 0)
        add(rules, " %g", outcome->score);
    for (uint32_t i = 0; i < outcome->effect_count; i++)
        add_effect(rules, &outcome->effects[i]);
    for (uint32_t i = 0; i < outcome->survivor_count; i++) {
        thoth_catalog_describe(rules->catalog, outcome->survivors[i], &facts);
        add_text(rules, " ", facts.version);
    }
    return rules->text;
}

const char *rule_included(struct rule_case *rules, enum thoth_kind kind)
{
    rules->text[0] = '\0';
    for (uint32_t i = 0; i < thoth_pipeline_count(rules->pipeline, kind); i++)
        add_text(
            rules, i ? " " : "",
            unit_name(rules, thoth_pipeline_unit(rules->pipeline, kind, i)));
    return rules->text;
}
