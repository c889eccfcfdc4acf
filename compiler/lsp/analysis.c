/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stages of a check, over a text that no file has.
 */
#include "compiler/lsp/analysis.h"

#include "compiler/report/suppression.h"
#include "compiler/source/source_set.h"

#include <string.h>

static bool is_enabled(void *user, const struct diagnostic *diagnostic)
{
    const struct check_settings *settings = user;

    return code_enabled(diagnostic->code, &settings->select, &settings->ignore);
}

/* Comments may hide what a check of the file alone can find; of other findings
 * nobody knows here whether there are any. */
static void apply_comments(struct lsp_analysis *analysis,
                           struct thoth_text text)
{
    struct suppression_rules rules = {.today = suppression_today()};
    struct suppression_set comments;

    for (uint32_t code = 0; code < DIAG_COUNT; code++)
        rules.judged[code] =
            !analysis->findings.errors &&
            diagnostic_fact((enum diagnostic_code)code)->scope == SCOPE_FILE;
    suppression_read(
        &comments, text,
        front_comments(text, analysis->front.name, &analysis->arena),
        analysis->tree, &analysis->arena);
    suppression_apply(&comments, &rules, &analysis->findings);
}

bool lsp_is_metadata(const struct lsp_document *document)
{
    const char *name = document->path ? strrchr(document->path, '/') : NULL;

    return name && !strcmp(name + 1, SOURCE_METADATA_NAME);
}

static void configure(struct lsp_analysis *analysis)
{
    analysis->settings = (struct check_settings){
        .build = BUILD_OPTIONS_DEFAULT,
        .no_configuration = !analysis->document->path,
    };
    /* A configuration with mistakes is one that says nothing: what is wrong
     * with it was written to standard error, which editors show in a log. */
    check_configuration_load(&analysis->settings,
                             analysis->document->path ? analysis->document->path
                                                      : "",
                             &analysis->arena);
}

static void read_rules(struct lsp_analysis *analysis, struct thoth_text text)
{
    struct front *front = &analysis->front;

    ir_session_start(&analysis->session);
    analysis->lint = lint_session_create();
    if (analysis->document->path)
        front->name = thoth_text_of(analysis->document->path);
    front->limits = analysis->settings.build.limits;
    front->lowering.session = &analysis->session;
    front->lint = analysis->lint;
    front_compile(front, text, &analysis->arena, &analysis->findings);
    analysis->tree = front->tree;
    if (suppression_possible(text))
        apply_comments(analysis, text);
    diagnostic_list_filter(&analysis->findings, is_enabled,
                           &analysis->settings);
}

void lsp_analyse(struct lsp_analysis *analysis,
                 const struct lsp_document *document)
{
    struct thoth_text text = lsp_document_text(document);

    analysis->document = document;
    source_index_make(&analysis->index, &analysis->arena, text);
    diagnostic_list_start(&analysis->findings, &analysis->arena);
    configure(analysis);
    if (lsp_is_metadata(document))
        analysis->tree =
            yaml_read(text, &analysis->front.scratch,
                      &analysis->settings.build.limits, &analysis->findings);
    else
        read_rules(analysis, text);
}

void lsp_analysis_release(struct lsp_analysis *analysis)
{
    front_release(&analysis->front);
    ir_session_release(&analysis->session);
    lint_session_release(analysis->lint);
    arena_release(&analysis->arena);
}
