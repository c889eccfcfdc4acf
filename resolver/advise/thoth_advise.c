/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The functions for recommendations of thoth_resolver.h. What may need memory
 * runs under a guard, to which memory that runs out unwinds, and prints numbers
 * with a point, whatever the locale of the program is.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/base/output_file.h"
#include "resolver/advise/why.h"

#include <stdlib.h>
#include <string.h>

/* What a function works on, and what it answers. */
struct call {
    const struct thoth_advise_options *options;
    uint32_t number, *count;
    enum thoth_output output;
    struct thoth_text name, version, text;
    const char *path;
    void *answer;
};

static enum thoth_status
guarded(struct thoth_advice *advice,
        enum thoth_status (*work)(struct thoth_advice *, struct call *),
        struct call *call)
{
    locale_t before = uselocale(advice->plain);
    enum thoth_status status;
    struct memory_guard guard;

    if (MEMORY_GUARD_ENTER(&guard)) {
        uselocale(before);
        return THOTH_E_MEMORY;
    }
    status = work(advice, call);
    memory_guard_leave(&guard);
    uselocale(before);
    return status;
}

static enum thoth_status advise(struct thoth_advice *advice, struct call *call)
{
    advise_start(advice, call->options);
    advise_run(advice);
    return THOTH_OK;
}

enum thoth_status thoth_advise(const struct thoth_advise_options *options,
                               struct thoth_advice **advice)
{
    enum thoth_status status = THOTH_E_MEMORY;
    struct call call = {.options = options};
    struct thoth_advice *made;

    *advice = NULL;
    if (!advise_options_check(options))
        return THOTH_E_ARGUMENT;
    made = calloc(1, sizeof(*made));
    if (made == NULL)
        return THOTH_E_MEMORY;
    made->plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (made->plain != (locale_t)0)
        status = guarded(made, advise, &call);
    if (status == THOTH_OK)
        *advice = made;
    else
        thoth_advice_release(made);
    return status;
}

void thoth_advice_release(struct thoth_advice *advice)
{
    if (advice == NULL)
        return;
    advise_release(advice);
    free(advice);
}

/* ---- Facts ----------------------------------------------------------------
 */

static enum thoth_status describe(struct thoth_advice *advice,
                                  struct call *call)
{
    struct thoth_advice_facts *facts = call->answer;

    if (advice->project.manifest == MANIFEST_PIPFILE)
        facts->lock = arena_format(&advice->arena, "%s/Pipfile.lock",
                                   advice->options.folder);
    if (advice->resolution != NULL)
        facts->own_fault = advise_own_fault(advice);
    return THOTH_OK;
}

enum thoth_status thoth_advice_describe(struct thoth_advice *advice,
                                        struct thoth_advice_facts *facts)
{
    uint32_t problems = advice->problems.count;
    uint32_t kept = problems < PROBLEM_LIMIT ? problems : PROBLEM_LIMIT;
    struct call call = {.answer = facts};

    *facts = (struct thoth_advice_facts){
        .outcome = advice->outcome,
        .products = advice->facts.products,
        .problems = kept,
        .unkept = problems - kept,
        .lock = {"", 0},
        .own_fault = {"", 0},
    };
    return guarded(advice, describe, &call);
}

bool thoth_advice_problem(const struct thoth_advice *advice, uint32_t number,
                          struct thoth_problem *problem)
{
    const struct problem *at = advice->problems.first;

    while (at != NULL && number > 0) {
        at = at->next;
        number--;
    }
    if (at == NULL)
        return false;
    *problem = (struct thoth_problem){
        .error = at->severity == PROBLEM_ERROR,
        .path = at->place.path,
        .line = at->place.line,
        .column = at->place.column,
        .message = at->message,
        .advice = at->advice,
    };
    return true;
}

const struct thoth_resolution *
thoth_advice_resolution(const struct thoth_advice *advice)
{
    return advice->resolution;
}

const struct thoth_space *thoth_advice_space(const struct thoth_advice *advice)
{
    return advice->space;
}

/* ---- Products -------------------------------------------------------------
 */

static enum thoth_status packages(struct thoth_advice *advice,
                                  struct call *call)
{
    const struct thoth_advised_package **list = call->answer;

    *list = advise_packages(advice, call->number, call->count);
    return THOTH_OK;
}

enum thoth_status
thoth_advice_packages(struct thoth_advice *advice, uint32_t product,
                      const struct thoth_advised_package **list,
                      uint32_t *count)
{
    struct call call = {.number = product, .count = count, .answer = list};

    *list = NULL;
    *count = 0;
    return product < advice->facts.products ? guarded(advice, packages, &call)
                                            : THOTH_E_ARGUMENT;
}

static enum thoth_status remarks(struct thoth_advice *advice, struct call *call)
{
    return advise_remarks(advice, call->number, call->answer, call->count);
}

enum thoth_status thoth_advice_remarks(struct thoth_advice *advice,
                                       uint32_t product,
                                       const struct thoth_remark **list,
                                       uint32_t *count)
{
    struct call call = {.number = product, .count = count, .answer = list};

    *list = NULL;
    *count = 0;
    return guarded(advice, remarks, &call);
}

/* ---- Files ----------------------------------------------------------------
 */

static enum thoth_status make(struct thoth_advice *advice, struct call *call)
{
    return advise_make(advice, call->output, &call->text);
}

enum thoth_status thoth_advice_output(struct thoth_advice *advice,
                                      enum thoth_output output,
                                      struct thoth_text *bytes)
{
    struct call call = {.output = output, .text = {NULL, 0}};
    enum thoth_status status = guarded(advice, make, &call);

    *bytes = call.text;
    if (status != THOTH_OK)
        *bytes = (struct thoth_text){"", 0};
    return status;
}

static enum thoth_status save(struct thoth_advice *advice, struct call *call)
{
    struct place place = {
        .path = arena_copy_text(&advice->arena, thoth_text_of(call->path))};
    enum thoth_status status;
    int error;

    advice->target = place;
    status = make(advice, call);
    advice->target = (struct place){.path = {"", 0}};
    if (status != THOTH_OK)
        return status;
    error = output_file_save(call->path, call->text.at, call->text.length);
    if (error == 0)
        return THOTH_OK;
    problem_error(&advice->problems, place, NULL, "cannot be written: %s",
                  strerror(error));
    return THOTH_E_IO;
}

enum thoth_status thoth_advice_save(struct thoth_advice *advice,
                                    enum thoth_output output, const char *path)
{
    struct call call = {.output = output, .path = path};

    return guarded(advice, save, &call);
}

/* ---- Explanations ---------------------------------------------------------
 */

static enum thoth_status explain(struct thoth_advice *advice, struct call *call)
{
    return why_answer(advice, call->name, call->version, call->answer,
                      call->count)
               ? THOTH_OK
               : THOTH_E_ARGUMENT;
}

enum thoth_status thoth_advice_explain(struct thoth_advice *advice,
                                       struct thoth_text package,
                                       struct thoth_text version,
                                       const struct thoth_explanation **lines,
                                       uint32_t *count)
{
    struct call call = {
        .name = package, .version = version, .count = count, .answer = lines};

    *lines = NULL;
    *count = 0;
    return advice->facts.products > 0 ? guarded(advice, explain, &call)
                                      : THOTH_E_ARGUMENT;
}
