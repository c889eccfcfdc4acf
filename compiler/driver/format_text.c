/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Read, lay out, read again: both trees must hold the same.
 */
#include "compiler/driver/format_text.h"

#include "compiler/ast/ast_identical.h"
#include "compiler/driver/front.h"
#include "compiler/format/rx_format.h"
#include "compiler/format/yaml_format.h"
#include "compiler/source/directory_listing.h"

enum format_result
format_text(struct thoth_text content, struct thoth_text name,
            const struct yaml_limits *limits, struct arena *arena,
            struct diagnostic_list *diagnostics, struct thoth_text *formatted)
{
    struct text_builder out = {.arena = arena};
    /* Namespaces are not compared. */
    const struct ast_node *before =
        front_tree(content, name, NULL, limits, arena, diagnostics);
    const struct ast_node *after;
    struct diagnostic_list ignored;

    if (!before)
        return FORMAT_FAULTY;
    if (source_name_is_rx(name) ? !rx_format(content, &out)
                                : !yaml_format(content, &out))
        return FORMAT_UNSURE;
    *formatted = text_builder_from(&out, 0);
    diagnostic_list_start(&ignored, arena);
    after = front_tree(*formatted, name, NULL, limits, arena, &ignored);
    return after && ast_identical(before, after) ? FORMAT_DONE : FORMAT_UNSURE;
}
