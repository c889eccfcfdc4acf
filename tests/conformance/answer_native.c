/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers `eval` cases by native code. Starting a compiler for every case would
 * take hours; instead a batch of cases is read and compiled to bundles, all
 * their distinct shapes become one shared object, and each bundle runs with the
 * code of its shapes from there.
 */
#include "tests/conformance/answer.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"
#include "compiler/emit/aot.h"

#include <stdlib.h>

#define BATCH 4096

struct pending {
    struct case_line line;
    enum build_result built;
    unsigned char *bytes;
    struct thoth_bundle *bundle; /* NULL unless the rules are valid */
    struct thoth_error error;    /* of opening it */
};

static void compile(struct pending *pending)
{
    size_t size;

    pending->bundle = NULL;
    pending->built = case_compile(&pending->line, NULL, &pending->bytes, &size);
    if (pending->built == BUILD_OK)
        thoth_bundle_open_memory(pending->bytes, size, NULL, &pending->bundle,
                                 &pending->error);
}

static void answer_one(struct answering *answering, struct aot_library *library,
                       struct pending *pending)
{
    struct case_rules rules = {pending->bundle, THOTH_ENGINE_NATIVE, NULL, NULL,
                               answering->plans};
    struct broken_code broken = {.shapes = NULL};
    struct aot_error error;

    if (pending->built == BUILD_OK && !pending->bundle) {
        case_answer_error(&pending->line, pending->error.message,
                          &answering->writer);
    } else if (!pending->bundle) {
        case_answer_uncompiled(&pending->line, pending->built,
                               &answering->writer);
    } else {
        if (!aot_attach(library, pending->bundle, &error))
            answering_fail("native code", error.message);
        if (answering->broken)
            answer_break(pending->bundle, answering->broken, &broken);
        case_answer(&rules, &pending->line, &answering->writer);
    }
    answering_flush(answering);
    thoth_bundle_release(pending->bundle);
    broken_code_release(&broken);
    free(pending->bytes);
    case_line_release(&pending->line);
}

static void answer_batch(struct answering *answering, struct pending *pending,
                         size_t count)
{
    const struct thoth_bundle **bundles =
        memory_cleared(count, sizeof *bundles);
    struct aot_library *library;
    struct aot_error error;
    size_t valid = 0;

    for (size_t i = 0; i < count; i++)
        if (pending[i].bundle)
            bundles[valid++] = pending[i].bundle;
    if (!aot_shape_library(bundles, valid, &answering->native, &library,
                           &error))
        answering_fail("native code", error.message);
    free(bundles);
    for (size_t i = 0; i < count; i++)
        answer_one(answering, library, &pending[i]);
    aot_library_release(library);
}

void answer_eval_native(struct answering *answering)
{
    struct pending *pending = memory_cleared(BATCH, sizeof *pending);
    size_t count;

    do {
        for (count = 0;
             count < BATCH && answering_next(answering, &pending[count].line);
             count++)
            compile(&pending[count]);
        if (count > 0)
            answer_batch(answering, pending, count);
    } while (count == BATCH);
    free(pending);
}
