/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The base image in use: its name, its tag and the symbols it provides.
 */
#include "runtime/condition.h"

/* The last colon of an image, or NULL. */
static const char *tag_colon(struct thoth_text image)
{
    for (size_t i = image.length; i; i--)
        if (image.at[i - 1] == ':')
            return image.at + i - 1;
    return NULL;
}

static struct thoth_text before(struct thoth_text text, const char *colon)
{
    return (struct thoth_text){text.at, (size_t)(colon - text.at)};
}

static struct thoth_text after(struct thoth_text text, const char *colon)
{
    return (struct thoth_text){colon + 1,
                               text.length - (size_t)(colon - text.at) - 1};
}

static bool tag_fits(struct thoth_text listed, struct thoth_text tag)
{
    if (listed.length && listed.at[listed.length - 1] == '*')
        return tag.length >= listed.length - 1 &&
               memcmp(tag.at, listed.at, listed.length - 1) == 0;
    return thoth_text_equal(listed, tag);
}

/* Without a tag on either side names decide alone. */
static bool image_fits(struct thoth_text listed, struct thoth_text used)
{
    const char *listed_colon = tag_colon(listed);
    const char *used_colon = tag_colon(used);
    struct thoth_text listed_name =
        listed_colon ? before(listed, listed_colon) : listed;
    struct thoth_text used_name = used_colon ? before(used, used_colon) : used;

    if (!thoth_text_equal(listed_name, used_name))
        return false;
    return !listed_colon || !used_colon ||
           tag_fits(after(listed, listed_colon), after(used, used_colon));
}

int condition_base_image_in(const struct condition *condition, uint32_t texts)
{
    struct thoth_text used = condition->context->base_image;
    uint32_t count;
    const uint32_t *entry = condition_list(condition, texts, &count);

    for (; count; count--, entry++) {
        if (*entry == BUNDLE_NONE || used.at == NULL) {
            if (*entry == BUNDLE_NONE && used.at == NULL)
                return 1;
        } else if (image_fits(bundle_text(condition->bundle, *entry), used)) {
            return 1;
        }
    }
    return 0;
}

int condition_base_image_tagged(const struct condition *condition)
{
    struct thoth_text used = condition->context->base_image;

    return used.at == NULL || memchr(used.at, ':', used.length)
               ? 1
               : NATIVE_UNTAGGED;
}

static bool has_symbol(const struct context_list *symbols,
                       struct thoth_text symbol)
{
    const struct thoth_text *known = symbols->at;

    for (uint32_t i = 0; i < symbols->count; i++)
        if (thoth_text_equal(known[i], symbol))
            return true;
    return false;
}

int condition_symbols(const struct condition *condition, uint32_t texts,
                      bool all)
{
    const struct context_list *symbols = &condition->context->symbols;
    uint32_t count;
    const uint32_t *entry = condition_list(condition, texts, &count);

    if (!condition->analysed || symbols->count == 0)
        return 0;
    for (; count; count--, entry++) {
        struct thoth_text symbol =
            bundle_text_or_none(condition->bundle, *entry);

        if ((symbol.at != NULL && has_symbol(symbols, symbol)) != all)
            return 0;
    }
    return 1;
}
