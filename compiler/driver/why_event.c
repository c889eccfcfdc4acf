/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What came of a unit in an event: for each of its instances whether it was
 * asked, whether it matches, and what the unit then did.
 */
#include "compiler/driver/why.h"

#include "compiler/base/visible_text.h"
#include "compiler/driver/why_ask.h"
#include "compiler/driver/why_done.h"
#include "compiler/driver/why_found.h"
#include "grammar/prescription.h"
#include "runtime/run.h"

static const char *const kind_names[] = {"boot", "pseudonym", "sieve",
                                         "step", "stride",    "wrap"};

static void print_package(struct why *why, uint32_t package)
{
    struct thoth_package_facts facts;

    why_package_print(why->stream, why->session->catalog, package);
    thoth_catalog_describe(why->session->catalog, package, &facts);
    fputs(" from ", why->stream);
    visible_print(why->stream, facts.index);
}

static void print_head(struct why *why)
{
    const struct case_question *question = why->question;

    fprintf(why->stream, "\nevent %u: %s", why->events,
            kind_names[question->kind]);
    for (uint32_t i = 0; i < question->count; i++) {
        fputs(i ? ", " : " ", why->stream);
        print_package(why, question->packages[i]);
    }
    putc('\n', why->stream);
}

/* "instance 2 of 3, numpy" */
static void print_instance(struct why *why, uint32_t number)
{
    struct bundle_members members = bundle_unit_members(why->bundle, why->unit);
    uint32_t record = why->bundle->package_of[members.first + number];
    struct thoth_text name =
        bundle_text_or_none(why->bundle, why->bundle->packages[record].name);

    fputs("  instance", why->stream);
    if (members.count > 1)
        fprintf(why->stream, " %u of %u", number + 1, members.count);
    fputs(" for ", why->stream);
    visible_print(why->stream, name.at ? name : thoth_text_of("any package"));
}

static void print_match(struct why *why, const struct why_ask *ask,
                        uint32_t number)
{
    const struct thoth_bundle *bundle = why->bundle;
    const struct bundle_shape *shape = &bundle->shapes[ask->instance->shape];
    struct why_tree tree = {
        .stream = why->stream,
        .probe = &why->probe,
        .frame = &why->probe.stack,
        .code = bundle->shape_code + shape->code,
        .row = bundle->rows + ask->instance->row,
        .places = &why->places,
        .part = WHY_MATCH,
        .indent = 4,
    };

    if ((ask->instance->flags & PIPELINE_TYPE) == UNIT_TYPE_STEP_GROUP)
        why_places_member(&why->places, number);
    else
        why_places_entry(&why->places, number);
    why_match_print(&tree, ask->instance->shape, ask->it);
}

/* Why an instance that the event came to was not asked. */
static void print_passed_over(struct why *why, const struct why_ask *ask)
{
    const struct native_state *state = why->probe.stack.state;

    fputs(" was not asked: ", why->stream);
    if (ask->asked == WHY_DECIDED) {
        why_unit_print(why, ask->by);
        fputs(" (", why->stream);
        why_unit_place_print(why, ask->by);
        fputs(") had decided\n", why->stream);
        return;
    }
    why_package_print(
        why->stream, why->session->catalog,
        native_resolved(state, why->session->catalog->facts[ask->it].name));
    fputs(" is resolved already, and the unit has no "
          "multi_package_resolution\n",
          why->stream);
}

static void on_ask(void *user, const struct why_ask *ask)
{
    struct why *why = user;
    uint32_t number;

    if (ask->instance->unit != why->unit)
        return;
    number = why_ask_member(why->bundle, ask->instance);
    why->seen[number] = 1;
    print_instance(why, number);
    if (ask->asked != WHY_ASKED) {
        print_passed_over(why, ask);
        return;
    }
    if (ask->it != NATIVE_NONE && why->question->count != 1) {
        fputs(", asked about ", why->stream);
        print_package(why, ask->it);
    }
    why->matched |= ask->value == 1;
    fputs(ask->value < 0    ? ": fails\n"
          : ask->value == 1 ? ": matches\n"
                            : ": does not match\n",
          why->stream);
    if (why->question->kind != THOTH_BOOT)
        print_match(why, ask, number);
}

/* Why the event did not come to an instance. */
static void print_unseen(struct why *why, uint32_t number)
{
    enum thoth_kind kind = why->question->kind;

    print_instance(why, number);
    fputs(" was not asked: ", why->stream);
    if (kind == THOTH_BOOT)
        fputs("it is no direct requirement that counts here\n", why->stream);
    else if (kind == THOTH_STRIDE || kind == THOTH_WRAP)
        fputs("no package of this name is resolved\n", why->stream);
    else if (why->question->count == 0)
        fputs("there are no versions\n", why->stream);
    else
        fputs("the event is about another package\n", why->stream);
}

void why_event_print(struct why *why, const struct case_session *session,
                     const struct case_question *question,
                     enum thoth_status status)
{
    uint32_t count = bundle_unit_members(why->bundle, why->unit).count;
    struct why_asking asking = {
        .probe = &why->probe,
        .pipeline = session->pipeline,
        .question = question,
        .state = session->state->state,
        .outcome = &session->outcome,
        .visit = on_ask,
        .user = why,
    };

    why->session = session;
    why->question = question;
    print_head(why);
    if (!why->taking_part[why->unit]) {
        fputs("  the unit was not asked: it does not take part\n", why->stream);
        return;
    }
    unit_probe_stack(&why->probe, session->catalog, session->state->state);
    memset(why->seen, 0, count);
    why->matched = false;
    why_ask_each(&asking);
    for (uint32_t i = 0; i < count; i++)
        if (!why->seen[i])
            print_unseen(why, i);
    why_done_print(why, status);
    why->has_run = run_set_has(&session->run->set, why->unit);
}
