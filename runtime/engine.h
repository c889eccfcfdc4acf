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

/* The part of a match that only asks about the package version. */
static inline int engine_match_package(const struct engine *engine,
                                       const struct native_frame *frame,
                                       uint32_t shape, const uint32_t *row,
                                       uint32_t it)
{
    if (engine->native != NULL)
        return engine->native[shape].match(frame, row, it);
    return interpreter_predicate(frame, engine_code(engine, shape),
                                 engine->bundle->shapes[shape].root, row, it);
}

/* The part that asks about the state, 1 if there is none. */
static inline int engine_match_state(const struct engine *engine,
                                     const struct native_frame *frame,
                                     uint32_t shape, const uint32_t *row,
                                     uint32_t it)
{
    uint32_t root;

    if (engine->native != NULL) {
        native_match *state = engine->native[shape].state;

        return state != NULL ? state(frame, row, it) : 1;
    }
    root = engine->bundle->shapes[shape].state;
    if (root == BUNDLE_NONE)
        return 1;
    return interpreter_predicate(frame, engine_code(engine, shape), root, row,
                                 it);
}

/* Both parts of a match, for a package version. */
static inline int engine_match(const struct engine *engine,
                               const struct native_frame *frame, uint32_t shape,
                               const uint32_t *row, uint32_t it)
{
    int holds = engine_match_package(engine, frame, shape, row, it);

    return holds == 1 ? engine_match_state(engine, frame, shape, row, it)
                      : holds;
}

/* The number of a score: `node` is that of the effect's operand. */
static inline double engine_score(const struct engine *engine,
                                  const struct native_frame *frame,
                                  uint32_t shape, uint32_t node,
                                  const uint32_t *row, uint32_t it)
{
    if (engine->native != NULL && engine->native[shape].score != NULL)
        return engine->native[shape].score(frame, row, it);
    return interpreter_number(frame, engine_code(engine, shape), node, row, it);
}

#endif
