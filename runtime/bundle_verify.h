/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The complete check of a bundle's structure. What passes can be evaluated
 * without any further check: every reference is in its bounds and of the right
 * type, expressions are trees no deeper than BUNDLE_MOST_NESTING, and a unit
 * asks for nothing that its kind of evaluation does not have. The work is
 * linear in the size of the file, whatever is in it.
 *
 * The parts below check one group of sections each, in this order; a part
 * relies on those before it. They return false after reporting a fault.
 */
#ifndef RUNTIME_BUNDLE_VERIFY_H
#define RUNTIME_BUNDLE_VERIFY_H

#include "runtime/bundle.h"
#include "runtime/bundle_layout.h"
#include "runtime/ir_table.h"

/* What a shape asks for; from SHAPE_EFFECT on a bit for each effect it has. */
enum shape_trait {
    SHAPE_PACKAGE = 1, /* looks at the package version at hand */
    SHAPE_STATE = 2,   /* looks at the state */
    SHAPE_SUBJECT = 4, /* names the instance's package */
    SHAPE_EFFECT = 8,
};
#define SHAPE_HAS_EFFECT(op) (SHAPE_EFFECT * IR_EFFECT(op))

struct bundle_verifier {
    const struct thoth_bundle *bundle;
    struct thoth_error *error;
    enum thoth_status status;
    uint64_t *string_starts; /* a bit by offset in strings */
    uint64_t *spec_starts;   /* a bit by word of specs */
    uint8_t *lists_checked;  /* by word of lists, a bit for each type of list */
    uint32_t *shape_traits;  /* by shape */
    uint8_t *node_scratch; /* BUNDLE_NODE_SCRATCH bytes a word of shape_code */
    uint64_t budget;       /* words of rows and lists still to be looked at */
    uint32_t *package_of;  /* result, as in struct thoth_bundle */
};
#define BUNDLE_NODE_SCRATCH 4

/* Checksum, build id and structure. `package_of` is filled as struct
 * thoth_bundle describes; it has room for all units and instances. */
enum thoth_status bundle_verify(const struct thoth_bundle *bundle,
                                uint32_t *package_of,
                                struct thoth_error *error);

/* strings, packages' names, indexes, bounds */
bool verify_strings(struct bundle_verifier *verifier);
bool verify_names(struct bundle_verifier *verifier);
/* specs */
bool verify_specs(struct bundle_verifier *verifier);
/* shapes, shape_code */
bool verify_shapes(struct bundle_verifier *verifier);
/* whens, patterns, units, instances with their rows and lists */
bool verify_units(struct bundle_verifier *verifier);
/* requires */
bool verify_requires(struct bundle_verifier *verifier);
/* packages' members */
bool verify_members(struct bundle_verifier *verifier);
/* folders, file_names, sources, checkpoints */
bool verify_sources(struct bundle_verifier *verifier);

/* Reports "damaged bundle: SECTION, PLACE: ..." and returns false. */
bool verify_fault(struct bundle_verifier *verifier, enum bundle_section section,
                  uint32_t place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Checks a row of a shape that was checked before; the place is that of whoever
 * refers to it. */
bool verify_row(struct bundle_verifier *verifier, enum bundle_section section,
                uint32_t place, uint32_t shape, uint32_t row);

/* Checks the list of a `requires` record. */
bool verify_require_list(struct bundle_verifier *verifier, uint32_t place,
                         uint32_t list);

static inline bool verify_bit(const uint64_t *bits, uint32_t number)
{
    return bits[number / 64] >> number % 64 & 1;
}

static inline void verify_set_bit(uint64_t *bits, uint32_t number)
{
    bits[number / 64] |= (uint64_t)1 << number % 64;
}

static inline bool verify_is_string(const struct bundle_verifier *verifier,
                                    uint32_t string)
{
    return string < verifier->bundle->strings_size &&
           verify_bit(verifier->string_starts, string);
}

static inline bool verify_is_spec(const struct bundle_verifier *verifier,
                                  uint32_t spec)
{
    return spec < verifier->bundle->spec_words &&
           verify_bit(verifier->spec_starts, spec);
}

#endif
