/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiles the rules of one case in memory and evaluates the case under them.
 */
#include "compiler/driver/case_own.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_fields.h"
#include "compiler/emit/compiler_module.h"

#include <inttypes.h>
#include <stdlib.h>

bool case_has_rules(const struct case_line *line)
{
    return json_object_get(line->body, "prescriptions") != NULL;
}

enum build_result case_compile(const struct case_line *line, FILE *diagnostics,
                               unsigned char **bytes, size_t *size)
{
    const json_t *rules = json_object_get(line->body, "prescriptions");
    char name[40];

    *bytes = NULL;
    *size = 0;
    if (!json_is_string(rules))
        return BUILD_TROUBLE;
    snprintf(name, sizeof name, "line %" PRIu64, line->number);
    return build_text(case_text(rules), name, diagnostics, bytes, size);
}

static enum case_result answer_under(const unsigned char *bytes, size_t size,
                                     const struct case_line *line,
                                     struct case_rules rules,
                                     struct case_writer *writer)
{
    enum case_result result = CASE_REFUSED;
    struct aot_error compile_error;
    struct thoth_bundle *bundle;
    struct thoth_error error;
    enum thoth_status status;

    status = thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error);
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    if (status != THOTH_OK) {
        case_answer_error(line, error.message, writer);
        return CASE_REFUSED;
    }
    rules.bundle = bundle;
    rules.names = NULL;
    if (rules.engine != THOTH_ENGINE_JIT ||
        compiler_module_apply(NULL, bundle, &compile_error))
        result = case_answer(&rules, line, writer);
    else
        case_answer_error(line, compile_error.message, writer);
    thoth_bundle_release(bundle);
    return result;
}

void case_answer_uncompiled(const struct case_line *line,
                            enum build_result result,
                            struct case_writer *writer)
{
    if (!json_is_string(json_object_get(line->body, "prescriptions")))
        case_answer_error(line, "prescriptions: expected a string", writer);
    else if (result == BUILD_FINDINGS)
        case_answer_flag(line, "load_error", writer);
    else
        case_answer_error(line, "the rules cannot be compiled", writer);
}

enum case_result case_answer_own(const struct case_line *line,
                                 const struct case_rules *rules,
                                 FILE *diagnostics, struct case_writer *writer)
{
    enum case_result result = CASE_REFUSED;
    enum build_result built;
    unsigned char *bytes;
    size_t size;

    built = case_compile(line, diagnostics, &bytes, &size);
    if (built == BUILD_OK)
        result = answer_under(bytes, size, line, *rules, writer);
    else
        case_answer_uncompiled(line, built, writer);
    free(bytes);
    return result;
}
