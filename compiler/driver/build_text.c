/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One text as a whole rule set.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/base/out_of_memory.h"
#include "compiler/driver/build.h"
#include "compiler/driver/front.h"
#include "compiler/link/bundle_write.h"
#include "compiler/link/passes.h"

#include <string.h>

struct text_build {
    struct ir_session session;
    struct arena arena;
    struct front front;
    struct diagnostic_list diagnostics;
    enum build_result result;
};

static struct thoth_text text_of(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

static void print_findings(struct text_build *build, struct thoth_text yaml,
                           const char *display_name, FILE *stream)
{
    struct diagnostic_printer printer;

    diagnostic_printer_start(&printer, &build->arena, stream, false,
                             text_of(display_name), yaml);
    for (struct diagnostic *one = build->diagnostics.first; one;
         one = one->next)
        diagnostic_print(&printer, one);
}

static enum build_result compile(struct text_build *build,
                                 struct thoth_text yaml,
                                 const char *display_name, FILE *diagnostics,
                                 unsigned char **bytes, size_t *size)
{
    struct program_folder root = {.parent = PROGRAM_NONE};
    struct program_file file = {0};
    struct program program;

    ir_session_start(&build->session);
    build->front.lowering.session = &build->session;
    build->front.limits = YAML_LIMITS_DEFAULT;
    build->front.name = text_of(display_name);
    diagnostic_list_start(&build->diagnostics, &build->arena);
    file.object =
        front_compile(&build->front, yaml, &build->arena, &build->diagnostics);
    if (diagnostics)
        print_findings(build, yaml, display_name, diagnostics);
    if (build->diagnostics.errors)
        return BUILD_FINDINGS;
    root.name = intern(build->session.strings, text_of(""));
    file.name = intern(build->session.strings, text_of(display_name));
    file.namespace_ = intern(build->session.strings, text_of("UNKNOWN"));
    program_gather(&program, &build->session, &build->arena, &root, 1, &file,
                   1);
    program_run_passes(&program, NULL);
    return bundle_write(&program, 1, bytes, size) == BUNDLE_WRITE_OK
               ? BUILD_OK
               : BUILD_TROUBLE;
}

enum build_result build_text(struct thoth_text yaml, const char *display_name,
                             FILE *diagnostics, unsigned char **bytes,
                             size_t *size)
{
    struct text_build build = {.result = BUILD_TROUBLE};
    struct memory_guard guard;

    *bytes = NULL;
    *size = 0;
    if (!MEMORY_GUARD_ENTER(&guard)) {
        build.result =
            compile(&build, yaml, display_name, diagnostics, bytes, size);
        memory_guard_leave(&guard);
    }
    front_release(&build.front);
    ir_session_release(&build.session);
    arena_release(&build.arena);
    return build.result;
}
