/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The baseline of a run: read before, written or judged after it.
 */
#include "compiler/driver/check_folder.h"
#include "compiler/driver/check_run.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool check_baseline_read(struct check_run *run)
{
    const struct check_settings *settings = run->settings;
    const char *wrong;

    diagnostic_list_start(&run->baseline_diagnostics, &run->rules.arena);
    if (!settings->baseline && settings->write_baseline) {
        fputs("thothc check: --write-baseline needs --baseline=FILE\n", stderr);
        return false;
    }
    if (!settings->baseline)
        return true;
    run->baseline_folder =
        check_folder_of(settings->baseline, &run->rules.arena);
    if (!run->baseline_folder)
        wrong = strerror(errno);
    else if (settings->write_baseline)
        return true;
    else
        wrong = baseline_read(&run->baseline, settings->baseline,
                              &run->rules.arena);
    if (wrong)
        fprintf(stderr, "thothc check: %s: %s\n", settings->baseline, wrong);
    return !wrong;
}

static bool stays(void *user, const struct diagnostic *diagnostic)
{
    (void)user;
    return !baseline_takes(diagnostic->code);
}

/* Adds the findings of a file that a baseline takes. */
static uint32_t collect(struct check_run *run, uint32_t number,
                        struct baseline_finding *to)
{
    const struct diagnostic_list *list = &run->rules.files[number].diagnostics;
    struct thoth_text name = {NULL, 0};
    uint32_t added = 0;

    for (const struct diagnostic *one = list->first; one; one = one->next) {
        if (!baseline_takes(one->code))
            continue;
        if (!name.at)
            name = baseline_file_name(
                &run->rules.arena,
                check_file_name(run, number, run->baseline_folder));
        to[added++] = (struct baseline_finding){name, one};
    }
    return added;
}

bool check_baseline_write(struct check_run *run)
{
    struct rule_set *rules = &run->rules;
    struct baseline_finding *findings;
    uint32_t count = 0;
    int error;

    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        count += rules->files[i].diagnostics.count;
    findings = ARENA_NEW_ARRAY(&rules->arena, struct baseline_finding, count);
    count = 0;
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        count += collect(run, i, findings + count);
    error = baseline_write(run->settings->baseline, findings, count);
    if (error) {
        fprintf(stderr, "thothc check: %s: %s\n", run->settings->baseline,
                strerror(error));
        return false;
    }
    fprintf(stderr, "thothc check: wrote %u %s to %s\n", count,
            count == 1 ? "finding" : "findings", run->settings->baseline);
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        diagnostic_list_filter(&rules->files[i].diagnostics, stays, NULL);
    return true;
}

/* Was everything found that the entry could be about? */
static bool is_judged(const struct check_run *run,
                      const struct baseline_entry *entry)
{
    enum diagnostic_code code = code_find(entry->code);
    const char *path;

    if (code == DIAG_COUNT)
        return true;
    if (!code_enabled(code, &run->settings->select, &run->settings->ignore) ||
        (diagnostic_fact(code)->scope == SCOPE_RULES &&
         (!run->across || run->partial)))
        return false;
    if (entry->judged)
        return true;
    path = arena_format(run->baseline_diagnostics.arena, "%s/%.*s",
                        run->baseline_folder, (int)entry->file.length,
                        entry->file.at)
               .at;
    return access(path, F_OK) && errno == ENOENT;
}

static void report_stale(struct diagnostic_list *list,
                         const struct baseline_entry *entry, uint32_t gone)
{
    const char *part = "";

    if (entry->count > 1)
        part = arena_format(list->arena, "%u of %u ", gone, entry->count).at;
    list->unit = entry->unit;
    diagnostic_report(list, DIAG_BASELINE_STALE, (struct span){0},
                      "%.*s no longer has %s%.*s: %.*s",
                      (int)entry->file.length, entry->file.at, part,
                      (int)entry->code.length, entry->code.at,
                      (int)entry->message.length, entry->message.at);
}

void check_baseline_finish(struct check_run *run)
{
    struct diagnostic_list *list = &run->baseline_diagnostics;

    for (uint32_t i = 0; i < run->baseline.count; i++) {
        const struct baseline_entry *entry = &run->baseline.entries[i];
        uint32_t gone = entry->count - entry->found;

        if (!gone || !is_judged(run, entry))
            continue;
        report_stale(list, entry, gone);
    }
    check_settle_list(run, list);
}
