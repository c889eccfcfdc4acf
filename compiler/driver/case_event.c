/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The events of a case: reads what one is about, lets the library evaluate it
 * and writes the outcome. A table says for each kind how that goes and what
 * its answer holds.
 */
#include "compiler/driver/case_session.h"

#include "compiler/base/out_of_memory.h"
#include "runtime/text.h"

#include <string.h>

typedef enum case_event_result event_run(struct case_session *session,
                                         const json_t *event);

/* What a library call in an event came to. */
static enum case_event_result result_of(enum thoth_status status)
{
    if (status == THOTH_E_MEMORY)
        memory_ran_out();
    return status == THOTH_OK ? CASE_EVENT_DONE : CASE_EVENT_FAILED;
}

/* The same, after who looks on has seen it. */
static enum case_event_result watched(struct case_session *session,
                                      const struct case_question *question,
                                      enum thoth_status status)
{
    if (session->watch && status != THOTH_E_MEMORY)
        session->watch->event(session->watch->user, session, question, status);
    return result_of(status);
}

/* Copies the state that event `from` left. */
static bool refer_to_state(struct case_session *session, const json_t *from)
{
    json_int_t left = json_integer_value(from);
    struct case_state *state = session->state;

    if (!json_is_integer(from) || left < 0 ||
        (json_int_t)session->state_count <= left ||
        !session->states[left].state)
        return case_fault_set(&session->fault,
                              "ref: no earlier event left that state");
    state->added = session->states[left].added;
    state->added_count = session->states[left].added_count;
    return case_took(
        thoth_state_clone(session->states[left].state, &state->state),
        &session->fault);
}

/* Makes the state of an event, an empty one if it has none. */
static bool read_state(struct case_session *session, const json_t *event)
{
    struct case_fault *fault = &session->fault;
    json_t *json, *from, *resolved;
    thoth_package *packages;
    uint32_t count;

    if (!case_field(event, "state", JSON_OBJECT, &json, fault))
        return false;
    from = json_object_get(json, "ref");
    if (from)
        return refer_to_state(session, from);
    if (!case_field(json, "resolved", JSON_ARRAY, &resolved, fault) ||
        !case_packages_read(session, resolved, "resolved", &packages, &count) ||
        !case_took(
            thoth_state_create(session->catalog, NULL, &session->state->state),
            fault))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!case_took(thoth_state_resolve(session->state->state, packages[i]),
                       fault))
            return false;
    return true;
}

static enum case_event_result run_boot(struct case_session *session,
                                       const json_t *event)
{
    struct case_question question = {.kind = THOTH_BOOT, .with_develop = true};

    if (!case_field_bool(event, "with_devel", &question.with_develop,
                         &session->fault))
        return CASE_EVENT_MALFORMED;
    return watched(session, &question,
                   thoth_boot(session->pipeline, session->run,
                              question.with_develop, &session->outcome,
                              &session->error));
}

static enum case_event_result run_sieve(struct case_session *session,
                                        const json_t *event)
{
    thoth_package *packages;
    uint32_t count;
    json_t *list;

    if (!case_field(event, "package_versions", JSON_ARRAY, &list,
                    &session->fault) ||
        !case_packages_read(session, list, "package_versions", &packages,
                            &count))
        return CASE_EVENT_MALFORMED;
    return watched(
        session,
        &(struct case_question){
            .kind = THOTH_SIEVE, .packages = packages, .count = count},
        thoth_sieve(session->pipeline, session->run, session->catalog, packages,
                    count, &session->outcome, &session->error));
}

static bool read_step(struct case_session *session, const json_t *event,
                      thoth_package *package)
{
    struct case_fault *fault = &session->fault;
    thoth_package *dependents;
    uint32_t count;
    json_t *list;

    return read_state(session, event) &&
           case_package_read(session, json_object_get(event, "package_version"),
                             "package_version", package) &&
           case_field(event, "dependents", JSON_ARRAY, &list, fault) &&
           case_packages_read(session, list, "dependents", &dependents,
                              &count) &&
           (!list ||
            case_took(thoth_catalog_set_dependents(session->catalog, *package,
                                                   dependents, count),
                      fault));
}

static enum case_event_result run_step(struct case_session *session,
                                       const json_t *event)
{
    enum case_event_result result;
    enum thoth_status status;
    thoth_package package;

    if (!read_step(session, event, &package) ||
        !case_step(session, package, &status))
        return CASE_EVENT_MALFORMED;
    result = watched(session,
                     &(struct case_question){
                         .kind = THOTH_STEP, .packages = &package, .count = 1},
                     status);
    if (result == CASE_EVENT_DONE &&
        session->outcome.verdict == THOTH_ACCEPTED &&
        !case_took(thoth_state_resolve(session->state->state, package),
                   &session->fault))
        return CASE_EVENT_MALFORMED;
    return result;
}

static enum case_event_result run_stride(struct case_session *session,
                                         const json_t *event)
{
    if (!read_state(session, event))
        return CASE_EVENT_MALFORMED;
    return watched(session, &(struct case_question){.kind = THOTH_STRIDE},
                   thoth_stride(session->pipeline, session->run,
                                session->catalog, session->state->state,
                                &session->outcome, &session->error));
}

static enum case_event_result run_wrap(struct case_session *session,
                                       const json_t *event)
{
    if (!read_state(session, event))
        return CASE_EVENT_MALFORMED;
    return watched(session, &(struct case_question){.kind = THOTH_WRAP},
                   thoth_wrap(session->pipeline, session->run, session->catalog,
                              session->state->state, &session->outcome,
                              &session->error));
}

static enum case_event_result run_pseudonym(struct case_session *session,
                                            const json_t *event)
{
    struct thoth_graph graph = case_graph_callbacks(&session->graph);
    thoth_package package;
    json_t *known;

    if (!case_field(event, "known", JSON_ARRAY, &known, &session->fault) ||
        !case_package_read(session, json_object_get(event, "package_version"),
                           "package_version", &package) ||
        (known && !case_graph_know(&session->graph, known, &session->arena,
                                   &session->fault)))
        return CASE_EVENT_MALFORMED;
    return watched(
        session,
        &(struct case_question){
            .kind = THOTH_PSEUDONYM, .packages = &package, .count = 1},
        thoth_pseudonym(session->pipeline, session->run, session->catalog,
                        package, &graph, &session->outcome, &session->error));
}

static enum case_event_result run_pre_run(struct case_session *session,
                                          const json_t *event)
{
    (void)event;
    thoth_run_reset(session->run);
    if (session->watch)
        session->watch->reset(session->watch->user);
    return CASE_EVENT_DONE;
}

static void write_survivors(struct case_session *session)
{
    case_write_key(session->writer, "survivors");
    case_write_open(session->writer, '[');
    for (uint32_t i = 0; i < session->outcome.survivor_count; i++)
        case_package_write(session, session->outcome.survivors[i], true);
    case_write_close(session->writer, ']');
}

static void write_scored(struct case_session *session)
{
    case_write_key(session->writer, "score_added");
    case_write_real(session->writer, session->outcome.score);
    case_effects_write(session, "justification", THOTH_EFFECT_JUSTIFICATION);
    case_added_write(session);
}

static void write_wrapped(struct case_session *session)
{
    case_effects_write(session, "justification", THOTH_EFFECT_JUSTIFICATION);
    case_effects_write(session, "advised_manifest_changes",
                       THOTH_EFFECT_MANIFEST);
}

/* `accepted` is the outcome that accepts; the writers add the fields of that
 * one and of a skip, beyond those that all outcomes have. */
static const struct event_kind {
    const char *name;
    event_run *run;
    const char *accepted;
    void (*write_accepted)(struct case_session *session);
    void (*write_skipped)(struct case_session *session);
} event_kinds[] = {
    {"boot", run_boot, "ok", NULL, NULL},
    {"sieve", run_sieve, "survivors", write_survivors, NULL},
    {"step", run_step, "scored", write_scored, case_added_write},
    {"stride", run_stride, "accepted", NULL, NULL},
    {"wrap", run_wrap, "ok", write_wrapped, NULL},
    {"pseudonym", run_pseudonym, "ok", case_yielded_write, NULL},
    {"pre_run", run_pre_run, "ok", NULL, NULL},
};

static const struct event_kind *find_kind(struct thoth_text name)
{
    for (size_t i = 0; i < sizeof event_kinds / sizeof event_kinds[0]; i++)
        if (thoth_text_equal(name, thoth_text_of(event_kinds[i].name)))
            return &event_kinds[i];
    return NULL;
}

/* Who decided, and what for unless it was a skip. */
static void write_decision(struct case_session *session)
{
    const struct thoth_outcome *outcome = &session->outcome;

    case_write_key(session->writer, "unit");
    case_write_text(
        session->writer,
        case_unit_name(session->bundle, outcome->unit, &session->arena));
    if (outcome->verdict == THOTH_SKIPPED)
        return;
    case_write_key(session->writer, "message");
    case_write_text(session->writer, outcome->message);
}

static void write_event(struct case_session *session,
                        const struct event_kind *kind)
{
    static const char *const outcomes[] = {
        [THOTH_SKIPPED] = "skip",
        [THOTH_NOT_ACCEPTABLE] = "not_acceptable",
        [THOTH_EAGER_STOP] = "eager_stop",
        [THOTH_INVALID_SCORE] = "invalid_score",
    };
    enum thoth_verdict verdict = session->outcome.verdict;
    struct case_writer *writer = session->writer;

    case_write_open(writer, '{');
    case_write_key(writer, "kind");
    case_write_string(writer, kind->name);
    case_write_key(writer, "outcome");
    case_write_string(writer, verdict == THOTH_ACCEPTED ? kind->accepted
                                                        : outcomes[verdict]);
    if (verdict != THOTH_ACCEPTED && verdict != THOTH_INVALID_SCORE)
        write_decision(session);
    if (kind->run != run_pre_run) {
        case_effects_write(session, "stack_info", THOTH_EFFECT_STACK_INFO);
        case_effects_write(session, "log", THOTH_EFFECT_LOG);
    }
    if (verdict == THOTH_ACCEPTED && kind->write_accepted)
        kind->write_accepted(session);
    if (verdict == THOTH_SKIPPED && kind->write_skipped)
        kind->write_skipped(session);
    case_write_close(writer, '}');
}

static void write_failure(struct case_session *session,
                          const struct event_kind *kind)
{
    case_write_open(session->writer, '{');
    case_write_key(session->writer, "kind");
    case_write_string(session->writer, kind->name);
    case_write_key(session->writer, "outcome");
    case_write_string(session->writer, "error");
    case_error_write(session);
    case_write_close(session->writer, '}');
}

enum case_event_result case_event_run(struct case_session *session,
                                      const json_t *event, size_t number)
{
    const struct event_kind *kind;
    enum case_event_result result;
    struct thoth_text name;

    if (!case_expect(event, JSON_OBJECT, "event", &session->fault) ||
        !case_field_text(event, "kind", &name, &session->fault))
        return CASE_EVENT_MALFORMED;
    kind = find_kind(name);
    if (!kind) {
        case_fault_set(&session->fault, "kind: there is no such event");
        return CASE_EVENT_MALFORMED;
    }
    session->state = &session->states[number];
    session->outcome.verdict = THOTH_ACCEPTED;
    result = kind->run(session, event);
    if (result == CASE_EVENT_DONE)
        write_event(session, kind);
    else if (result == CASE_EVENT_FAILED)
        write_failure(session, kind);
    return result;
}
