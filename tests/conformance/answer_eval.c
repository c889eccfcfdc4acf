/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers cases: `eval`, where each brings its own rules, and `corpus`, where
 * all are about one folder of rules.
 */
#include "tests/conformance/answer.h"

#include "compiler/driver/build.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"
#include "compiler/emit/aot.h"
#include "compiler/emit/compiler_module.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void answer_eval(struct answering *answering)
{
    const struct case_rules rules = {.engine = THOTH_ENGINE_INTERP,
                                     .plans = answering->plans};
    struct case_line line;

    if (answering->via_rx) {
        answer_eval_rx(answering);
        return;
    }
    if (answering->engine != THOTH_ENGINE_INTERP) {
        answer_eval_native(answering);
        return;
    }
    while (answering_next(answering, &line)) {
        case_answer_own(&line, &rules, NULL, &answering->writer);
        answering_flush(answering);
        case_line_release(&line);
    }
}

static void answer_under(struct answering *answering,
                         const struct thoth_bundle *bundle)
{
    struct case_names names;
    struct case_rules rules = {bundle, answering->engine, &names, NULL,
                               answering->plans};
    struct arena arena = {0};
    struct case_line line;

    case_names_read(&names, bundle, &arena);
    while (answering_next(answering, &line)) {
        case_answer(&rules, &line, &answering->writer);
        answering_flush(answering);
        case_line_release(&line);
    }
    arena_release(&arena);
}

/* The rules as native code, from a folder that is gone when they are open. */
static struct thoth_bundle *make_native(const struct answering *answering,
                                        const struct thoth_bundle *portable)
{
    char folder[] = "/tmp/answer-XXXXXX";
    char path[sizeof folder + sizeof "/rules.so"];
    struct thoth_bundle *bundle;
    struct aot_error aot_error;
    struct thoth_error error;
    enum thoth_status status;

    if (!mkdtemp(folder))
        answering_fail(folder, strerror(errno));
    snprintf(path, sizeof path, "%s/rules.so", folder);
    if (!aot_build(portable, path, &answering->native, &aot_error)) {
        rmdir(folder);
        answering_fail("native code", aot_error.message);
    }
    status = thoth_bundle_open(path, NULL, &bundle, &error);
    unlink(path);
    rmdir(folder);
    if (status != THOTH_OK)
        answering_fail("native code", error.message);
    return bundle;
}

void answer_corpus(struct answering *answering)
{
    struct build_options options = BUILD_OPTIONS_DEFAULT;
    struct thoth_bundle *bundle, *native = NULL;
    struct aot_error failure;
    struct thoth_error error;
    unsigned char *bytes;
    size_t size;

    if (!answering->rules)
        answering_fail("corpus", "needs --rules=DIR");
    options.diagnostics = stderr;
    if (build_paths(&answering->rules, 1, &options, &bytes, &size) != BUILD_OK)
        answering_fail(answering->rules, "cannot be compiled");
    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error) !=
        THOTH_OK)
        answering_fail(answering->rules, error.message);
    if (answering->engine == THOTH_ENGINE_NATIVE)
        native = make_native(answering, bundle);
    if (answering->engine == THOTH_ENGINE_JIT &&
        !compiler_module_apply(answering->native.module, bundle, &failure))
        answering_fail("native code", failure.message);
    answer_under(answering, native ? native : bundle);
    thoth_bundle_release(native);
    thoth_bundle_release(bundle);
    free(bytes);
}
