/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Only what the predicate could have looked at is shown: of the thousands of
 * symbols and packages of an image those that are asked for.
 */
#include "compiler/driver/why_image.h"

#include "compiler/base/visible_text.h"
#include "runtime/ir_table.h"

enum { RPM_WORDS = 7, PYTHON_WORDS = 3 }; /* of entries, bundle_format.h */

/* A list being printed: commas between its items. */
struct listing {
    FILE *stream;
    uint32_t count;
};

static void print_item(struct listing *listing, struct thoth_text text)
{
    fputs(listing->count++ ? ", " : "", listing->stream);
    visible_print(listing->stream, text);
}

static void print_behind(struct listing *listing, char mark,
                         struct thoth_text text)
{
    if (!text.at)
        return;
    putc(mark, listing->stream);
    visible_print(listing->stream, text);
}

static void print_labels(struct listing *listing,
                         const struct context_list *labels)
{
    const struct context_label *label = labels->at;

    for (uint32_t i = 0; i < labels->count; i++) {
        print_item(listing, label[i].key);
        print_behind(listing, '=', label[i].value);
    }
}

/* The first symbol of each library counts alone. */
static void print_usage(struct listing *listing,
                        const struct context_list *usages)
{
    const struct context_usage *usage = usages->at;

    for (uint32_t i = 0; i < usages->count; i++) {
        bool first = usage[i].symbol.at != NULL;

        for (uint32_t k = 0; k < i && first; k++)
            first = !usage[k].symbol.at ||
                    !thoth_text_equal(usage[k].library, usage[i].library);
        if (first)
            print_item(listing, usage[i].symbol);
    }
}

static void print_processor(struct listing *listing,
                            const struct thoth_context *context)
{
    const struct thoth_text unknown = thoth_text_of("not known");

    if (!context->cpu_family.at && !context->cpu_model.at)
        return;
    print_item(listing, thoth_text_of("family"));
    print_behind(listing, ' ',
                 context->cpu_family.at ? context->cpu_family : unknown);
    print_item(listing, thoth_text_of("model"));
    print_behind(listing, ' ',
                 context->cpu_model.at ? context->cpu_model : unknown);
}

static void print_symbols(struct listing *listing, const struct why_tree *tree,
                          const uint32_t *list)
{
    const struct context_list *symbols =
        &tree->probe->condition.context->symbols;
    const struct thoth_text *known = symbols->at;

    for (uint32_t i = 1; i <= *list; i++) {
        struct thoth_text asked =
            bundle_text_or_none(tree->probe->bundle, list[i]);

        for (uint32_t k = 0; k < symbols->count; k++)
            if (asked.at && thoth_text_equal(known[k], asked)) {
                print_item(listing, asked);
                break;
            }
    }
}

static void print_rpms(struct listing *listing, const struct why_tree *tree,
                       const uint32_t *list)
{
    const struct context_list *rpms = &tree->probe->condition.context->rpms;
    const struct thoth_rpm *known = rpms->at;

    for (uint32_t i = 0; i < *list; i++)
        for (uint32_t k = 0; k < rpms->count; k++) {
            struct thoth_text name = bundle_text_or_none(
                tree->probe->bundle, list[1 + i * RPM_WORDS]);

            if (!name.at || !known[k].package_name.at ||
                !thoth_text_equal(known[k].package_name, name))
                continue;
            print_item(listing, name);
            print_behind(listing, ' ', known[k].package_version);
            print_behind(listing, '-', known[k].release);
            print_behind(listing, '.', known[k].arch);
        }
}

static void print_pythons(struct listing *listing, const struct why_tree *tree,
                          const uint32_t *list)
{
    const struct context_list *pythons =
        &tree->probe->condition.context->pythons;
    const struct context_python *known = pythons->at;

    for (uint32_t i = 0; i < *list; i++)
        for (uint32_t k = 0; k < pythons->count; k++) {
            struct thoth_text name =
                bundle_text(tree->probe->bundle, list[1 + i * PYTHON_WORDS]);

            if (!thoth_text_equal(known[k].name, name))
                continue;
            print_item(listing, name);
            print_behind(listing, ' ', known[k].version);
            print_behind(listing, ' ', known[k].location);
        }
}

/* Is there an analysis of this base image that knows of such things? */
static bool is_known(const struct condition *condition, uint32_t op)
{
    const struct thoth_context *context = condition->context;

    if (op < IR_OP_SYMBOLS_ALL || op > IR_OP_PYTHONS_NONE)
        return true;
    if (op <= IR_OP_SYMBOLS_NONE)
        return condition->analysed && context->symbols.count;
    return condition->analysed && context->documented &&
           (op <= IR_OP_RPMS_NOT_ALL ? context->rpms.count
                                     : context->pythons.count);
}

static void print_of_image(struct listing *listing, const struct why_tree *tree,
                           uint32_t op, const uint32_t *list)
{
    if (op <= IR_OP_SYMBOLS_NONE)
        print_symbols(listing, tree, list);
    else if (op <= IR_OP_RPMS_NOT_ALL)
        print_rpms(listing, tree, list);
    else
        print_pythons(listing, tree, list);
}

void why_image_print(const struct why_tree *tree, const uint32_t *node)
{
    const struct condition *condition = &tree->probe->condition;
    const struct thoth_context *context = condition->context;
    uint32_t op = BUNDLE_NODE_OP(*node);
    struct listing listing = {tree->stream, 0};

    if (!is_known(condition, op)) {
        fputs("the base image is not known that well", tree->stream);
        return;
    }
    if (op == IR_OP_LABELLED)
        print_labels(&listing, &context->labels);
    else if (op == IR_OP_USES)
        print_usage(&listing, &context->usages);
    else if (op == IR_OP_CPU_FLAGS_ALL || op == IR_OP_CPU_FLAGS_NONE)
        print_processor(&listing, context);
    else
        print_of_image(&listing, tree, op,
                       tree->probe->bundle->lists +
                           tree->row[BUNDLE_OPERAND_VALUE(node[1])]);
    if (listing.count == 0)
        fputs("none", tree->stream);
}
