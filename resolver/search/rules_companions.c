/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the units of a pipeline may bring into a stack though nobody requires
 * it: versions that stand for others, and versions that steps add. A closure
 * needs them before the rules are asked.
 */
#include "resolver/requirement/requirement.h"
#include "resolver/search/rules.h"

static void gather(struct arena *arena, const struct thoth_pipeline *pipeline,
                   enum thoth_kind kind, struct closure_companion *companions,
                   size_t *count)
{
    uint32_t instances = thoth_pipeline_count(pipeline, kind);

    for (uint32_t i = 0; i < instances; i++) {
        struct thoth_text with = thoth_pipeline_package(pipeline, kind, i);
        struct thoth_target target;

        if (!thoth_pipeline_target(pipeline, kind, i, &target))
            continue;
        companions[(*count)++] = (struct closure_companion){
            .with = with.at != NULL ? requirement_normal_name(arena, with)
                                    : (struct thoth_text){"", 0},
            .name = requirement_normal_name(arena, target.name),
            .index = target.index,
        };
    }
}

void rules_companions(struct arena *arena,
                      const struct thoth_pipeline *pipeline,
                      struct closure_request *request)
{
    size_t room = (size_t)thoth_pipeline_count(pipeline, THOTH_PSEUDONYM) +
                  thoth_pipeline_count(pipeline, THOTH_STEP);
    struct closure_companion *companions =
        ARENA_NEW_ARRAY(arena, struct closure_companion, room + 1);

    request->companion_count = 0;
    gather(arena, pipeline, THOTH_PSEUDONYM, companions,
           &request->companion_count);
    gather(arena, pipeline, THOTH_STEP, companions, &request->companion_count);
    request->companions = companions;
}
