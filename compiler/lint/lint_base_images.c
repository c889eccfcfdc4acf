/* SPDX-License-Identifier: Apache-2.0 */
/*
 * base_images: an entry is split at its last colon into image and tag, and a
 * tag may end in an asterisk. Entries that no image can fit, and entries that
 * another one covers.
 */
#include "compiler/lint/linter.h"

#include <string.h>

struct image {
    struct thoth_text name;
    struct thoth_text tag; /* `at` is NULL without one */
    bool is_prefix;        /* the tag ended in an asterisk, now cut off */
};

static struct image image_of(struct thoth_text text)
{
    const char *colon = text.length ? memrchr(text.at, ':', text.length) : NULL;
    struct image image = {.name = text};

    if (!colon)
        return image;
    image.name.length = (size_t)(colon - text.at);
    image.tag.at = colon + 1;
    image.tag.length = text.length - image.name.length - 1;
    if (image.tag.length && image.tag.at[image.tag.length - 1] == '*') {
        image.tag.length--;
        image.is_prefix = true;
    }
    return image;
}

static void report_tag(struct linter *linter, const struct ast_node *node,
                       struct thoth_text tag, const char *why)
{
    struct span span =
        tag.length ? place_part(&linter->places, node, tag, NULL) : node->span;

    diagnostic_add_note(linter->list,
                        diagnostic_report(linter->list, DIAG_BASE_IMAGE_TAG,
                                          span, "no base image has the tag %s",
                                          lint_quote(linter, tag)),
                        "%s", why);
}

static void lint_tag(struct linter *linter, const struct ast_node *node)
{
    struct image image = image_of(node->text);

    if (!image.tag.at)
        return;
    if (image.tag.length == 0 && !image.is_prefix)
        report_tag(linter, node, image.tag,
                   "without a colon at its end the entry takes any tag");
    else if (image.tag.length && memchr(image.tag.at, '/', image.tag.length))
        report_tag(linter, node, image.tag,
                   "an entry is split at its last colon: a registry's port "
                   "needs a tag behind the image, too, as in "
                   "'localhost:5000/image:*'");
    else if (image.tag.length && memchr(image.tag.at, '*', image.tag.length))
        report_tag(linter, node, image.tag,
                   "an asterisk stands for anything only at the end");
}

/* Does `wide` take every image that `narrow` takes? */
static bool covers(struct image wide, struct image narrow)
{
    if (!thoth_text_equal(wide.name, narrow.name))
        return false;
    if (!wide.tag.at)
        return true;
    if (!narrow.tag.at || narrow.tag.length < wide.tag.length ||
        (wide.tag.length &&
         memcmp(wide.tag.at, narrow.tag.at, wide.tag.length) != 0))
        return false;
    return wide.is_prefix ||
           (!narrow.is_prefix && narrow.tag.length == wide.tag.length);
}

static void lint_covered(struct linter *linter, const struct ast_node *images,
                         uint32_t number)
{
    const struct ast_node *node = images->sequence.items[number];

    for (uint32_t i = 0; i < images->sequence.count; i++) {
        const struct ast_node *other = images->sequence.items[i];
        struct image image = image_of(node->text);

        if (i == number || other->kind != AST_STRING ||
            thoth_text_equal(other->text, node->text) ||
            !covers(image_of(other->text), image) ||
            (i > number && covers(image, image_of(other->text))))
            continue;
        diagnostic_add_place(
            linter->list,
            diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                              node->span,
                              "another entry takes this base image already"),
            other->span, "this one");
        return;
    }
}

void lint_base_images(struct linter *linter, const struct ast_node *images)
{
    for (uint32_t i = 0; images && i < images->sequence.count; i++) {
        if (images->sequence.items[i]->kind != AST_STRING)
            continue;
        lint_tag(linter, images->sequence.items[i]);
        if (images->sequence.count > 1 &&
            images->sequence.count <= LINT_PAIRWISE)
            lint_covered(linter, images, i);
    }
    lint_repeated(linter, images);
}
