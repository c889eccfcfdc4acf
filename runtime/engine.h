/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one place that chooses between native code and the interpreter. Both get
 * the same frame and row and must give the same answer.
 */
#ifndef RUNTIME_ENGINE_H
#define RUNTIME_ENGINE_H

#include "runtime/interpreter.h"

struct engine {
    const struct thoth_bundle *bundle;
    const struct native_shape *native; /* by shape; NULL: interpret */
};

static inline const uint32_t *engine_code(const struct engine *engine,
                                          uint32_t shape)
{
    return engine->bundle->shape_code + engine->bundle->shapes[shape].code;
}

/* Does a condition of inclusion hold? 1, 0 or a negative native_failure. */
static inline int engine_when(const struct engine *engine,
                              const struct native_frame *frame, uint32_t shape,
                              const uint32_t *row)
{
    if (engine->native != NULL)
        return engine->native[shape].when(frame, row);
    return interpreter_predicate(frame, engine_code(engine, shape),
                                 engine->bundle->shapes[shape].root, row,
                                 NATIVE_NONE);
}

/* Both parts of a match, for a package version. */
static inline int engine_match(const struct engine *engine,
                               const struct native_frame *frame, uint32_t shape,
                               const uint32_t *row, uint32_t it)
{
    const struct bundle_shape *facts;
    int holds;

    if (engine->native != NULL) {
        const struct native_shape *native = &engine->native[shape];

        holds = native->match(frame, row, it);
        return holds == 1 && native->state != NULL
                   ? native->state(frame, row, it)
                   : holds;
    }
    facts = &engine->bundle->shapes[shape];
    holds = interpreter_predicate(frame, engine_code(engine, shape),
                                  facts->root, row, it);
    if (holds != 1 || facts->state == BUNDLE_NONE)
        return holds;
    return interpreter_predicate(frame, engine_code(engine, shape),
                                 facts->state, row, it);
}

/* The number of a score: `node` is that of the effect's operand. */
static inline double engine_score(const struct engine *engine,
                                  const struct native_frame *frame,
                                  uint32_t shape, uint32_t node,
                                  const uint32_t *row, uint32_t it)
{
    if (engine->native != NULL && engine->native[shape].score != NULL)
        return engine->native[shape].score(frame, row, it);
    return interpreter_number(frame, engine_code(engine, shape), node, row);
}

#endif
