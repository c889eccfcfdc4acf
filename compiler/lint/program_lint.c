/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the checks of whole rule sets, and what they ask of units.
 */
#include "compiler/lint/program_lint.h"

#include "compiler/lint/program_constant.h"
#include "compiler/lint/program_linter.h"
#include "runtime/ir_table.h"

struct program_finding *program_find(struct program_linter *linter,
                                     enum diagnostic_code code, uint32_t unit)
{
    struct program_finding *finding =
        ARENA_NEW(linter->arena, struct program_finding);
    uint32_t file = linter->program->units[unit].file;
    struct program_finding **first = &linter->findings->of_file[file];

    finding->code = code;
    finding->unit = unit;
    finding->other = PROGRAM_NONE;
    finding->text = (struct thoth_text){"", 0};
    finding->next = *first;
    *first = finding;
    linter->findings->count++;
    return finding;
}

struct predicate unit_condition(const struct program_linter *linter,
                                uint32_t unit)
{
    const struct program *program = linter->program;
    const struct program_when *when = &program->whens[linter->when[unit]];

    return predicate_of(program_shape(program, when->shape), when->row);
}

struct predicate instance_predicate(const struct program_linter *linter,
                                    uint32_t instance)
{
    const struct program *program = linter->program;
    const struct program_instance *of = &program->instances[instance];

    return predicate_of(program_shape(program, of->shape), of->row);
}

struct emptiness {
    const struct ir_session *session;
    bool empty;
};

static void find_empty(void *user, struct predicate conjunct)
{
    struct emptiness *emptiness = user;

    if (predicate_op(conjunct) == IR_OP_VERSION_IN)
        emptiness->empty =
            emptiness->empty ||
            specifier_is_empty(emptiness->session,
                               predicate_constant(conjunct, 0),
                               predicate_immediate(conjunct) & IR_PRERELEASES);
}

bool instance_is_empty(const struct program_linter *linter, uint32_t instance)
{
    struct emptiness emptiness = {.session = linter->program->session};

    predicate_conjuncts(instance_predicate(linter, instance), find_empty,
                        &emptiness);
    return emptiness.empty;
}

/* Needs the unit nothing, or just what another one needs, too? */
static bool needs_no_more(const struct program_unit *unit,
                          const struct program_unit *than)
{
    return unit->requirements == STR_NONE ||
           unit->requirements == than->requirements;
}

bool unit_registered_with(const struct program_linter *linter, uint32_t unit,
                          uint32_t other)
{
    const struct program_unit *of = &linter->program->units[unit];
    const struct program_unit *with = &linter->program->units[other];

    if (with->never || with->broken || !needs_no_more(with, of))
        return false;
    return linter->when[unit] == linter->when[other] ||
           predicate_implies(linter->program->session,
                             unit_condition(linter, unit),
                             unit_condition(linter, other));
}

void lint_program(const struct program *program, bool complete,
                  struct program_findings *findings)
{
    struct program_linter linter = {
        .program = program,
        .arena = program->arena,
        .complete = complete,
        .findings = findings,
        .when = ARENA_NEW_ARRAY(program->arena, uint32_t, program->unit_count),
        .copied = ARENA_NEW_ARRAY(program->arena, bool, program->unit_count),
    };

    *findings = (struct program_findings){
        .of_file = ARENA_NEW_ARRAY(program->arena, struct program_finding *,
                                   program->file_count)};
    for (uint32_t i = 0; i < program->unit_count; i++)
        linter.when[i] = program->units[i].when;
    lint_unit_names(&linter);
    lint_references(&linter);
    lint_copies(&linter);
    lint_shadowed(&linter);
    lint_sieves(&linter);
    lint_shared_links(&linter);
}
