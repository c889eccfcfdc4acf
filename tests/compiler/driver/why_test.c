/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What `thothc why` reports agrees with what the library does: for every unit
 * of every case the reported value of its condition with its inclusion, and
 * for every event what is asked and what matches with the outcome. The cases
 * are our own and, where they are at hand, all recorded ones.
 */
#include "compiler/driver/case_own.h"
#include "compiler/driver/case_session.h"
#include "compiler/driver/why_ask.h"
#include "compiler/driver/why_tree.h"
#include "runtime/evaluate.h"
#include "runtime/ir_table.h"
#include "tests/harness/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the asks of an event come to, to be held against its outcome. */
struct tally {
    struct unit_probe probe;
    const struct case_session *session;
    const struct case_question *question;
    uint32_t matched[4096]; /* units, in order */
    uint32_t matched_count;
    uint32_t removed[4096]; /* package versions that a sieve takes out */
    uint32_t removed_count;
    double score;
    bool depends;    /* a unit may apply or not, whatever its match says */
    uint32_t failed; /* the unit that fails, or THOTH_NO_UNIT */
    uint32_t last;   /* the unit that matched last */
    uint32_t units, events, trees, asks; /* compared so far */
    uint32_t wrong;
};

static void expect(struct tally *tally, bool holds)
{
    tally->wrong += !holds;
}

/* The value of a condition as the tree puts it together. */
static int tree_of_condition(const struct tally *tally, uint32_t unit)
{
    const struct thoth_bundle *bundle = tally->probe.bundle;
    const struct bundle_when *when =
        &bundle->whens[bundle_pattern_of(bundle, unit)->when];
    struct why_tree tree = {
        .probe = &tally->probe,
        .frame = &tally->probe.request,
        .code = bundle->shape_code + bundle->shapes[when->shape].code,
        .row = bundle->rows + when->row,
    };

    return why_tree_print(&tree, bundle->shapes[when->shape].root, NATIVE_NONE);
}

static bool requirements_met(const struct thoth_bundle *bundle, uint32_t unit,
                             const uint8_t *included)
{
    for (uint32_t i = 0; i < bundle->require_count; i++) {
        const uint32_t *list = bundle->lists + bundle->requires[i].list;

        if (bundle->requires[i].unit != unit)
            continue;
        for (uint32_t groups = *list++; groups; groups--) {
            bool met = false;

            for (uint32_t count = *list++; count; count--)
                met |= included[*list++];
            if (!met)
                return false;
        }
    }
    return true;
}

static void compare_unit(struct tally *tally, uint32_t unit,
                         const uint8_t *included)
{
    const struct thoth_bundle *bundle = tally->probe.bundle;
    uint16_t flags = (uint16_t)bundle_pattern_of(bundle, unit)->flags;
    int holds = tree_of_condition(tally, unit);

    tally->units++;
    if (!(flags & (BUNDLE_PATTERN_ALWAYS | BUNDLE_PATTERN_NEVER)))
        expect(tally, holds == unit_probe_when(&tally->probe, unit));
    if (flags & BUNDLE_PATTERN_ALWAYS)
        holds = 1;
    else if (flags & BUNDLE_PATTERN_NEVER)
        holds = 0;
    else if (holds == 1)
        holds = requirements_met(bundle, unit, included);
    if (bundle_unit_members(bundle, unit).count > 0)
        expect(tally, holds == included[unit]);
}

static void on_request(void *user, const struct case_session *session)
{
    struct tally *tally = user;
    const struct thoth_bundle *bundle = session->bundle;
    uint8_t *included;

    unit_probe_request(&tally->probe, session->context);
    if (!session->pipeline)
        return;
    included = calloc(bundle->unit_count + 1, 1);
    for (int kind = 0; kind < THOTH_KINDS; kind++)
        for (uint32_t i = 0;
             i < thoth_pipeline_count(session->pipeline, (enum thoth_kind)kind);
             i++)
            included[thoth_pipeline_unit(session->pipeline,
                                         (enum thoth_kind)kind, i)] = 1;
    for (uint32_t unit = 0; unit < bundle->unit_count; unit++)
        compare_unit(tally, unit, included);
    free(included);
}

/* The score that a unit adds each time. */
static double score_of(const struct thoth_bundle *bundle, uint32_t unit)
{
    struct evaluation_run run = evaluation_run_of(bundle, unit);
    double sum = 0;

    for (uint32_t i = 0; i < run.count; i++) {
        const uint32_t *node = run.code + evaluation_effect(&run, i);

        if (BUNDLE_NODE_OP(*node) == IR_OP_SCORE) {
            const uint32_t *number = run.code + BUNDLE_OPERAND_VALUE(node[1]);
            double score =
                bundle->numbers[run.row[BUNDLE_OPERAND_VALUE(number[1])]];

            sum += score > 1 ? 1 : score < -1 ? -1 : score;
        }
    }
    return sum;
}

static int tree_of_match(const struct tally *tally, const struct why_ask *ask)
{
    const struct thoth_bundle *bundle = tally->probe.bundle;
    struct why_tree tree = {
        .probe = &tally->probe,
        .frame = &tally->probe.stack,
        .code = bundle->shape_code + bundle->shapes[ask->instance->shape].code,
        .row = bundle->rows + ask->instance->row,
    };

    return why_match_print(&tree, ask->instance->shape, ask->it);
}

static void on_ask(void *user, const struct why_ask *ask)
{
    struct tally *tally = user;
    uint32_t type = ask->instance->flags & PIPELINE_TYPE;

    if (ask->asked != WHY_ASKED)
        return;
    tally->asks++;
    if (tally->question->kind != THOTH_BOOT) {
        tally->trees++;
        expect(tally, tree_of_match(tally, ask) == ask->value);
    }
    if (ask->value < 0)
        tally->failed = ask->instance->unit;
    if (ask->value != 1 || tally->matched_count == 4096)
        return;
    tally->last = ask->instance->unit;
    tally->matched[tally->matched_count++] = ask->instance->unit;
    tally->score += score_of(tally->probe.bundle, ask->instance->unit);
    tally->depends |=
        type == UNIT_TYPE_STEP_ADD_PACKAGE || type == UNIT_TYPE_PSEUDONYM;
    if (tally->question->kind == THOTH_SIEVE)
        tally->removed[tally->removed_count++] = ask->it;
}

static bool holds(const uint32_t *list, uint32_t count, uint32_t number)
{
    for (uint32_t i = 0; i < count; i++)
        if (list[i] == number)
            return true;
    return false;
}

/* Who did something had matched; whose verdict it is matched last. */
static void compare_effects(struct tally *tally)
{
    const struct thoth_outcome *outcome = &tally->session->outcome;

    for (uint32_t i = 0; i < outcome->effect_count; i++)
        if (outcome->effects[i].kind != THOTH_EFFECT_YIELDED)
            expect(tally, holds(tally->matched, tally->matched_count,
                                outcome->effects[i].unit));
    if (outcome->verdict != THOTH_ACCEPTED)
        expect(tally, tally->last == outcome->unit);
}

static void compare_survivors(struct tally *tally)
{
    const struct thoth_outcome *outcome = &tally->session->outcome;
    const struct case_question *question = tally->question;

    for (uint32_t i = 0; i < question->count; i++)
        expect(tally, holds(outcome->survivors, outcome->survivor_count,
                            question->packages[i]) !=
                          holds(tally->removed, tally->removed_count,
                                question->packages[i]));
}

static void on_event(void *user, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status)
{
    struct tally *tally = user;
    struct why_asking asking = {
        .probe = &tally->probe,
        .pipeline = session->pipeline,
        .question = question,
        .state = session->state->state,
        .outcome = &session->outcome,
        .visit = on_ask,
        .user = tally,
    };

    tally->session = session;
    tally->question = question;
    tally->matched_count = tally->removed_count = 0;
    tally->score = 0;
    tally->depends = false;
    tally->failed = tally->last = THOTH_NO_UNIT;
    tally->events++;
    unit_probe_stack(&tally->probe, session->catalog, session->state->state);
    why_ask_each(&asking);
    compare_effects(tally);
    if (status != THOTH_OK) {
        if (tally->failed != THOTH_NO_UNIT)
            expect(tally, session->error.unit == tally->failed);
        return;
    }
    expect(tally, tally->failed == THOTH_NO_UNIT);
    if (session->outcome.verdict != THOTH_ACCEPTED)
        return;
    if (question->kind == THOTH_STEP && !tally->depends)
        expect(tally, fabs(tally->score - session->outcome.score) < 1e-9);
    if (question->kind == THOTH_SIEVE)
        compare_survivors(tally);
}

static void on_reset(void *user)
{
    (void)user;
}

static void on_refused(void *user, const char *message)
{
    (void)user;
    (void)message;
}

static void compare_case(struct tally *tally, const struct case_line *line)
{
    const struct case_watch watch = {on_request, on_event, on_reset, on_refused,
                                     tally};
    struct case_rules rules = {.engine = THOTH_ENGINE_INTERP, .watch = &watch};
    struct case_writer writer = {0};
    struct thoth_bundle *bundle;
    unsigned char *bytes;
    size_t size;

    if (!case_has_rules(line) ||
        case_compile(line, NULL, &bytes, &size) != BUILD_OK)
        return;
    CU_ASSERT_FATAL(
        !thoth_bundle_open_memory(bytes, size, NULL, &bundle, NULL));
    unit_probe_open(&tally->probe, bundle);
    rules.bundle = bundle;
    case_answer(&rules, line, &writer);
    unit_probe_release(&tally->probe);
    case_writer_release(&writer);
    thoth_bundle_release(bundle);
    free(bytes);
}

static void compare_cases(struct tally *tally, FILE *stream)
{
    struct case_reader reader = {.stream = stream};
    struct case_line line;

    while (case_line_read(&reader, "test", &line) == CASE_LINE_READ) {
        uint32_t before = tally->wrong;

        compare_case(tally, &line);
        if (tally->wrong != before && line.id && json_is_string(line.id))
            printf("# %s\n", json_string_value(line.id));
        case_line_release(&line);
    }
    case_reader_release(&reader);
}

static void reports_agree_on_our_cases(void)
{
    static const char *const names[] = {
        "boot", "included", "pseudonym", "sieve", "step", "stride", "wrap"};
    const char *top = getenv("TOP_SRCDIR");
    struct tally *tally = calloc(1, sizeof *tally);
    char path[4096];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        FILE *stream;

        snprintf(path, sizeof path, "%s/tests/conformance/cases/%s.jsonl",
                 top ? top : ".", names[i]);
        stream = fopen(path, "r");
        CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
        compare_cases(tally, stream);
        fclose(stream);
    }
    CU_ASSERT(tally->units > 50);
    CU_ASSERT(tally->events > 30);
    CU_ASSERT(tally->trees > 20);
    CU_ASSERT_EQUAL(tally->wrong, 0);
    free(tally);
}

static void reports_agree_on_recorded_cases(void)
{
    const char *shared = test_shared_dir();
    struct tally *tally;
    char command[4096];
    FILE *stream;

    if (!shared || test_leave_out_slow())
        return;
    tally = calloc(1, sizeof *tally);
    snprintf(command, sizeof command, "zstd -dcq '%s/vectors/eval.jsonl.zst'",
             shared);
    stream = popen(command, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    compare_cases(tally, stream);
    CU_ASSERT_EQUAL(pclose(stream), 0);
    printf("# %u units, %u events, %u matches\n", tally->units, tally->events,
           tally->trees);
    CU_ASSERT(tally->units > 3000);
    CU_ASSERT(tally->events > 3000);
    CU_ASSERT_EQUAL(tally->wrong, 0);
    free(tally);
}

static const struct test_case cases[] = {
    {"reports agree with outcomes of our cases", reports_agree_on_our_cases},
    {"reports agree with outcomes of recorded cases",
     reports_agree_on_recorded_cases},
};
TEST_MAIN("why", cases)
