/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A program against thoth.h: would these rules let Jinja2 3.1.2 join a stack
 * that holds Flask 1.1.2, and what do they think of PyYAML 5.3.1? Every answer
 * is given with the unit that gave it, its file and line.
 *
 *     cc example.c $(pkg-config --cflags --libs libthoth) -o example
 *     ./example prescriptions.thb
 */
#include <thoth.h>

#include <stdio.h>
#include <string.h>

static const char PYPI[] = "https://pypi.org/simple";

/* Everything the program makes, released together at the end. */
struct session {
    struct thoth_bundle *bundle;
    struct thoth_context *context;
    struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    struct thoth_state *state;
    struct thoth_run *run;
    struct thoth_outcome outcome;
    struct thoth_error error;
};

static struct thoth_text text(const char *string)
{
    return (struct thoth_text){string, strlen(string)};
}

static void print_text(struct thoth_text shown)
{
    fwrite(shown.at, 1, shown.length, stdout);
}

/* A stable recommendation for Python 3.8 on Linux, nothing else known. */
static enum thoth_status describe_request(struct thoth_context **context)
{
    enum thoth_status status = thoth_context_create(NULL, context);

    if (status == THOTH_OK)
        status = thoth_context_set_version(*context, THOTH_PYTHON, text("3.8"));
    if (status == THOTH_OK)
        status = thoth_context_set_platform(*context, text("linux-x86_64"));
    if (status == THOTH_OK)
        status = thoth_context_add_requirement(*context, text("flask"), false);
    return status;
}

static enum thoth_status open_session(struct session *session, const char *path)
{
    enum thoth_status status =
        thoth_bundle_open(path, NULL, &session->bundle, &session->error);

    if (status == THOTH_OK)
        status = describe_request(&session->context);
    if (status == THOTH_OK)
        status = thoth_pipeline_build(session->bundle, session->context,
                                      THOTH_ENGINE_AUTO, NULL,
                                      &session->pipeline, &session->error);
    if (status == THOTH_OK)
        status = thoth_catalog_create(session->bundle, NULL, &session->catalog);
    if (status == THOTH_OK)
        status = thoth_state_create(session->catalog, NULL, &session->state);
    if (status == THOTH_OK)
        status = thoth_run_create(session->pipeline, NULL, &session->run);
    return status;
}

static void close_session(struct session *session)
{
    thoth_outcome_release(&session->outcome);
    thoth_run_release(session->run);
    thoth_state_release(session->state);
    thoth_catalog_release(session->catalog);
    thoth_pipeline_release(session->pipeline);
    thoth_context_release(session->context);
    thoth_bundle_release(session->bundle);
}

/* "thothc.FlaskJinja31 (web/flask.yaml:14)" */
static void print_unit(const struct session *session, uint32_t number)
{
    struct thoth_unit unit;
    char path[1024];

    if (thoth_unit_describe(session->bundle, number, &unit) != THOTH_OK)
        return;
    thoth_file_path(session->bundle, unit.file, path, sizeof path);
    print_text(unit.namespace_);
    putchar('.');
    print_text(unit.name);
    printf(" (%s:%u)", path, (unsigned)unit.line);
}

static void print_effect(const struct session *session,
                         const struct thoth_effect *effect)
{
    struct thoth_message message;

    if (effect->kind != THOTH_EFFECT_STACK_INFO &&
        effect->kind != THOTH_EFFECT_JUSTIFICATION)
        return;
    if (thoth_effect_describe(session->pipeline, session->catalog, effect,
                              &message) != THOTH_OK)
        return;
    printf("    %s: ", message.severity);
    print_text(message.text);
    fputs("\n      see ", stdout);
    print_text(message.link);
    fputs("\n      says ", stdout);
    print_unit(session, effect->unit);
    putchar('\n');
}

static void print_outcome(const struct session *session)
{
    const struct thoth_outcome *outcome = &session->outcome;

    if (outcome->verdict == THOTH_ACCEPTED) {
        printf("accepted, score %+.2f\n", outcome->score);
    } else {
        printf("%s by ",
               outcome->verdict == THOTH_SKIPPED ? "left out" : "refused");
        print_unit(session, outcome->unit);
        fputs("\n    ", stdout);
        print_text(outcome->message);
        putchar('\n');
    }
    for (uint32_t i = 0; i < outcome->effect_count; i++)
        print_effect(session, &outcome->effects[i]);
}

/* Asks about one package version; an accepted one joins the stack. `parent`, if
 * there is one, is a package that depends on it. */
static enum thoth_status step(struct session *session, const char *name,
                              const char *version, thoth_package *parent)
{
    thoth_package package;
    enum thoth_status status =
        thoth_catalog_register(session->catalog, text(name), text(version),
                               text(PYPI), false, &package);

    if (status == THOTH_OK && parent)
        status =
            thoth_catalog_set_dependents(session->catalog, package, parent, 1);
    if (status == THOTH_OK)
        status = thoth_step(session->pipeline, session->run, session->catalog,
                            session->state, package, NULL, &session->outcome,
                            &session->error);
    if (status != THOTH_OK)
        return status;
    printf("%s %s: ", name, version);
    print_outcome(session);
    if (session->outcome.verdict == THOTH_ACCEPTED)
        status = thoth_state_resolve(session->state, package);
    return status;
}

int main(int argc, char **argv)
{
    struct session session = {0};
    thoth_package flask = 0; /* the first one registered */
    enum thoth_status status;

    if (argc != 2) {
        fputs("usage: example BUNDLE\n", stderr);
        return 2;
    }
    status = open_session(&session, argv[1]);
    if (status == THOTH_OK)
        status = step(&session, "flask", "1.1.2", NULL);
    if (status == THOTH_OK)
        status = step(&session, "jinja2", "3.1.2", &flask);
    if (status == THOTH_OK)
        status = step(&session, "jinja2", "3.0.3", &flask);
    if (status == THOTH_OK)
        status = step(&session, "pyyaml", "5.3.1", NULL);
    if (status != THOTH_OK)
        fprintf(stderr, "example: %s: %s\n", argv[1],
                session.error.status == status ? session.error.message
                                               : thoth_status_text(status));
    close_session(&session);
    return status == THOTH_OK ? 0 : 1;
}
