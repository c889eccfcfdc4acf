/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `thothc check --fix`: repairs the files whose findings would be reported, or
 * shows how they would change. What is left is reported by a check of its own.
 */
#include "compiler/base/output_file.h"
#include "compiler/driver/check_run.h"
#include "compiler/driver/command.h"
#include "compiler/fix/fix_file.h"
#include "compiler/fix/line_diff.h"

#include <stdio.h>
#include <string.h>

static const char *path_of(struct check_fix *fix, uint32_t number)
{
    struct rule_set *rules = &fix->run->rules;

    return arena_copy_text(&fix->arena,
                           check_scope_path(&fix->run->scope, &rules->sources,
                                            &rules->sources.files[number],
                                            &fix->arena))
        .at;
}

/* What is found in a text and not hidden by its comments. With a baseline
 * nobody knows which of it is new, so that one round has to do. */
static void offer(struct check_fix *fix, struct fix_text *text,
                  struct arena *arena)
{
    struct suppression_rules rules = {.today = fix->run->suppression.today};
    struct finding_image image = {0};
    struct suppression_set set;

    diagnostic_list_start(&text->offered, arena);
    if (fix->run->baseline.count)
        return;
    finding_image_add(&image, &text->diagnostics);
    finding_image_read(
        (unsigned char *)arena_copy(
            arena, image.bytes ? (char *)image.bytes : "", image.size),
        image.size, &text->offered);
    finding_image_release(&image);
    if (suppression_possible(text->content)) {
        suppression_read(
            &set, text->content,
            front_comments(text->content, fix->fronts[0].name, arena),
            text->root, arena);
        suppression_apply(&set, &rules, &text->offered);
    }
    check_settle_codes(fix->run, fix->number, &text->offered);
}

/* A fix_compile. */
static void compile(void *user, unsigned slot, struct fix_text *text,
                    struct arena *arena)
{
    struct check_fix *fix = user;
    struct front *front = &fix->fronts[slot];

    diagnostic_list_start(&text->diagnostics, arena);
    text->object =
        front_compile(front, text->content, arena, &text->diagnostics);
    text->root = text->diagnostics.errors ? NULL : front->root;
    offer(fix, text, arena);
}

static void report_failures(struct check_fix *fix, const char *path,
                            const struct fixed_file *fixed)
{
    for (const struct fix_failure *failure = fixed->failures; failure;
         failure = failure->next) {
        const struct diagnostic *diagnostic = failure->diagnostic;

        fprintf(stderr, "thothc check: %s", path);
        if (diagnostic)
            fprintf(stderr, ":%u:%u: the fix of %s", diagnostic->span.line,
                    diagnostic->span.column,
                    diagnostic_fact(diagnostic->code)->code);
        else
            fputs(": a fix", stderr);
        fprintf(stderr, " was not applied: %s%s\n",
                fix_trouble_text(failure->trouble),
                failure->ours
                    ? ". This is a mistake in thothc, please report it"
                    : "");
        fix->trouble = fix->trouble || failure->ours;
    }
}

static void replace(struct check_fix *fix, const char *path,
                    struct thoth_text content)
{
    int error = output_file_rewrite(path, content.at, content.length);

    if (!error)
        return;
    fprintf(stderr, "thothc check: %s: %s\n", path, strerror(error));
    fix->trouble = true;
}

static bool is_offered(const struct check_fix *fix,
                       const struct diagnostic_list *list)
{
    for (const struct diagnostic *one = list->first; one; one = one->next)
        if (one->fix && one->fix->edits &&
            (one->fix->safe || fix->run->settings->unsafe_fixes))
            return true;
    return false;
}

static bool is_unchanged(const struct check_fix *fix, uint32_t number,
                         struct thoth_text content)
{
    struct content_hash now = rule_set_hash(&fix->run->rules, number, content);
    const struct content_hash *then = &fix->run->rules.files[number].content;

    return now.low == then->low && now.high == then->high;
}

static bool is_utf16(struct thoth_text content)
{
    return content.length >= 2 && (!memcmp(content.at, "\xff\xfe", 2) ||
                                   !memcmp(content.at, "\xfe\xff", 2));
}

static void fix_number(struct check_fix *fix, uint32_t number)
{
    struct rule_set *rules = &fix->run->rules;
    const struct diagnostic_list *list = &rules->files[number].diagnostics;
    const struct fixer fixer = {
        .session = &rules->session,
        .arena = &fix->arena,
        .unsafe = fix->run->settings->unsafe_fixes,
        .compile = compile,
        .user = fix,
    };
    struct thoth_text content;
    struct fixed_file fixed;
    const char *path;

    fix->number = number;
    for (int i = 0; i < 2; i++)
        rule_set_take(rules, number, &fix->fronts[i]);
    if (!is_offered(fix, list))
        return;
    arena_reset(&fix->arena);
    path = path_of(fix, number);
    content = arena_copy_text(
        &fix->arena, rule_set_content(rules, &rules->sources.files[number]));
    if (is_utf16(content)) /* places are of characters, edits of bytes */
        return;
    if (!is_unchanged(fix, number, content)) {
        fprintf(stderr, "thothc check: %s: changed while it was checked\n",
                path);
        fix->trouble = true;
        return;
    }
    fix_file(&fixer, content, list, &fixed);
    report_failures(fix, path, &fixed);
    if (!fixed.applied)
        return;
    fix->files++;
    fix->fixes += fixed.applied;
    if (fix->run->settings->show_diff)
        line_diff_write(stdout, &fix->arena, thoth_text_of(path), content,
                        fixed.content);
    else
        replace(fix, path, fixed.content);
}

/* Fronts of the kind that the files were checked with. */
static void start(struct check_fix *fix)
{
    for (int i = 0; i < 2; i++) {
        struct front *front = &fix->fronts[i];

        *front = fix->run->rules.workers[0].front;
        front->scratch = (struct arena){0};
        front->lowering =
            (struct lowering){.session = &fix->run->rules.session};
    }
}

int check_fix(struct check_run *run)
{
    struct check_fix *fix = &run->fix;
    const char *done =
        run->settings->show_diff ? "would be applied" : "applied";

    fix->run = run;
    start(fix);
    for (uint32_t i = 0; i < run->rules.sources.file_count; i++)
        fix_number(fix, i);
    if (fix->fixes)
        fprintf(stderr, "thothc check: %u fix%s in %u file%s %s\n", fix->fixes,
                fix->fixes == 1 ? "" : "es", fix->files,
                fix->files == 1 ? "" : "s", done);
    if (fix->trouble)
        return EXIT_TROUBLE;
    return fix->fixes ? EXIT_FINDINGS : EXIT_DONE;
}

void check_fix_release(struct check_fix *fix)
{
    for (int i = 0; i < 2; i++)
        front_release(&fix->fronts[i]);
    arena_release(&fix->arena);
}
