/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units that do the very same under the very same conditions as an earlier
 * one, whatever they are called; and steps that match the same as an earlier
 * one and contradict it.
 */
#include "compiler/lint/program_linter.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/lint/program_effect.h"
#include "grammar/prescription.h"

#include <string.h>
#include <xxhash.h>

struct copies {
    struct program_linter *linter;
    const struct program *program;
    uint32_t *slots; /* a unit plus 1 */
    uint32_t slot_count;
    XXH3_state_t *state;
};

static uint32_t row_length(const struct copies *copies, uint32_t shape)
{
    return program_shape(copies->program, shape)->columns;
}

static void hash_row(struct copies *copies, uint32_t shape, const uint32_t *row)
{
    XXH3_64bits_update(copies->state, &shape, sizeof shape);
    XXH3_64bits_update(copies->state, row,
                       row_length(copies, shape) * sizeof *row);
}

static uint64_t hash_unit(struct copies *copies, uint32_t number)
{
    const struct program_unit *unit = &copies->program->units[number];
    const uint32_t words[] = {unit->type, copies->linter->when[number],
                              unit->requirements, unit->instance_count};

    XXH3_64bits_reset(copies->state);
    XXH3_64bits_update(copies->state, words, sizeof words);
    hash_row(copies, unit->run, unit->run_row);
    for (uint32_t i = 0; i < unit->instance_count; i++) {
        const struct program_instance *instance =
            &copies->program->instances[unit->first_instance + i];

        XXH3_64bits_update(copies->state, &instance->package,
                           sizeof instance->package);
        hash_row(copies, instance->shape, instance->row);
    }
    return XXH3_64bits_digest(copies->state);
}

static bool equal_rows(const struct copies *copies, uint32_t shape,
                       const uint32_t *row, uint32_t other_shape,
                       const uint32_t *other_row)
{
    return shape == other_shape &&
           !memcmp(row, other_row, row_length(copies, shape) * sizeof *row);
}

static bool equal_matches(const struct copies *copies, uint32_t left,
                          uint32_t right)
{
    const struct program *program = copies->program;
    const struct program_unit *one = &program->units[left];
    const struct program_unit *two = &program->units[right];

    if (one->instance_count != two->instance_count)
        return false;
    for (uint32_t i = 0; i < one->instance_count; i++) {
        const struct program_instance *this =
            &program->instances[one->first_instance + i];
        const struct program_instance *that =
            &program->instances[two->first_instance + i];

        if (this->package != that->package ||
            !equal_rows(copies, this->shape, this->row, that->shape, that->row))
            return false;
    }
    return true;
}

/* Are both registered at the same time, and for the same? */
static bool equal_conditions(const struct copies *copies, uint32_t left,
                             uint32_t right)
{
    const struct program_unit *one = &copies->program->units[left];
    const struct program_unit *two = &copies->program->units[right];

    return copies->linter->when[left] == copies->linter->when[right] &&
           one->requirements == two->requirements &&
           equal_matches(copies, left, right);
}

static bool equal_units(const struct copies *copies, uint32_t left,
                        uint32_t right)
{
    const struct program_unit *one = &copies->program->units[left];
    const struct program_unit *two = &copies->program->units[right];

    return one->type == two->type &&
           equal_rows(copies, one->run, one->run_row, two->run, two->run_row) &&
           equal_conditions(copies, left, right);
}

static void check_unit(struct copies *copies, uint32_t unit)
{
    uint32_t at;

    if (copies->program->units[unit].never)
        return;
    at = (uint32_t)hash_unit(copies, unit) & (copies->slot_count - 1);
    for (; copies->slots[at]; at = (at + 1) & (copies->slot_count - 1)) {
        uint32_t earlier = copies->slots[at] - 1;

        if (!equal_units(copies, earlier, unit))
            continue;
        copies->linter->copied[unit] = true;
        program_find(copies->linter, DIAG_UNIT_COPIED, unit)->other = earlier;
        return;
    }
    copies->slots[at] = unit + 1;
}

/* Two scores for one match, of which one is for it and one against it. */
static bool scores_contradict(const struct copies *copies, uint32_t left,
                              uint32_t right)
{
    double one = 0, two = 0;

    return effect_score(copies->program, left, &one) &&
           effect_score(copies->program, right, &two) && one * two < 0;
}

/* There are few steps, but nothing keeps a rule set from having many. */
enum { MOST_COMPARED = 2000 };

static void check_steps(struct copies *copies)
{
    const struct program *program = copies->program;
    uint32_t steps[MOST_COMPARED], count = 0;

    for (uint32_t i = 0; i < program->unit_count && count < MOST_COMPARED;
         i++) {
        double score;

        if (program_kind(&program->units[i]) != UNIT_SECTION_STEPS ||
            program->units[i].never || copies->linter->copied[i] ||
            !effect_score(program, i, &score))
            continue;
        for (uint32_t j = 0; j < count; j++)
            if (scores_contradict(copies, steps[j], i) &&
                equal_conditions(copies, steps[j], i)) {
                program_find(copies->linter, DIAG_STEPS_CONTRADICT, i)->other =
                    steps[j];
                break;
            }
        steps[count++] = i;
    }
}

void lint_copies(struct program_linter *linter)
{
    struct copies copies = {.linter = linter, .program = linter->program};

    copies.slot_count = 16;
    while (copies.slot_count < linter->program->unit_count * 2)
        copies.slot_count *= 2;
    copies.slots = ARENA_NEW_ARRAY(linter->arena, uint32_t, copies.slot_count);
    /* Too large for the stack of some threads. */
    copies.state = XXH3_createState();
    if (!copies.state)
        memory_ran_out();
    for (uint32_t i = 0; i < linter->program->unit_count; i++)
        check_unit(&copies, i);
    XXH3_freeState(copies.state);
    check_steps(&copies);
}
