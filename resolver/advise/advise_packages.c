/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The packages of a product, and what each is there for. They are put together
 * once, when somebody asks first.
 */
#include "resolver/advise/advise.h"
#include "resolver/advise/lock_markers.h"

/* Marks what is reachable from direct requirements that are not for
 * development. */
static void mark_default(const struct thoth_advice *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         uint32_t package, bool *only)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t required;

        if (stack[i].package != package || !only[i])
            continue;
        only[i] = false;
        for (uint32_t j = 0; thoth_space_requirement(advise->space, stack[i], j,
                                                     &required, NULL);
             j++)
            mark_default(advise, stack, count, required, only);
    }
}

/* What no direct requirement reaches, rules brought in: it is not for
 * development either. */
static void mark_brought(struct thoth_advice *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         bool *only)
{
    const struct closure *closure = advise->closure;
    bool *unreached = ARENA_NEW_ARRAY(&advise->arena, bool, count + 1);

    for (uint32_t i = 0; i < count; i++)
        unreached[i] = only[i];
    for (uint32_t i = 0; i < closure->root_count; i++)
        mark_default(
            advise, stack, count,
            closure->requirements[closure->roots[i].requirement].package,
            unreached);
    for (uint32_t i = 0; i < count; i++)
        if (unreached[i])
            mark_default(advise, stack, count, stack[i].package, only);
}

/* Packages of a stack that are there for development only. */
static void mark_develop(struct thoth_advice *advise,
                         const struct thoth_choice *stack, uint32_t count,
                         bool *only)
{
    const struct closure *closure = advise->closure;

    for (uint32_t i = 0; i < count; i++)
        only[i] = true;
    for (uint32_t i = 0; i < closure->root_count; i++)
        if (!closure->roots[i].develop)
            mark_default(
                advise, stack, count,
                closure->requirements[closure->roots[i].requirement].package,
                only);
    mark_brought(advise, stack, count, only);
}

/* Does the project require it itself? */
static bool is_direct(const struct thoth_advice *advise, struct thoth_text name)
{
    const struct project_requirement *at = advise->project.requirements.first;

    for (; at != NULL; at = at->next)
        if (thoth_text_equal(at->requirement.name, name) &&
            (!at->develop || advise->options.develop))
            return true;
    return false;
}

static struct thoth_advised_package *
list_packages(struct thoth_advice *advise, const struct thoth_choice *stack,
              uint32_t count)
{
    const struct advice advice = advise_view(advise);
    const struct thoth_choice *sorted = advice_by_name(&advice, stack, count);
    struct arena *arena = &advise->arena;
    struct thoth_advised_package *list =
        ARENA_NEW_ARRAY(arena, struct thoth_advised_package, count + 1);
    bool *develop = ARENA_NEW_ARRAY(arena, bool, count + 1);

    mark_develop(advise, sorted, count, develop);
    for (uint32_t i = 0; i < count; i++) {
        struct thoth_text name = advice_name(&advice, sorted[i]);

        list[i] = (struct thoth_advised_package){
            .choice = sorted[i],
            .name = name,
            .version = advice_version(&advice, sorted[i]),
            .index = advice_index(&advice, sorted[i]),
            .direct = is_direct(advise, name),
            .develop = develop[i],
            .markers = lock_markers(advise, sorted, count, i),
        };
    }
    return list;
}

const struct thoth_advised_package *
advise_packages(struct thoth_advice *advise, uint32_t product, uint32_t *count)
{
    struct advise_product *made = &advise->products[product];
    const struct thoth_choice *stack;
    double score;

    if (made->packages == NULL) {
        stack = thoth_resolution_product(advise->resolution, product,
                                         &made->package_count, &score);
        made->packages = list_packages(advise, stack, made->package_count);
    }
    *count = made->package_count;
    return made->packages;
}
