/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Effects as texts. An effect refers to a node of its unit's run; the node's
 * operands are the texts.
 */
#include "runtime/evaluate.h"

#include "runtime/ir_table.h"

/* An effect being described. */
struct description {
    const struct thoth_bundle *bundle;
    struct evaluation_run run;
    const uint32_t *node;
    uint32_t unit;
};

/* The package name of a unit whose only instance has one. */
static struct thoth_text subject(const struct thoth_bundle *bundle,
                                 uint32_t unit)
{
    struct bundle_members members = bundle_unit_members(bundle, unit);
    uint32_t package;

    if (members.count == 0)
        return (struct thoth_text){NULL, 0};
    package = bundle->package_of[members.first];
    return bundle_text_or_none(bundle, bundle->packages[package].name);
}

static struct thoth_text text_of(const struct description *description,
                                 uint32_t operand)
{
    uint32_t word = description->node[1 + operand];

    if (BUNDLE_OPERAND_TAG(word) == BUNDLE_OPERAND_SUBJECT)
        return subject(description->bundle, description->unit);
    return bundle_text(description->bundle,
                       description->run.row[BUNDLE_OPERAND_VALUE(word)]);
}

static void describe_justification(const struct description *description,
                                   struct thoth_message *message)
{
    struct thoth_text *const parts[] = {
        &message->package_name, &message->advisory, &message->cve_id,
        &message->cve_name, &message->version_range};
    uint32_t immediate = BUNDLE_NODE_IMMEDIATE(*description->node);
    uint32_t operand = 2;

    for (uint32_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (BUNDLE_PARTS(immediate) >> i & 1)
            *parts[i] = text_of(description, operand++);
}

static void describe_release_notes(const struct description *description,
                                   const struct thoth_catalog *catalog,
                                   thoth_package package,
                                   struct thoth_message *message)
{
    static const char beginning[] = "Release notes for package '";

    message->severity = ir_severities[IR_SEVERITY_INFO];
    message->text = (struct thoth_text){beginning, sizeof beginning - 1};
    message->package_name = catalog_name(catalog, catalog->facts[package].name);
    message->text_tail = (struct thoth_text){"'", 1};
    message->link = text_of(description, 0);
    message->link_tail = catalog->entries[package].text;
}

/* The effects that a node of each operation is the reason of. */
static bool describe(const struct description *description,
                     const struct thoth_catalog *catalog,
                     const struct thoth_effect *effect,
                     struct thoth_message *message)
{
    uint32_t op = BUNDLE_NODE_OP(*description->node);

    switch (effect->kind) {
    case THOTH_EFFECT_LOG:
    case THOTH_EFFECT_MANIFEST:
        if (op != (effect->kind == THOTH_EFFECT_LOG ? IR_OP_LOG
                                                    : IR_OP_ADVISE_MANIFEST))
            return false;
        message->text = text_of(description, 0);
        break;
    case THOTH_EFFECT_STACK_INFO:
        if (op != IR_OP_STACK_INFO)
            return false;
        message->text = text_of(description, 0);
        message->link = text_of(description, 1);
        break;
    case THOTH_EFFECT_JUSTIFICATION:
        if (op == IR_OP_RELEASE_NOTES && catalog != NULL) {
            describe_release_notes(description, catalog, effect->package,
                                   message);
            return true;
        }
        if (op != IR_OP_JUSTIFY)
            return false;
        message->text = text_of(description, 0);
        message->link = text_of(description, 1);
        describe_justification(description, message);
        break;
    default:
        return false;
    }
    if (effect->kind != THOTH_EFFECT_MANIFEST)
        message->severity = ir_severities[BUNDLE_EXTRA(
            BUNDLE_NODE_IMMEDIATE(*description->node))];
    return true;
}

enum thoth_status thoth_effect_describe(const struct thoth_pipeline *pipeline,
                                        const struct thoth_catalog *catalog,
                                        const struct thoth_effect *effect,
                                        struct thoth_message *message)
{
    struct description description = {.bundle = pipeline->bundle,
                                      .unit = effect->unit};

    *message = (struct thoth_message){.severity = NULL};
    if (effect->unit >= pipeline->bundle->unit_count)
        return THOTH_E_ARGUMENT;
    description.run = evaluation_run_of(pipeline->bundle, effect->unit);
    for (uint32_t i = 0; i < description.run.count; i++)
        if (evaluation_effect(&description.run, i) == effect->part) {
            description.node = description.run.code + effect->part;
            return describe(&description, catalog, effect, message)
                       ? THOTH_OK
                       : THOTH_E_ARGUMENT;
        }
    return THOTH_E_ARGUMENT;
}
