/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with the rule files, each by itself and all together: as the
 * cache knows it, or found anew and kept for the next time.
 */
#include "compiler/driver/check_run.h"

static void compile(struct check_run *run)
{
    struct rule_set *rules = &run->rules;

    rule_set_each(rules, rule_set_compile_file);
    for (uint32_t i = 0; i < rules->sources.file_count; i++)
        run->partial |= rules->files[i].diagnostics.errors > 0;
}

void check_files(struct check_run *run)
{
    struct incremental *incremental = &run->incremental;
    bool cached = run->settings->build.cache_folder != NULL;
    bool known;

    if (cached)
        incremental_find(incremental);
    known = cached && incremental_is_complete(incremental) &&
            check_across_known(run);
    if (cached && !known)
        incremental_restore(incremental);
    compile(run);
    if (cached && !incremental_is_complete(incremental))
        incremental_store(incremental);
    if (run->across && !known)
        check_across(run);
    if (cached)
        incremental_stored(incremental);
}
