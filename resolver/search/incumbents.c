/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From stacks of one search to products of another. Strides have accepted
 * them; they are not asked again.
 */
#include "resolver/search/incumbents.h"

struct thoth_resolve_options
incumbent_options(const struct thoth_resolve_options *options)
{
    struct thoth_resolve_options made = *options;

    made.predictor = THOTH_PREDICT_LOOKAHEAD;
    if (made.limit > INCUMBENT_STACKS)
        made.limit = INCUMBENT_STACKS;
    made.beam_width = -1;
    made.history = 0;
    made.own_count = 0;
    return made;
}

bool incumbents_offer(struct search *search,
                      const struct thoth_resolution *found)
{
    for (uint32_t i = 0; i < found->facts.products; i++) {
        const struct resolution_product *product = &found->products[i];
        uint32_t chain = CHAIN_END;

        for (uint32_t j = 0; j < product->count; j++) {
            struct thoth_choice choice = product->choices[j];

            if (!chain_extend(&search->states, chain, choice.package,
                              space_version_of(search->space, choice.package,
                                               choice.version),
                              &chain))
                return false;
        }
        search_offer(search, chain, product->score);
    }
    return true;
}
