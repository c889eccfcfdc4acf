/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What files are made of an advice, and what each of them needs.
 */
#include "resolver/advise/advise.h"

#include "compiler/base/out_of_memory.h"
#include "resolver/advise/lock_document.h"
#include "resolver/report/json_build.h"
#include "resolver/report/report_json.h"

#include <stdlib.h>

/* What came of the user's own lock file; null if there was none to look at. */
static json_t *own_json(struct thoth_advice *advise)
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

/* Adds the products; a THOTH_E_... with a problem when rules cannot say why. */
static enum thoth_status add_products(struct thoth_advice *advise,
                                      const struct advice *advice,
                                      json_t *report)
{
    enum thoth_status first = THOTH_OK;

    for (uint32_t i = 0; i < advise->facts.products; i++) {
        uint32_t bare;
        enum thoth_status status =
            report_json_add(report, advice, i, lock_document(advise, i, &bare));

        if (status == THOTH_E_MEMORY)
            memory_ran_out();
        if (status == THOTH_OK)
            continue;
        problem_error(&advise->problems, (struct place){0}, NULL,
                      "reasons are missing: %s", advise->rules.error.message);
        if (first == THOTH_OK)
            first = status;
    }
    return first;
}

static enum thoth_status make_report(struct thoth_advice *advise,
                                     struct thoth_text *bytes)
{
    const struct advice advice = advise_view(advise);
    json_t *report =
        report_json(&advice, &advise->problems, advise->options.name_units);
    enum thoth_status status;
    char *text;

    json_set(report, "own_lock", own_json(advise));
    status = add_products(advise, &advice, report);
    text = json_dumps(report, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    if (text == NULL)
        memory_ran_out();
    *bytes = arena_format(&advise->arena, "%s\n", text);
    json_decref(report);
    free(text);
    return status;
}

static bool can_make(const struct thoth_advice *advise,
                     enum thoth_output output)
{
    switch (output) {
    case THOTH_OUTPUT_REPORT:
        return true;
    case THOTH_OUTPUT_PLOT_SVG:
        return advise->resolution != NULL;
    default:
        return advise->facts.products > 0 && output < THOTH_OUTPUTS;
    }
}

enum thoth_status advise_make(struct thoth_advice *advise,
                              enum thoth_output output,
                              struct thoth_text *bytes)
{
    if (!can_make(advise, output))
        return THOTH_E_ARGUMENT;
    switch (output) {
    case THOTH_OUTPUT_LOCK:
        *bytes = lock_text(advise);
        return THOTH_OK;
    case THOTH_OUTPUT_REQUIREMENTS:
        *bytes = advise_requirements(advise);
        return THOTH_OK;
    case THOTH_OUTPUT_REPORT:
        return make_report(advise, bytes);
    case THOTH_OUTPUT_GRAPH_DOT:
        *bytes = advise_graph_text(advise);
        return THOTH_OK;
    case THOTH_OUTPUT_GRAPH_SVG:
        return advise_draw_graph(advise, "svg", bytes);
    case THOTH_OUTPUT_GRAPH_PNG:
        return advise_draw_graph(advise, "png", bytes);
    case THOTH_OUTPUT_GRAPH_PDF:
        return advise_draw_graph(advise, "pdf", bytes);
    default:
        *bytes = advise_plot(advise);
        return THOTH_OK;
    }
}
