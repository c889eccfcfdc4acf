/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes what units did in an event: log lines, messages with the fields that
 * the rule gave, manifest changes, added and yielded packages, and errors.
 */
#include "compiler/driver/case_session.h"

#include "runtime/text.h"

#include <stddef.h>
#include <string.h>

/* Fields of a message that a rule may give or leave out. */
static const struct {
    const char *key;
    size_t offset;
} optional_fields[] = {
    {"package_name", offsetof(struct thoth_message, package_name)},
    {"advisory", offsetof(struct thoth_message, advisory)},
    {"cve_id", offsetof(struct thoth_message, cve_id)},
    {"cve_name", offsetof(struct thoth_message, cve_name)},
    {"version_range", offsetof(struct thoth_message, version_range)},
};

/* A stack info or justification entry. The text of release notes is put
 * together from three parts, of which the package name is one. */
static void write_message(struct case_session *session,
                          const struct thoth_message *message)
{
    struct case_writer *writer = session->writer;
    struct thoth_text text[] = {message->text, message->package_name,
                                message->text_tail};
    struct thoth_text link[] = {message->link, message->link_tail};

    case_write_open(writer, '{');
    if (message->severity) {
        case_write_key(writer, "type");
        case_write_string(writer, message->severity);
    }
    case_write_key(writer, "message");
    case_write_joined(writer, text, message->text_tail.length ? 3 : 1);
    if (message->link.at) {
        case_write_key(writer, "link");
        case_write_joined(writer, link, 2);
    }
    for (size_t i = 0; i < sizeof optional_fields / sizeof *optional_fields;
         i++) {
        struct thoth_text value =
            *(const struct thoth_text *)((const char *)message +
                                         optional_fields[i].offset);

        if (value.at) {
            case_write_key(writer, optional_fields[i].key);
            case_write_text(writer, value);
        }
    }
    case_write_close(writer, '}');
}

static void write_log(struct case_session *session, uint32_t unit,
                      const struct thoth_message *message)
{
    struct case_writer *writer = session->writer;
    struct thoth_text parts[] = {
        case_unit_name(session->bundle, unit, &session->arena),
        thoth_text_of(": "), message->text};

    case_write_open(writer, '{');
    case_write_key(writer, "level");
    case_write_string(writer, message->severity);
    case_write_key(writer, "message");
    case_write_joined(writer, parts, 3);
    case_write_close(writer, '}');
}

static void write_effect(struct case_session *session,
                         const struct thoth_effect *effect)
{
    struct thoth_message message;

    /* It fails only for effects that no evaluation makes. */
    if (thoth_effect_describe(session->pipeline, session->catalog, effect,
                              &message) != THOTH_OK)
        return;
    if (effect->kind == THOTH_EFFECT_LOG)
        write_log(session, effect->unit, &message);
    else if (effect->kind == THOTH_EFFECT_MANIFEST)
        case_manifest_write(session->writer, message.text);
    else
        write_message(session, &message);
}

void case_error_write(struct case_session *session)
{
    const struct thoth_error *error = &session->error;

    if (error->unit != THOTH_NO_UNIT) {
        case_write_key(session->writer, "unit");
        case_write_text(
            session->writer,
            case_unit_name(session->bundle, error->unit, &session->arena));
    }
    case_write_key(session->writer, "message");
    case_write_string(session->writer, error->message);
}

void case_effects_write(struct case_session *session, const char *key,
                        enum thoth_effect_kind kind)
{
    const struct thoth_outcome *outcome = &session->outcome;

    case_write_key(session->writer, key);
    case_write_open(session->writer, '[');
    for (uint32_t i = 0; i < outcome->effect_count; i++)
        if (outcome->effects[i].kind == kind)
            write_effect(session, &outcome->effects[i]);
    case_write_close(session->writer, ']');
}

static bool is_unresolved(const struct case_state *state, thoth_package package)
{
    for (uint32_t i = 0; i < state->added_count; i++)
        if (state->added[i] == package)
            return true;
    return false;
}

void case_added_write(struct case_session *session)
{
    const struct thoth_outcome *outcome = &session->outcome;
    struct case_state *state = session->state;
    thoth_package *added =
        ARENA_NEW_ARRAY(&session->arena, thoth_package,
                        (size_t)state->added_count + outcome->effect_count);

    if (state->added_count > 0)
        memcpy(added, state->added, state->added_count * sizeof *added);
    state->added = added;
    case_write_key(session->writer, "added_packages");
    case_write_open(session->writer, '[');
    for (uint32_t i = 0; i < outcome->effect_count; i++) {
        const struct thoth_effect *effect = &outcome->effects[i];

        if (effect->kind != THOTH_EFFECT_ADDED ||
            is_unresolved(state, effect->package))
            continue;
        added[state->added_count++] = effect->package;
        case_package_write(session, effect->package, false);
    }
    case_write_close(session->writer, ']');
}

void case_yielded_write(struct case_session *session)
{
    const struct thoth_outcome *outcome = &session->outcome;
    struct case_writer *writer = session->writer;
    bool open = false;

    case_write_key(writer, "yielded");
    case_write_open(writer, '[');
    for (uint32_t i = 0; i < outcome->effect_count; i++) {
        const struct thoth_effect *effect = &outcome->effects[i];

        if (effect->kind == THOTH_EFFECT_CANDIDATE) {
            case_package_write(session, effect->package, false);
        } else if (effect->kind == THOTH_EFFECT_YIELDED) {
            if (open) {
                case_write_close(writer, ']');
                case_write_close(writer, ']');
            }
            open = true;
            case_write_open(writer, '[');
            case_write_text(
                writer,
                case_unit_name(session->bundle, effect->unit, &session->arena));
            case_write_open(writer, '[');
        }
    }
    if (open) {
        case_write_close(writer, ']');
        case_write_close(writer, ']');
    }
    case_write_close(writer, ']');
}
