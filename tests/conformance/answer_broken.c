/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Engines that are wrong on purpose, to see that comparisons of engines notice:
 * native code in which one kind of function is another one. Only this program
 * has them.
 */
#include "tests/conformance/answer.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/bundle.h"

#include <stdlib.h>
#include <string.h>

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
