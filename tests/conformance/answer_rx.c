/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers `eval` cases whose rules are first said in the match/run language:
 * what is evaluated is compiled from that.
 */
#include "tests/conformance/answer.h"

#include "compiler/driver/build.h"
#include "compiler/driver/case_answer.h"
#include "compiler/driver/case_own.h"
#include "compiler/driver/convert_text.h"

#include <stdlib.h>
#include <string.h>

/* The case's rules in the other language; `at` NULL: they are not valid. */
static struct thoth_text convert(struct converter *converter,
                                 const struct case_line *line)
{
    const char *yaml =
        json_string_value(json_object_get(line->body, "prescriptions"));
    struct convert_obstacle obstacle;
    struct diagnostic_list ignored;
    struct arena arena = {0};
    struct thoth_text text;

    if (!yaml)
        answering_fail("prescriptions", "a vector lacks this text");
    diagnostic_list_start(&ignored, &arena);
    converter->front.name = thoth_text_of("case.yaml");
    text =
        convert_text(converter, thoth_text_of(yaml), true, &ignored, &obstacle);
    if (obstacle.reason)
        answering_fail(yaml, obstacle.reason);
    arena_release(&arena);
    return text;
}

static void answer_one(struct answering *answering, struct converter *converter,
                       const struct case_line *line)
{
    struct case_rules rules = {.engine = answering->engine,
                               .plans = answering->plans};
    struct thoth_text text = convert(converter, line);
    struct thoth_bundle *bundle;
    struct thoth_error error;
    unsigned char *bytes;
    size_t size;

    if (!text.at) {
        case_answer_uncompiled(line, BUILD_FINDINGS, &answering->writer);
        return;
    }
    if (answering->broken != NULL && strcmp(answering->broken, "text") == 0)
        answer_break_text((char *)(uintptr_t)text.at, text.length);
    if (build_text(text, "case.rx", stderr, &bytes, &size) != BUILD_OK)
        answering_fail("the rules", "cannot be compiled any more");
    if (thoth_bundle_open_memory(bytes, size, NULL, &bundle, &error))
        answering_fail("the rules", error.message);
    rules.bundle = bundle;
    case_answer(&rules, line, &answering->writer);
    thoth_bundle_release(bundle);
    free(bytes);
}

void answer_eval_rx(struct answering *answering)
{
    struct yaml_limits limits = YAML_LIMITS_DEFAULT;
    struct converter converter;
    struct case_line line;

    if (answering->engine != THOTH_ENGINE_INTERP)
        answering_fail("--via=rx", "is for the interpreter");
    converter_start(&converter, &limits, NULL, false);
    while (answering_next(answering, &line)) {
        answer_one(answering, &converter, &line);
        answering_flush(answering);
        case_line_release(&line);
    }
    converter_release(&converter);
}
