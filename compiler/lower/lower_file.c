/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file's units, kind by kind.
 */
#include "compiler/lower/lower.h"

#include "compiler/check/field.h"
#include "compiler/lower/constant.h"
#include "compiler/lower/lower_match.h"
#include "compiler/lower/lower_run.h"
#include "compiler/lower/lower_when.h"
#include "compiler/lower/opaque.h"

#include <stdlib.h>
#include <string.h>

void lowering_release(struct lowering *lowering)
{
    shape_writer_release(&lowering->when);
    shape_writer_release(&lowering->match);
    shape_writer_release(&lowering->run);
    ir_object_writer_release(&lowering->object);
    free(lowering->list);
    free(lowering->operands);
    *lowering = (struct lowering){.session = lowering->session};
}

static bool is_zero(const struct ast_node *times)
{
    if (!times)
        return false;
    if (times->kind == AST_BOOL)
        return !times->truth;
    return times->text.length == 1 && times->text.at[0] == '0';
}

static str_id lower_metadata(struct lowering *lowering,
                             const struct ast_node *metadata)
{
    char *json;
    str_id id;

    if (!metadata)
        return STR_NONE;
    json = opaque_text(metadata);
    id = constant_text(lowering, (struct thoth_text){json, strlen(json)});
    free(json);
    return id;
}

static bool is_for_package(const struct ast_node *entry)
{
    return field_value(entry, FIELD_MATCH_PACKAGE_VERSION) ||
           check_condition_package(field_value(entry, FIELD_MATCH_WHEN));
}

/* What the schema takes though the reference cannot make a unit of it: types
 * that look into `run` or `match` without asking whether it is there. */
static bool is_broken(enum unit_type type, const struct ast_node *match,
                      const struct ast_node *run)
{
    if (type == UNIT_TYPE_SIEVE_SKIP_PACKAGE ||
        type == UNIT_TYPE_STEP_SKIP_PACKAGE)
        return !run;
    if (type == UNIT_TYPE_WRAP_GH_RELEASE_NOTES)
        return !field_value(run, FIELD_RUN_RELEASE_NOTES);
    if (type != UNIT_TYPE_PSEUDONYM)
        return false;
    if (match->kind != AST_SEQUENCE)
        return !is_for_package(match);
    for (uint32_t i = 0; i < match->sequence.count; i++)
        if (!is_for_package(match->sequence.items[i]))
            return true;
    return false;
}

static void report_too_large(struct diagnostic_list *diagnostics,
                             const struct ast_node *unit)
{
    diagnostic_report(diagnostics, DIAG_UNIT_TOO_LARGE,
                      field_value(unit, FIELD_UNIT_NAME)->span,
                      "unit '%.*s' has more entries than a unit can hold; "
                      "split it into several units",
                      (int)field_value(unit, FIELD_UNIT_NAME)->text.length,
                      field_value(unit, FIELD_UNIT_NAME)->text.at);
}

static void lower_unit(struct lowering *lowering, const struct ast_node *node,
                       struct diagnostic_list *diagnostics)
{
    const struct ast_node *name = field_value(node, FIELD_UNIT_NAME);
    const struct ast_node *include =
        field_value(node, FIELD_UNIT_SHOULD_INCLUDE);
    const struct ast_node *match = field_value(node, FIELD_UNIT_MATCH);
    const struct ast_node *run = field_value(node, FIELD_UNIT_RUN);
    enum unit_type type = check_unit_type(node);
    struct ir_unit unit = {
        .name = constant_string(lowering, name),
        .type = type,
        .never = is_zero(field_value(include, FIELD_INCLUDE_TIMES)),
        .line = name->span.line,
        .column = name->span.column,
        .broken = is_broken(type, match, run),
    };

    unit.metadata =
        lower_metadata(lowering, field_value(node, FIELD_UNIT_METADATA));
    unit.requirements = lower_requires(lowering, include);
    unit.when = lower_when(lowering, include);
    unit.multi = type == UNIT_TYPE_STEP_GROUP;
    if (field_value(run, FIELD_RUN_MULTI_PACKAGE_RESOLUTION))
        unit.multi |=
            field_value(run, FIELD_RUN_MULTI_PACKAGE_RESOLUTION)->truth;
    if (shape_too_large(&lowering->when) ||
        !lower_run(lowering, type, run, lower_subject(lowering, type, match),
                   &unit.run)) {
        report_too_large(diagnostics, node);
        return;
    }
    unit.when_row = lowering->when.row;
    unit.run_row = lowering->run.row;
    ir_object_unit(&lowering->object, lowering->session, &unit);
    if (!lower_match(lowering, type, match))
        report_too_large(diagnostics, node);
}

struct ir_object lower_file(struct lowering *lowering,
                            const struct ast_node *root, struct arena *arena,
                            struct diagnostic_list *diagnostics)
{
    const struct ast_node *units = field_value(root, FIELD_FILE_UNITS);

    lowering->diagnostics = diagnostics;
    ir_object_start(&lowering->object);
    for (int section = 0; section < UNIT_SECTION_COUNT; section++) {
        const struct ast_node *list = field_value(
            units, unit_section_fact((enum unit_section)section)->field);

        for (uint32_t i = 0; list && i < list->sequence.count; i++)
            lower_unit(lowering, list->sequence.items[i], diagnostics);
    }
    return ir_object_finish(&lowering->object, arena);
}
