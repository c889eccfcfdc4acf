/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Engines that are wrong on purpose, to see that comparisons of engines notice.
 * In native code one kind of function is another one; functions of the library
 * are wrong by way of the linker, which has this program call those named
 * __wrap_ instead. Only this program has them.
 */
#include "tests/conformance/answer.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/interpreter.h"
#include "runtime/plan.h"

#include <stdlib.h>
#include <string.h>

/* What of the library is wrong, or NULL. */
static const char *broken_library;

static bool is_broken(const char *part)
{
    return broken_library != NULL && strcmp(broken_library, part) == 0;
}

int __real_interpreter_predicate(const struct native_frame *frame,
                                 const uint32_t *code, uint32_t root,
                                 const uint32_t *row, uint32_t it);
int __wrap_interpreter_predicate(const struct native_frame *frame,
                                 const uint32_t *code, uint32_t root,
                                 const uint32_t *row, uint32_t it);
enum thoth_status __real_thoth_plans_add(struct thoth_plans *plans,
                                         thoth_package package,
                                         struct thoth_error *error);
enum thoth_status __wrap_thoth_plans_add(struct thoth_plans *plans,
                                         thoth_package package,
                                         struct thoth_error *error);
enum thoth_status __real_thoth_plans_bounds(struct thoth_plans *plans,
                                            thoth_package package,
                                            const struct thoth_state *state,
                                            struct thoth_bounds *bounds);
enum thoth_status __wrap_thoth_plans_bounds(struct thoth_plans *plans,
                                            thoth_package package,
                                            const struct thoth_state *state,
                                            struct thoth_bounds *bounds);

int __wrap_interpreter_predicate(const struct native_frame *frame,
                                 const uint32_t *code, uint32_t root,
                                 const uint32_t *row, uint32_t it)
{
    if (it != NATIVE_NONE && is_broken("interpreter"))
        return 1;
    return __real_interpreter_predicate(frame, code, root, row, it);
}

/* A plan that has forgotten for which states it is not done yet, or which
 * versions its entries ask for. */
enum thoth_status __wrap_thoth_plans_add(struct thoth_plans *plans,
                                         thoth_package package,
                                         struct thoth_error *error)
{
    enum thoth_status status = __real_thoth_plans_add(plans, package, error);
    struct plan *plan;

    if (status != THOTH_OK)
        return status;
    plan = &plans->plans[package];
    if (is_broken("plan"))
        plan->names = 0;
    for (uint32_t i = 0; i < plan->count && is_broken("entry"); i++)
        plans->entries[plan->first + i].high = 0;
    return THOTH_OK;
}

enum thoth_status __wrap_thoth_plans_bounds(struct thoth_plans *plans,
                                            thoth_package package,
                                            const struct thoth_state *state,
                                            struct thoth_bounds *bounds)
{
    enum thoth_status status =
        __real_thoth_plans_bounds(plans, package, state, bounds);

    if (is_broken("bounds"))
        bounds->lower = bounds->upper = bounds->score;
    return status;
}

static int always_holds(const struct native_frame *frame, const uint32_t *row,
                        uint32_t it)
{
    (void)frame;
    (void)row;
    (void)it;
    return 1;
}

static int includes(const struct native_frame *frame, const uint32_t *row)
{
    (void)frame;
    (void)row;
    return 1;
}

static double scores(const struct native_frame *frame, const uint32_t *row,
                     uint32_t it)
{
    (void)frame;
    (void)row;
    (void)it;
    return 0.0625;
}

static void break_shape(struct native_shape *shape, const char *part)
{
    if (strcmp(part, "when") == 0 && shape->when != NULL)
        shape->when = includes;
    else if (strcmp(part, "match") == 0 && shape->match != NULL)
        shape->match = always_holds;
    else if (strcmp(part, "state") == 0 && shape->state != NULL)
        shape->state = always_holds;
    else if (strcmp(part, "score") == 0 && shape->score != NULL)
        shape->score = scores;
}

void answer_break(struct thoth_bundle *bundle, const char *part,
                  struct broken_code *code)
{
    uint32_t count = bundle->native->shape_count;

    code->shapes = memory_cleared(count, sizeof *code->shapes);
    code->module = *bundle->native;
    for (uint32_t i = 0; i < count; i++) {
        code->shapes[i] = bundle->native->shapes[i];
        break_shape(&code->shapes[i], part);
    }
    code->module.shapes = code->shapes;
    bundle->native = &code->module;
}

void broken_code_release(struct broken_code *code)
{
    free(code->shapes);
    code->shapes = NULL;
}

void answer_break_library(const char *part)
{
    broken_library = part;
}

/* The second digit of versions such as 1.0, wherever they stand. */
void answer_break_text(char *text, size_t length)
{
    for (size_t i = 2; i < length; i++)
        if (memcmp(text + i - 2, "1.0", 3) == 0)
            text[i] = '1';
}
