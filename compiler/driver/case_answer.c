/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a case to its answer: builds the pipeline of the request, says what it
 * includes, then runs the events one by one until one fails.
 */
#include "compiler/driver/case_answer.h"

#include "compiler/base/out_of_memory.h"
#include "compiler/driver/case_context.h"
#include "compiler/driver/case_session.h"

static void release(struct case_session *session)
{
    for (size_t i = 0; i < session->state_count; i++)
        thoth_state_release(session->states[i].state);
    thoth_outcome_release(&session->outcome);
    thoth_run_release(session->run);
    thoth_plans_release(session->plans);
    thoth_catalog_release(session->catalog);
    thoth_pipeline_release(session->pipeline);
    thoth_context_release(session->context);
    arena_release(&session->arena);
}

static void open_answer(const struct case_line *line,
                        struct case_writer *writer)
{
    case_write_open(writer, '{');
    case_write_key(writer, "id");
    if (line->id)
        case_write_value(writer, line->id);
    else
        case_write_count(writer, line->number);
}

static void close_answer(struct case_writer *writer)
{
    case_write_close(writer, '}');
    case_write_newline(writer);
}

void case_answer_flag(const struct case_line *line, const char *key,
                      struct case_writer *writer)
{
    open_answer(line, writer);
    case_write_key(writer, key);
    case_write_bool(writer, true);
    close_answer(writer);
}

void case_answer_error(const struct case_line *line, const char *message,
                       struct case_writer *writer)
{
    open_answer(line, writer);
    case_write_key(writer, "error");
    case_write_string(writer, message);
    close_answer(writer);
}

/* The request cannot be evaluated under these rules. */
static void write_build_error(struct case_session *session,
                              const struct case_line *line)
{
    open_answer(line, session->writer);
    case_write_key(session->writer, "build_error");
    case_write_bool(session->writer, true);
    case_error_write(session);
    close_answer(session->writer);
}

/* False when there is a fault, or an answer instead of a session. */
static bool start(struct case_session *session, const struct case_rules *rules,
                  const struct case_line *line, enum case_result *result)
{
    struct case_fault *fault = &session->fault;
    json_t *builder, *graph;
    enum thoth_status status;

    *result = CASE_REFUSED;
    if (!case_expect(line->body, JSON_OBJECT, "case", fault) ||
        !case_took(thoth_context_create(NULL, &session->context), fault) ||
        !case_field(line->body, "builder", JSON_OBJECT, &builder, fault) ||
        !case_field(line->body, "graph", JSON_OBJECT, &graph, fault))
        return false;
    if (!case_context_read(builder, session->context, fault))
        return case_fault_place(fault, "builder");
    if (!case_graph_read(&session->graph, graph, &session->arena, fault))
        return case_fault_place(fault, "graph");

    status =
        thoth_pipeline_build(rules->bundle, session->context, rules->engine,
                             NULL, &session->pipeline, &session->error);
    if (session->watch && status != THOTH_E_MEMORY)
        session->watch->request(session->watch->user, session);
    if (status == THOTH_E_ENGINE)
        return case_fault_set(fault, "%s", session->error.message);
    if (status != THOTH_OK && status != THOTH_E_MEMORY) {
        *result = CASE_ANSWERED;
        write_build_error(session, line);
        return false;
    }
    if (!case_took(status, fault) ||
        !case_took(thoth_catalog_create(rules->bundle, NULL, &session->catalog),
                   fault) ||
        !case_took(thoth_run_create(session->pipeline, NULL, &session->run),
                   fault) ||
        (rules->plans &&
         !case_took(thoth_plans_create(session->pipeline, session->catalog,
                                       NULL, &session->plans),
                    fault)))
        return false;
    *result = CASE_ANSWERED;
    return true;
}

/* Writes `events`; false after a fault. */
static bool run_events(struct case_session *session, const json_t *events)
{
    enum case_event_result result = CASE_EVENT_DONE;
    size_t count = json_array_size(events);

    session->states =
        ARENA_NEW_ARRAY(&session->arena, struct case_state, count);
    session->state_count = count;
    case_write_key(session->writer, "events");
    case_write_open(session->writer, '[');
    for (size_t i = 0; i < count && result == CASE_EVENT_DONE; i++) {
        result = case_event_run(session, json_array_get(events, i), i);
        if (result == CASE_EVENT_MALFORMED)
            return case_fault_place(&session->fault, "events[%zu]", i);
    }
    case_write_close(session->writer, ']');
    return true;
}

static bool evaluate(struct case_session *session,
                     const struct case_rules *rules,
                     const struct case_line *line)
{
    json_t *events;

    if (!case_field(line->body, "events", JSON_ARRAY, &events, &session->fault))
        return false;
    open_answer(line, session->writer);
    if (rules->names)
        case_digests_write(rules->names, session->pipeline, &session->arena,
                           session->writer);
    else if (!session->watch)
        case_included_write(rules->bundle, session->pipeline, &session->arena,
                            session->writer);
    if (!run_events(session, events))
        return false;
    close_answer(session->writer);
    return true;
}

/* Returns false when memory ran out. */
static bool answer(struct case_session *session, const struct case_rules *rules,
                   const struct case_line *line, enum case_result *result)
{
    size_t before = session->writer->length;
    struct memory_guard guard;

    if (MEMORY_GUARD_ENTER(&guard))
        return false;
    if (start(session, rules, line, result) && !evaluate(session, rules, line))
        *result = CASE_REFUSED;
    if (*result == CASE_REFUSED) {
        if (session->watch)
            session->watch->refused(session->watch->user, session->fault.text);
        session->writer->length = before;
        case_answer_error(line, session->fault.text, session->writer);
    }
    memory_guard_leave(&guard);
    return true;
}

enum case_result case_answer(const struct case_rules *rules,
                             const struct case_line *line,
                             struct case_writer *writer)
{
    struct case_session session = {
        .bundle = rules->bundle, .writer = writer, .watch = rules->watch};
    enum case_result result = CASE_REFUSED;
    bool finished = answer(&session, rules, line, &result);

    release(&session);
    if (!finished)
        memory_ran_out();
    return result;
}
