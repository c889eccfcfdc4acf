/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which files are written. The report comes last, since it says what
 * was wrong with the others.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/advise/lock_document.h"
#include "resolver/report/json_build.h"
#include "resolver/report/report_json.h"

#include <stdlib.h>
#include <string.h>

/* Is the output to be written? In a dry run, only to standard output. */
static bool is_wanted(const struct advise *advise, const char *path)
{
    return path != NULL &&
           (!advise->options->dry_run || strcmp(path, "-") == 0);
}

/* Where the lock file goes: without a word by the user, beside the manifest if
 * that is of the kind. */
static const char *lock_path(struct advise *advise)
{
    const struct advise_options *options = advise->options;

    if (options->lock != NULL || options->requirements != NULL ||
        advise->project.manifest != MANIFEST_PIPFILE)
        return options->lock;
    return arena_format(&advise->arena, "%s/Pipfile.lock",
                        options->project.folder)
        .at;
}

static bool write_stack(struct advise *advise)
{
    const struct advise_options *options = advise->options;
    const char *lock = lock_path(advise);
    bool written = true;

    if (is_wanted(advise, lock))
        written = advise_write_lock(advise, lock);
    if (is_wanted(advise, options->requirements))
        written =
            advise_write_requirements(advise, options->requirements) && written;
    if (is_wanted(advise, options->graph))
        written = advise_write_graph(advise, options->graph) && written;
    return written;
}

bool advise_write_outputs(struct advise *advise)
{
    bool written = true;

    if (advise->facts.products > 0)
        written = write_stack(advise);
    if (advise->resolution != NULL && is_wanted(advise, advise->options->plot))
        written = advise_write_plot(advise, advise->options->plot) && written;
    if (is_wanted(advise, advise->options->json))
        written = advise_write_report(advise, advise->options->json) && written;
    return written;
}

/* What came of the user's own lock file; null if there was none to look at. */
static json_t *own_json(struct advise *advise)
{
    static const char *const verdicts[] = {
        [THOTH_OWN_SCORED] = "scored",
        [THOTH_OWN_MISSING] = "missing",
        [THOTH_OWN_EXCLUDED] = "excluded",
        [THOTH_OWN_REFUSED] = "refused",
    };
    const struct thoth_own *own = &advise->facts.own;
    json_t *json;

    if (advise->resolution == NULL || own->verdict == THOTH_OWN_ABSENT)
        return json_null();
    json = json_object();
    json_set(json, "verdict", json_string(verdicts[own->verdict]));
    json_set_text(json, "fault", advise_own_fault(advise));
    if (own->verdict == THOTH_OWN_SCORED) {
        json_set(json, "score", json_number(own->score));
        json_set(json, "product",
                 own->product < advise->facts.products
                     ? json_integer(own->product)
                     : json_null());
    }
    return json;
}

/* Fails in the report's own list of problems. */
static json_t *make_report(struct advise *advise)
{
    const struct advice advice = advise_view(advise);
    json_t *report =
        report_json(&advice, &advise->problems, advise->options->pipeline);

    json_set(report, "own_lock", own_json(advise));
    for (uint32_t i = 0; i < advise->facts.products; i++) {
        uint32_t count, bare;
        double score;
        const struct thoth_choice *stack =
            thoth_resolution_product(advise->resolution, i, &count, &score);
        enum thoth_status status = report_json_add(
            report, &advice, i,
            lock_document(advise, advice_by_name(&advice, stack, count), count,
                          &bare));

        if (status == THOTH_E_MEMORY)
            memory_ran_out();
        if (status != THOTH_OK)
            problem_error(&advise->problems, (struct place){0}, NULL,
                          "reasons are missing: %s",
                          advise->rules.error.message);
    }
    return report;
}

bool advise_write_report(struct advise *advise, const char *path)
{
    uint32_t errors = advise->problems.errors;
    json_t *report = make_report(advise);
    char *text = json_dumps(report, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    struct thoth_text whole;

    if (text == NULL)
        memory_ran_out();
    whole = arena_format(&advise->arena, "%s\n", text);
    json_decref(report);
    free(text);
    return errors == advise->problems.errors &&
           advise_write_file(advise, path, whole.at, whole.length);
}
