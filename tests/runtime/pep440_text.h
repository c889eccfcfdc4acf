/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the PEP 440 tests share: objects from texts, which fail the running
 * case when they cannot be made, and lists of texts written as one literal.
 */
#ifndef TESTS_RUNTIME_PEP440_TEXT_H
#define TESTS_RUNTIME_PEP440_TEXT_H

#include "runtime/pep440.h"
#include "tests/harness/run.h"

#include <stdlib.h>

/* A literal that may contain NUL. */
#define TEXT(literal) ((struct thoth_text){literal, sizeof(literal) - 1})

static inline struct pep440_version *make_version(struct thoth_text text)
{
    struct pep440_version *version;

    if (pep440_version_parse(text, NULL, &version) != PEP440_OK)
        CU_FAIL_FATAL("no memory for a version");
    return version;
}

static inline struct pep440_specifier *make_specifier(struct thoth_text text)
{
    struct pep440_specifier *specifier;

    if (pep440_specifier_parse(text, NULL, &specifier) != PEP440_OK)
        CU_FAIL_FATAL("no specifier");
    return specifier;
}

static inline int order_of(struct thoth_text left, struct thoth_text right)
{
    struct pep440_version *a = make_version(left);
    struct pep440_version *b = make_version(right);
    int order = pep440_compare(a, b);

    CU_ASSERT_EQUAL(order == 0, thoth_text_equal(a->key, b->key));
    pep440_version_free(a, NULL);
    pep440_version_free(b, NULL);
    return order;
}

/*
 * Takes the next text off a list like "1.0|2.0"; false at its end. A list
 * that ends in the separator has an empty text at last.
 */
static inline bool next_text(const char **list, struct thoth_text *text)
{
    size_t length;

    if (*list == NULL)
        return false;
    length = strcspn(*list, "|");
    *text = (struct thoth_text){*list, length};
    *list = (*list)[length] == '\0' ? NULL : *list + length + 1;
    return true;
}

/* Compares all pairs of a list of versions in ascending order. */
static inline void check_ascending(const char *list)
{
    const char *left = list;
    struct thoth_text a, b;

    for (int i = 0; next_text(&left, &a); ++i) {
        const char *right = list;

        for (int k = 0; next_text(&right, &b); ++k)
            CU_ASSERT_EQUAL(order_of(a, b), (i > k) - (i < k));
    }
}

/* Compares both texts of each pair of a list. */
static inline void check_pairs(const char *list, bool expect_equal)
{
    struct thoth_text a, b;

    while (next_text(&list, &a) && next_text(&list, &b))
        CU_ASSERT_EQUAL(order_of(a, b) == 0, expect_equal);
}

/* An allocator that has `left` blocks to give and counts those given. */
struct budget {
    int left, live;
};

static inline void *budget_take(void *user, size_t size)
{
    struct budget *budget = user;

    if (budget->left == 0)
        return NULL;
    --budget->left;
    ++budget->live;
    return malloc(size);
}

static inline void budget_give_back(void *user, void *block)
{
    --((struct budget *)user)->live;
    free(block);
}

#endif
