/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Printing what was found in rule files. A file with findings is read again for
 * its lines: few need it, and keeping all texts would cost more memory than the
 * rules themselves.
 */
#include "compiler/base/diagnostic_print.h"
#include "compiler/driver/rule_set.h"
#include "compiler/report/code_set.h"

static void count_findings(struct rule_set *rules,
                           const struct diagnostic_list *list)
{
    rules->errors += list->errors;
    for (const struct diagnostic *one = list->first; one; one = one->next) {
        if (diagnostic_fact(one->code)->severity >= SEVERITY_WARNING)
            rules->findings++;
        rules->trouble |= code_is_trouble(one->code);
    }
}

enum build_result rule_set_result(const struct rule_set *rules)
{
    if (rules->trouble)
        return BUILD_TROUBLE;
    return rules->errors ? BUILD_FINDINGS : BUILD_OK;
}

struct thoth_text rule_set_content(struct rule_set *rules,
                                   struct source_file *source)
{
    struct diagnostic_list again; /* reported when the file was compiled */
    struct thoth_text content = {NULL, 0};

    diagnostic_list_start(&again, &rules->arena);
    if (!source_read(&rules->sources, source, rules->options->most_file_bytes,
                     &rules->workers[0].buffer, &content, &again))
        content.length = 0;
    return content;
}

void rule_report_file(struct rule_set *rules, struct source_file *source,
                      const struct diagnostic_list *list)
{
    struct diagnostic_printer printer;
    struct thoth_text content = {NULL, 0}, path = {NULL, 0};

    count_findings(rules, list);
    if (!list->count || !rules->options->diagnostics)
        return;
    if (source) {
        path = source_path(&rules->sources, source, &rules->arena);
        content = rule_set_content(rules, source);
    }
    diagnostic_printer_start(&printer, &rules->arena,
                             rules->options->diagnostics,
                             rules->options->colour, path, content);
    for (const struct diagnostic *one = list->first; one; one = one->next)
        diagnostic_print(&printer, one);
}

void rule_set_report(struct rule_set *rules)
{
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        rule_report_file(rules, &rules->sources.files[i],
                         &rules->files[i].diagnostics);
}
