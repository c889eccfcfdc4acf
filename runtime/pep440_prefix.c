/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prefix matching, `== 1.2.*`.  packaging does it on texts: the clause's
 * version as it was written against the other in normal form, item by item.
 * So a prefix with a leading zero or a `v` matches nothing, and an epoch, which
 * makes the first item other than a number, rules out padding with zeros.
 */
#include "runtime/pep440_clause.h"
#include "runtime/pep440_key.h"

struct pep440_items pep440_items_of(struct thoth_text text)
{
    const char *at = text.length == 0 ? "" : text.at;

    return (struct pep440_items){at, at + text.length};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * The length of the digits in front of an item of the form digits, then one
 * of a, b, c, rc, then digits; 0 for any other item.
 */
static size_t glued_digits(struct thoth_text item)
{
    size_t i = 0, digits;

    while (i < item.length && is_digit(item.at[i]))
        ++i;
    digits = i;
    if (i + 2 < item.length && item.at[i] == 'r' && item.at[i + 1] == 'c')
        i += 2;
    else if (i + 1 < item.length && item.at[i] >= 'a' && item.at[i] <= 'c')
        i += 1;
    else
        return 0;
    while (i < item.length && is_digit(item.at[i]))
        ++i;
    return i == item.length && is_digit(item.at[i - 1]) ? digits : 0;
}

bool pep440_next_item(struct pep440_items *items, struct thoth_text *item)
{
    const char *dot;
    size_t glued;

    if (items->at == NULL)
        return false;
    item->at = items->at;
    dot = memchr(items->at, '.', (size_t)(items->end - items->at));
    item->length = (size_t)((dot == NULL ? items->end : dot) - items->at);
    glued = glued_digits(*item);
    if (glued > 0) {
        item->length = glued;
        items->at += glued;
    } else {
        items->at = dot == NULL ? NULL : dot + 1;
    }
    return true;
}

static size_t count_items(struct thoth_text text)
{
    struct pep440_items items = pep440_items_of(text);
    struct thoth_text item;
    size_t count = 0;

    while (pep440_next_item(&items, &item))
        ++count;
    return count;
}

/* One side of a comparison: items one by one, at most `left` further ones. */
struct side {
    struct pep440_items items;
    size_t left;
    bool has_item;
    struct thoth_text item;
};

static void advance(struct side *side)
{
    side->has_item =
        side->left > 0 && pep440_next_item(&side->items, &side->item);
    if (side->has_item)
        --side->left;
}

static bool at_number(const struct side *side)
{
    return side->has_item && pep440_is_number(side->item);
}

static bool at_zero(const struct side *side)
{
    return side->item.length == 1 && side->item.at[0] == '0';
}

bool pep440_prefix_matches(struct thoth_text prefix, struct thoth_text version)
{
    size_t count = count_items(prefix);
    struct side a = {pep440_items_of(prefix), count, false, {0}};
    struct side b = {pep440_items_of(version), count, false, {0}};

    advance(&a);
    advance(&b);
    while (at_number(&a) || at_number(&b)) {
        if (!at_number(&a)) {
            if (!at_zero(&b))
                return false;
            advance(&b);
        } else if (!at_number(&b)) {
            if (!at_zero(&a))
                return false;
            advance(&a);
        } else {
            if (!thoth_text_equal(a.item, b.item))
                return false;
            advance(&a);
            advance(&b);
        }
    }
    while (a.has_item && b.has_item) {
        if (!thoth_text_equal(a.item, b.item))
            return false;
        advance(&a);
        advance(&b);
    }
    return !a.has_item && !b.has_item;
}

static bool is_suffix(struct thoth_text item)
{
    static const char *const words[] = {"dev", "a", "b", "rc", "post"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); ++i) {
        size_t length = strlen(words[i]);

        if (item.length >= length && memcmp(item.at, words[i], length) == 0)
            return true;
    }
    return false;
}

struct thoth_text pep440_compatible_prefix(struct thoth_text version)
{
    struct pep440_items items = pep440_items_of(version);
    const char *end = version.at, *before = version.at;
    struct thoth_text item;

    while (pep440_next_item(&items, &item) && !is_suffix(item)) {
        before = end;
        end = item.at + item.length;
    }
    return (struct thoth_text){version.at, (size_t)(before - version.at)};
}
