/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of the report that is about stacks: packages with their scores, the
 * dependency graph, the lock file, reasons and advised changes.
 */
#include "resolver/report/json_build.h"
#include "resolver/report/report_json.h"
#include "resolver/report/stack_graph.h"

#include "compiler/base/out_of_memory.h"

#include <string.h>

void report_set_unit(json_t *object, const struct advice *advice, uint32_t unit)
{
    struct advice_unit found;

    if (!advice_unit(advice, unit, &found))
        return;
    json_set(object, "unit",
             json_text(arena_format(
                 advice->arena, "%.*s.%.*s", (int)found.namespace_.length,
                 found.namespace_.at, (int)found.name.length, found.name.at)));
    json_set(object, "file", json_text(found.path));
    json_set(object, "line", json_integer(found.line));
}

static struct thoth_text joined(const struct advice *advice,
                                struct thoth_text head, struct thoth_text tail)
{
    if (tail.length == 0)
        return head;
    return arena_format(advice->arena, "%.*s%.*s", (int)head.length, head.at,
                        (int)tail.length, tail.at);
}

/* Release notes have the package's name in the middle of their text. */
static struct thoth_text text_of(const struct advice *advice,
                                 const struct rule_message *said)
{
    const struct thoth_message *message = &said->message;
    struct thoth_text head = message->text;

    if (said->unit != THOTH_NO_UNIT && message->text_tail.length > 0)
        head = joined(advice, head, message->package_name);
    return joined(advice, head, message->text_tail);
}

json_t *report_reason(const struct advice *advice,
                      const struct rule_message *said)
{
    const struct thoth_message *message = &said->message;
    json_t *json = json_object();

    if (message->severity != NULL)
        json_set(json, "type", json_string(message->severity));
    json_set(json, "message", json_text(text_of(advice, said)));
    json_set_text(json, "link",
                  joined(advice, message->link, message->link_tail));
    json_set_text(json, "package_name", message->package_name);
    json_set_text(json, "advisory", message->advisory);
    json_set_text(json, "cve_id", message->cve_id);
    json_set_text(json, "cve_name", message->cve_name);
    json_set_text(json, "version_range", message->version_range);
    report_set_unit(json, advice, said->unit);
    return json;
}

void report_note(json_t *report, const struct advice *advice,
                 const struct rule_message *message)
{
    const char *key = message->kind == THOTH_EFFECT_STACK_INFO ? "stack_info"
                      : message->kind == THOTH_EFFECT_LOG      ? "log"
                                                               : NULL;
    json_t *list = key == NULL ? NULL : json_object_get(report, key), *added;

    if (list == NULL)
        return;
    added = report_reason(advice, message);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_equal(json_array_get(list, i), added)) {
            json_decref(added);
            return;
        }
    json_append(list, added);
}

/* ---- Packages ------------------------------------------------------------ */

static json_t *shares_json(const struct advice *advice,
                           const struct rule_judgement *judgement)
{
    json_t *list = json_array();

    for (uint32_t i = 0; i < judgement->count; i++) {
        const struct rule_share *share = &judgement->shares[i];
        json_t *json = json_object();

        json_set(json, "score", json_number(share->score));
        report_set_unit(json, advice, share->unit);
        if (share->unit == THOTH_NO_UNIT)
            json_set(json, "built_in", json_string("vulnerability"));
        json_append(list, json);
    }
    return list;
}

static uint32_t place_of(const struct thoth_choice *stack, uint32_t package)
{
    uint32_t place = 0;

    while (stack[place].package != package)
        place++;
    return place;
}

/* Rules see what was resolved before. */
static enum thoth_status add_packages(json_t *product,
                                      const struct advice *advice,
                                      const struct thoth_choice *stack,
                                      uint32_t count)
{
    const struct thoth_choice *sorted = advice_by_name(advice, stack, count);
    enum thoth_status status = THOTH_OK;
    json_t *list = json_array();

    for (uint32_t i = 0; status == THOTH_OK && i < count; i++) {
        struct rule_judgement judgement = {.score = 0};
        struct thoth_choice choice = sorted[i];
        json_t *json = json_object();

        if (rules_know(advice->rules, choice))
            status = rules_judge(advice->rules, stack,
                                 place_of(stack, choice.package), choice,
                                 &judgement);
        json_set(json, "name", json_text(advice_name(advice, choice)));
        json_set(json, "version", json_text(advice_version(advice, choice)));
        json_set(json, "index", json_text(advice_index(advice, choice)));
        json_set(json, "score", json_number(judgement.score));
        json_set(json, "rules", shares_json(advice, &judgement));
        json_append(list, json);
        rule_judgement_release(&judgement);
    }
    json_set(product, "packages", list);
    return status;
}

static json_t *graph_json(const struct advice *advice,
                          const struct thoth_choice *stack, uint32_t count)
{
    json_t *nodes = json_array(), *edges = json_array(), *json = json_object();
    struct stack_graph graph;

    stack_graph_make(&graph, advice, stack, count);
    for (uint32_t i = 0; i < graph.node_count; i++)
        json_append(nodes,
                    json_text(advice_name(advice, graph.nodes[i].choice)));
    for (uint32_t i = 0; i < graph.edge_count; i++)
        json_append(edges, json_pack("[i, i]", (int)graph.edges[i].from,
                                     (int)graph.edges[i].to));
    json_set(json, "nodes", nodes);
    json_set(json, "edges", edges);
    return json;
}

/* ---- Reasons --------------------------------------------------------------
 */

/* The text of a change is JSON already. */
static json_t *change_json(struct thoth_text text)
{
    json_t *json = json_loadb(text.at, text.length, JSON_DECODE_ANY, NULL);

    return json != NULL ? json : json_text(text);
}

static enum thoth_status add_reasons(json_t *report, json_t *product,
                                     const struct advice *advice,
                                     const struct thoth_choice *stack,
                                     uint32_t count)
{
    struct rule_messages reasons = {0};
    json_t *justification = json_array(), *changes = json_array();
    enum thoth_status status =
        rules_explain(advice->rules, stack, count, &reasons);

    for (uint32_t i = 0; i < reasons.count; i++) {
        const struct rule_message *reason = &reasons.messages[i];

        if (reason->kind == THOTH_EFFECT_JUSTIFICATION)
            json_append(justification, report_reason(advice, reason));
        else if (reason->kind == THOTH_EFFECT_MANIFEST)
            json_append(changes, change_json(reason->message.text));
        else
            report_note(report, advice, reason);
    }
    json_set(product, "justification", justification);
    json_set(product, "advised_manifest_changes", changes);
    rule_messages_release(&reasons);
    return status;
}

enum thoth_status report_json_add(json_t *report, const struct advice *advice,
                                  uint32_t number, json_t *locked)
{
    json_t *product = json_object(), *project = json_object();
    enum thoth_status status;
    uint32_t count;
    double score;
    const struct thoth_choice *stack =
        thoth_resolution_product(advice->resolution, number, &count, &score);

    json_append(json_object_get(report, "products"), product);
    json_set(product, "score", json_number(score));
    status = add_packages(product, advice, stack, count);
    json_set(product, "dependency_graph", graph_json(advice, stack, count));
    json_set(project, "requirements_locked", locked);
    json_set(product, "project", project);
    return status == THOTH_OK
               ? add_reasons(report, product, advice, stack, count)
               : status;
}
