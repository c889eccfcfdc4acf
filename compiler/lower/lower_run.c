/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Effects in the order in which the reference has them: messages, stops, score,
 * justifications, then what only some unit types do. Links and release notes
 * are completed here, so that evaluation hands out finished texts.
 */
#include "compiler/lower/lower_run.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_number.h"
#include "compiler/lower/opaque.h"
#include "runtime/ir_table.h"

#include <stdlib.h>
#include <string.h>

#define PAGES "https://thoth-station.ninja/j/"
#define RELEASES_HOST "https://github.com/"
#define RELEASES_PAGE "/releases/tag/"

/* What lower_run passes down. */
struct run_lowering {
    struct lowering *lowering;
    const struct ast_node *run;
    str_id subject;
};

static uint32_t text_column(struct run_lowering *run, str_id text)
{
    return shape_column(run->lowering->writer, IR_TYPE_STR, text);
}

static uint32_t string_column(struct run_lowering *run,
                              const struct ast_node *node)
{
    return text_column(run, constant_string(run->lowering, node));
}

static void push_effect(struct run_lowering *run, unsigned op,
                        uint32_t immediate, const uint32_t *operands,
                        uint32_t count)
{
    operands_push(run->lowering, shape_node(run->lowering->writer, op,
                                            immediate, operands, count));
}

static uint32_t severity_extra(const struct ast_node *entry)
{
    enum choice severity = choice_find(
        CHOICE_SET_SEVERITY, field_value(entry, FIELD_MESSAGE_TYPE)->text);

    return (uint32_t)(severity - CHOICE_SEVERITY_INFO) << 8;
}

static bool starts_with(struct thoth_text text, const char *beginning)
{
    size_t length = strlen(beginning);

    return text.length >= length && !memcmp(text.at, beginning, length);
}

static str_id join(struct run_lowering *run, const struct thoth_text *parts,
                   size_t count)
{
    size_t length = 0;
    char *joined, *next;
    str_id id;

    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    joined = next = memory_allocate(length);
    for (size_t i = 0; i < count; i++) {
        memcpy(next, parts[i].at, parts[i].length);
        next += parts[i].length;
    }
    id = constant_text(run->lowering, (struct thoth_text){joined, length});
    free(joined);
    return id;
}

/* A link that is no web address names a page of the Thoth station. */
static str_id finished_link(struct run_lowering *run,
                            const struct ast_node *entry)
{
    struct thoth_text link = field_value(entry, FIELD_MESSAGE_LINK)->text;
    struct thoth_text parts[] = {{PAGES, sizeof PAGES - 1}, link};

    if (starts_with(link, "http://") || starts_with(link, "https://"))
        return constant_text(run->lowering, link);
    return join(run, parts, 2);
}

static void lower_stack_info(struct run_lowering *run)
{
    const struct ast_node *list = field_value(run->run, FIELD_RUN_STACK_INFO);

    for (uint32_t i = 0; list && i < list->sequence.count; i++) {
        const struct ast_node *entry = list->sequence.items[i];
        uint32_t operands[2];

        operands[0] =
            string_column(run, field_value(entry, FIELD_MESSAGE_MESSAGE));
        operands[1] = text_column(run, finished_link(run, entry));
        push_effect(run, IR_OP_STACK_INFO, severity_extra(entry), operands, 2);
    }
}

static void lower_log(struct run_lowering *run)
{
    const struct ast_node *log = field_value(run->run, FIELD_RUN_LOG);
    uint32_t operand;

    if (!log)
        return;
    operand = string_column(run, field_value(log, FIELD_MESSAGE_MESSAGE));
    push_effect(run, IR_OP_LOG, severity_extra(log), &operand, 1);
}

static void lower_stop(struct run_lowering *run, enum field_id field,
                       unsigned op)
{
    const struct ast_node *message = field_value(run->run, field);
    uint32_t operand;

    if (!constant_filled(message))
        return;
    operand = string_column(run, message);
    push_effect(run, op, 0, &operand, 1);
}

static void lower_score(struct run_lowering *run)
{
    const struct ast_node *score = field_value(run->run, FIELD_RUN_SCORE);
    uint32_t operand;

    if (!score)
        return;
    operand = lower_score_number(run->lowering, score);
    push_effect(run, IR_OP_SCORE, 0, &operand, 1);
}

static void lower_justification(struct run_lowering *run,
                                const struct ast_node *entry)
{
    static const enum field_id PARTS[] = {
        FIELD_JUSTIFICATION_PACKAGE_NAME,  FIELD_JUSTIFICATION_ADVISORY,
        FIELD_JUSTIFICATION_CVE_ID,        FIELD_JUSTIFICATION_CVE_NAME,
        FIELD_JUSTIFICATION_VERSION_RANGE,
    };
    uint32_t operands[2 + sizeof PARTS / sizeof *PARTS], count = 0, parts = 0;

    operands[count++] =
        string_column(run, field_value(entry, FIELD_MESSAGE_MESSAGE));
    operands[count++] = text_column(run, finished_link(run, entry));
    for (uint32_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        const struct ast_node *part = field_value(entry, PARTS[i]);
        str_id text = constant_string(run->lowering, part);

        if (!part)
            continue;
        parts |= 1u << i;
        operands[count++] = i == 0 && text == run->subject
                                ? shape_subject()
                                : text_column(run, text);
    }
    push_effect(run, IR_OP_JUSTIFY, severity_extra(entry) | parts, operands,
                count);
}

static void lower_justifications(struct run_lowering *run)
{
    const struct ast_node *list =
        field_value(run->run, FIELD_RUN_JUSTIFICATION);

    for (uint32_t i = 0; list && i < list->sequence.count; i++)
        lower_justification(run, list->sequence.items[i]);
}

static bool is_true(const struct ast_node *node)
{
    return node && node->kind == AST_BOOL && node->truth;
}

/* The reference cuts two characters off `==1.0`, whatever follows them. */
static str_id locked_version(struct run_lowering *run,
                             const struct ast_node *package)
{
    const struct ast_node *locked =
        field_value(package, FIELD_LOCKED_LOCKED_VERSION);

    if (!locked || locked->kind != AST_STRING || locked->text.length < 2)
        return STR_NONE;
    return constant_text(
        run->lowering,
        (struct thoth_text){locked->text.at + 2, locked->text.length - 2});
}

/* Name, version and index as the parts that are given. */
static void lower_locked(struct run_lowering *run, unsigned op, uint32_t extra,
                         const struct ast_node *package)
{
    const str_id texts[] = {
        constant_string(run->lowering, field_value(package, FIELD_LOCKED_NAME)),
        locked_version(run, package),
        constant_string(run->lowering,
                        field_value(package, FIELD_LOCKED_INDEX_URL)),
    };
    uint32_t operands[3], count = 0, parts = 0;

    for (uint32_t i = 0; i < 3; i++)
        if (texts[i] != STR_NONE) {
            parts |= 1u << i;
            operands[count++] = text_column(run, texts[i]);
        }
    push_effect(run, op, extra << 8 | parts, operands, count);
}

static void lower_yield(struct run_lowering *run)
{
    const struct ast_node *yield = field_value(run->run, FIELD_RUN_YIELD);

    lower_locked(run, IR_OP_YIELD,
                 is_true(field_value(yield, FIELD_YIELD_YIELD_MATCHED_VERSION)),
                 field_value(yield, FIELD_YIELD_PACKAGE_VERSION));
}

static void lower_add_package(struct run_lowering *run)
{
    const struct ast_node *package =
        field_value(run->run, FIELD_RUN_PACKAGE_VERSION);

    lower_locked(run, IR_OP_ADD_PACKAGE,
                 is_true(field_value(package, FIELD_LOCKED_DEVELOP)), package);
}

static void lower_release_notes(struct run_lowering *run)
{
    const struct ast_node *notes =
        field_value(run->run, FIELD_RUN_RELEASE_NOTES);
    const struct ast_node *prefix =
        field_value(notes, FIELD_RELEASE_TAG_VERSION_PREFIX);
    uint32_t operand;

    if (!notes)
        return;
    operand = text_column(
        run, join(run,
                  (struct thoth_text[]){
                      {RELEASES_HOST, sizeof RELEASES_HOST - 1},
                      field_value(notes, FIELD_RELEASE_ORGANIZATION)->text,
                      {"/", 1},
                      field_value(notes, FIELD_RELEASE_REPOSITORY)->text,
                      {RELEASES_PAGE, sizeof RELEASES_PAGE - 1},
                      prefix ? prefix->text : (struct thoth_text){"", 0}},
                  6));
    push_effect(run, IR_OP_RELEASE_NOTES, 0, &operand, 1);
}

/* Empty lists and mappings, false and 0 advise nothing. */
static bool advises_nothing(const struct ast_node *node)
{
    switch ((enum ast_kind)node->kind) {
    case AST_NULL:
        return true;
    case AST_BOOL:
        return !node->truth;
    case AST_INT:
        return node->text.length == 1 && node->text.at[0] == '0';
    case AST_FLOAT:
        return node->number == 0;
    case AST_STRING:
    case AST_BINARY:
        return !node->text.length;
    case AST_SEQUENCE:
    case AST_TUPLE:
        return !node->sequence.count;
    case AST_MAPPING:
    case AST_SET:
        return !node->mapping.count;
    default:
        return false;
    }
}

static void lower_manifest_changes(struct run_lowering *run)
{
    const struct ast_node *changes =
        field_value(run->run, FIELD_RUN_ADVISED_MANIFEST_CHANGES);
    uint32_t operand;
    char *json;

    if (!changes || advises_nothing(changes))
        return;
    json = opaque_text(changes);
    operand = text_column(
        run,
        constant_text(run->lowering, (struct thoth_text){json, strlen(json)}));
    free(json);
    push_effect(run, IR_OP_ADVISE_MANIFEST, 0, &operand, 1);
}

static void lower_effects(struct run_lowering *run, enum unit_type type)
{
    lower_log(run);
    lower_stack_info(run);
    lower_stop(run, FIELD_RUN_NOT_ACCEPTABLE, IR_OP_NOT_ACCEPTABLE);
    lower_stop(run, FIELD_RUN_EAGER_STOP_PIPELINE, IR_OP_EAGER_STOP);
    lower_score(run);
    lower_justifications(run);
    if (type == UNIT_TYPE_STEP_GROUP ||
        is_true(field_value(run->run, FIELD_RUN_MULTI_PACKAGE_RESOLUTION)))
        push_effect(run, IR_OP_MULTI_PACKAGE, 0, NULL, 0);
    if (type == UNIT_TYPE_PSEUDONYM)
        lower_yield(run);
    if (type == UNIT_TYPE_STEP_ADD_PACKAGE)
        lower_add_package(run);
    lower_release_notes(run);
    lower_manifest_changes(run);
}

bool lower_run(struct lowering *lowering, enum unit_type type,
               const struct ast_node *run, str_id subject, shape_id *shape)
{
    struct run_lowering lowered = {lowering, run, subject};
    uint32_t mark = operands_mark(lowering), count, root;
    const uint32_t *operands;
    bool fits;

    lowering->writer = &lowering->run;
    shape_writer_start(lowering->writer);
    lower_effects(&lowered, type);
    operands = operands_from(lowering, mark, &count);
    fits = count <= BUNDLE_MOST_OPERANDS && !shape_too_large(lowering->writer);
    if (fits) {
        root = shape_node(lowering->writer, IR_OP_RUN, 0, operands, count);
        *shape = shape_finish(lowering->writer, lowering->session,
                              BUNDLE_SHAPE_RUN, root);
    }
    lowering->operand_count = mark;
    return fits;
}
