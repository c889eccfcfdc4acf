/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `run`: actions in the fields they stand for.
 */
#include "compiler/rx/rx_maker.h"

#include "compiler/base/near_name.h"

#include <string.h>

static const char TEXT_EXPECTED[] = "a text in quotes";

/* The operands of an action, without its attributes. */
static struct rx_node *operand(const struct rx_node *action)
{
    return action->first;
}

/* Attributes */

static const struct {
    const char *word, *key;
    bool specifier, message; /* of a message, else of release notes */
} ATTRIBUTES[] = {
    {"link", "link", false, true},
    {"package", "package_name", false, true},
    {"advisory", "advisory", false, true},
    {"cve", "cve_id", false, true},
    {"cve_name", "cve_name", false, true},
    {"range", "version_range", true, true},
    {"prefix", "tag_version_prefix", false, false},
};

static void report_attribute(struct rx_maker *maker,
                             const struct rx_node *attribute, bool message)
{
    struct near_name near;
    struct diagnostic *diagnostic;

    near_name_start(&near, attribute->text);
    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++)
        if (ATTRIBUTES[i].message == message)
            near_name_offer(&near, thoth_text_of(ATTRIBUTES[i].word));
    diagnostic = rx_refuse(maker, DIAG_RX_NAME_UNKNOWN, attribute->span,
                           "'%.*s' is nothing that can stand behind the text",
                           (int)attribute->text.length, attribute->text.at);
    diagnostic_add_note(maker->diagnostics, diagnostic,
                        near.best.length ? "did you mean '%s'?" : "expected %s",
                        near.best.length ? near.best.at
                        : message        ? "'link', 'package', 'advisory', "
                                           "'cve', 'cve_name' or 'range'"
                                         : "'prefix'");
}

static void put_attribute(struct rx_maker *maker, struct ast_node *mapping,
                          struct rx_node *attribute, bool message)
{
    struct rx_node *value = attribute->first;

    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++) {
        if (ATTRIBUTES[i].message != message ||
            !thoth_text_equal(attribute->text,
                              thoth_text_of(ATTRIBUTES[i].word)))
            continue;
        rx_put(maker, mapping, ATTRIBUTES[i].key, attribute->span,
               ATTRIBUTES[i].specifier
                   ? rx_make_specifier(maker, value)
                   : rx_make_string(maker, value, TEXT_EXPECTED));
        return;
    }
    report_attribute(maker, attribute, message);
}

static void put_attributes(struct rx_maker *maker, struct ast_node *mapping,
                           struct rx_node *first, bool message)
{
    for (struct rx_node *one = first; one; one = one->next)
        if (one->kind == RX_ATTRIBUTE)
            put_attribute(maker, mapping, one, message);
}

/* A message: severity, text, attributes behind it. */
static struct ast_node *make_message(struct rx_maker *maker,
                                     struct thoth_text level, struct span at,
                                     struct rx_node *text)
{
    static const char *const LEVELS[][2] = {
        {"info", "INFO"}, {"warn", "WARNING"}, {"error", "ERROR"}};
    struct ast_node *message = rx_make(maker, AST_MAPPING, at);

    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++)
        if (thoth_text_equal(level, thoth_text_of(LEVELS[i][0])))
            rx_put(maker, message, "type", at,
                   rx_make_text(maker, at, thoth_text_of(LEVELS[i][1])));
    rx_put(maker, message, "message", text->span,
           rx_make_string(maker, text, TEXT_EXPECTED));
    put_attributes(maker, message, text->next, true);
    return message;
}

/* Actions: each puts what it says into `run`. */

static void run_score(struct rx_maker *maker, struct ast_node *run,
                      const struct rx_node *action)
{
    struct ast_node *number = rx_make_number(maker, operand(action));
    struct ast_node *copy;

    if (number && number->kind == AST_INT) {
        copy = rx_make(maker, AST_FLOAT, number->span);
        copy->number = 0;
        for (size_t i = 0; i < number->text.length; i++)
            if (number->text.at[i] != '-')
                copy->number = copy->number * 10 + (number->text.at[i] - '0');
        if (*number->text.at == '-')
            copy->number = -copy->number;
        copy->source = number->source;
        number = copy;
    }
    rx_put(maker, run, "score", action->span, number);
}

static void run_text(struct rx_maker *maker, struct ast_node *run,
                     const struct rx_node *action)
{
    rx_put(maker, run,
           thoth_text_equal(action->text, thoth_text_of("reject"))
               ? "not_acceptable"
               : "eager_stop_pipeline",
           action->span, rx_make_string(maker, operand(action), TEXT_EXPECTED));
}

static void run_message(struct rx_maker *maker, struct ast_node *run,
                        const struct rx_node *action)
{
    rx_append(maker,
              rx_part(maker, run, "justification", action->span, AST_SEQUENCE),
              make_message(maker, action->text, action->span, operand(action)));
}

static void run_note(struct rx_maker *maker, struct ast_node *run,
                     const struct rx_node *action)
{
    struct rx_node *level = operand(action);

    rx_append(maker,
              rx_part(maker, run, "stack_info", action->span, AST_SEQUENCE),
              make_message(maker, level->text, level->span, level->next));
}

static void run_log(struct rx_maker *maker, struct ast_node *run,
                    const struct rx_node *action)
{
    struct rx_node *level = operand(action);

    rx_put(maker, run, "log", action->span,
           make_message(maker, level->text, level->span, level->next));
}

static void run_multi_package(struct rx_maker *maker, struct ast_node *run,
                              const struct rx_node *action)
{
    rx_put(maker, run, "multi_package_resolution", action->span,
           rx_make_bool(maker, action->span, true));
}

static void run_yield(struct rx_maker *maker, struct ast_node *run,
                      const struct rx_node *action)
{
    struct rx_node *phrase = operand(action);
    struct ast_node *yield = rx_make(maker, AST_MAPPING, action->span);

    rx_put(maker, yield, "package_version", phrase->span,
           rx_make_package(maker, phrase, true));
    if (phrase->next)
        rx_put(maker, yield, "yield_matched_version", phrase->next->span,
               rx_make_bool(maker, phrase->next->span, true));
    rx_put(maker, run, "yield", action->span, yield);
}

/* The field `develop` must be there; nobody misses it in a phrase. */
static void run_add(struct rx_maker *maker, struct ast_node *run,
                    const struct rx_node *action)
{
    struct ast_node *package = rx_make_package(maker, operand(action), true);

    if (package && !rx_get(package, "develop"))
        rx_put(maker, package, "develop", operand(action)->span,
               rx_make_bool(maker, operand(action)->span, false));
    rx_put(maker, run, "package_version", action->span, package);
}

static void run_advise(struct rx_maker *maker, struct ast_node *run,
                       const struct rx_node *action)
{
    rx_put(maker, run, "advised_manifest_changes", action->span,
           rx_make_data(maker, operand(action)));
}

static void run_release(struct rx_maker *maker, struct ast_node *run,
                        const struct rx_node *action)
{
    struct rx_node *node = operand(action);
    struct ast_node *text = rx_make_string(maker, node, "OWNER/REPOSITORY");
    struct ast_node *notes = rx_make(maker, AST_MAPPING, action->span);
    const char *slash =
        text ? memchr(text->text.at, '/', text->text.length) : NULL;
    struct thoth_text owner, repository;

    if (text && !slash)
        rx_refuse(maker, DIAG_RX_TYPE, node->span,
                  "expected \"OWNER/REPOSITORY\", found no '/'");
    if (slash) {
        owner = repository = text->text;
        owner.length = (size_t)(slash - text->text.at);
        repository.at += owner.length + 1;
        repository.length -= owner.length + 1;
        rx_put(maker, notes, "organization", node->span,
               rx_make_text(maker, node->span, owner));
        rx_put(maker, notes, "repository", node->span,
               rx_make_text(maker, node->span, repository));
    }
    put_attributes(maker, notes, node->next, false);
    rx_put(maker, run, "release_notes", action->span, notes);
}

static void run_nothing(struct rx_maker *maker, struct ast_node *run,
                        const struct rx_node *action)
{
    (void)maker;
    (void)run;
    (void)action;
}

static void put_action(struct rx_maker *maker, struct ast_node *run,
                       const struct rx_node *action)
{
    static const struct {
        const char *word;
        void (*put)(struct rx_maker *maker, struct ast_node *run,
                    const struct rx_node *action);
    } ACTIONS[] = {
        {"score", run_score},     {"reject", run_text},
        {"stop", run_text},       {"info", run_message},
        {"warn", run_message},    {"error", run_message},
        {"note", run_note},       {"log", run_log},
        {"yield", run_yield},     {"multi_package", run_multi_package},
        {"add", run_add},         {"advise", run_advise},
        {"release", run_release}, {"nothing", run_nothing},
    };

    for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
        if (thoth_text_equal(action->text, thoth_text_of(ACTIONS[i].word)))
            ACTIONS[i].put(maker, run, action);
}

struct ast_node *rx_make_run(struct rx_maker *maker, struct rx_node *clause)
{
    struct ast_node *run;

    if (!rx_enter(maker, clause->span))
        return NULL;
    if (clause->first->kind == RX_RECORD) {
        run = rx_make_record(maker, clause->first);
    } else {
        run = rx_make(maker, AST_MAPPING, clause->span);
        for (struct rx_node *one = clause->first; one; one = one->next)
            put_action(maker, run, one);
    }
    rx_leave(maker);
    return run;
}
