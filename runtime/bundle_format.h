/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The layout of a bundle: what the compiler writes, the loader verifies and
 * the engines read. Pointer-free and little-endian; references are offsets or
 * numbers of records, so that the bytes are used as they are. Nothing here
 * may change without a new BUNDLE_FORMAT (docs/compatibility.md).
 */
#ifndef RUNTIME_BUNDLE_FORMAT_H
#define RUNTIME_BUNDLE_FORMAT_H

#include <stdint.h>

#define BUNDLE_MAGIC "ThothBnd"
#define BUNDLE_FORMAT 2          /* what this version writes */
#define BUNDLE_READS_FROM 1      /* the oldest format this version reads */
#define BUNDLE_NONE UINT32_MAX   /* no string, list, record */
#define BUNDLE_ALIGNMENT 8       /* of sections */
#define BUNDLE_MOST_NESTING 64   /* depth of an expression */
#define BUNDLE_MOST_COLUMNS 4096 /* of a shape */

enum bundle_section {
#define BUNDLE_SECTION(id, name, record, purpose) BUNDLE_##id,
#include "grammar/bundle_sections.def"
#undef BUNDLE_SECTION
    BUNDLE_SECTION_COUNT
};

struct bundle_range {
    uint64_t offset; /* from the start of the file */
    uint64_t size;   /* in bytes */
};

struct bundle_header {
    char magic[8];
    uint32_t format;         /* of the writer */
    uint32_t minimum_reader; /* the oldest reader format that can read it */
    uint64_t size;           /* of the whole file */
    uint64_t checksum;       /* XXH3 of the file, this field taken as zero */
    uint8_t build_id[16];    /* XXH3-128 of all sections */
    uint32_t features;       /* bits a reader must know; none are defined */
    uint32_t section_count;  /* BUNDLE_SECTION_COUNT of the writer */
    struct bundle_range sections[BUNDLE_SECTION_COUNT];
};

/* packages: record 0 is the group of instances without a name (name is
 * BUNDLE_NONE), then names ascending by bytes, then a sentinel (BUNDLE_NONE)
 * whose `first` is the number of members. */
struct bundle_package {
    uint32_t name;  /* string */
    uint32_t first; /* in members */
};

/* A member is an instance: below the number of units it is the only instance
 * of that unit, from there on a record of `instances`. */

/* specs: words TEXT, HEAD, then LOW and HIGH for each interval. A version whose
 * public key is bound k has position 2k+1; one between bounds k-1 and k has 2k.
 * An interval holds positions LOW <= p < HIGH; they ascend and are disjoint.
 * HEAD: interval count in the low 24 bits, above it: */
enum bundle_spec_flag {
    BUNDLE_SPEC_IRREGULAR = 1u << 24,   /* no intervals: evaluate the text */
    BUNDLE_SPEC_PRERELEASES = 1u << 25, /* the set itself allows them */
    BUNDLE_SPEC_LEGACY = 1u << 26,      /* holds legacy versions: empty set */
};
#define BUNDLE_SPEC_COUNT(head) ((head)&0xffffffu)

/* shapes */
enum bundle_shape_kind {
    BUNDLE_SHAPE_WHEN,  /* a predicate of the request */
    BUNDLE_SHAPE_MATCH, /* a predicate of a package version and the state */
    BUNDLE_SHAPE_RUN,   /* effects */
    BUNDLE_SHAPE_KINDS
};

/* The code of a shape: from `code` in shape_code `columns` words, the enum
 * ir_type of each column, then nodes up to `words`. `root` and `state` are
 * offsets of nodes from `code`. A MATCH shape holds when both its parts hold:
 * `root`, whose binding time is PACKAGE at most, and `state`, the rest, which
 * is BUNDLE_NONE when there is none. Other shapes have only a root. */
struct bundle_shape {
    uint32_t code;
    uint32_t words;
    uint32_t kind;
    uint32_t columns;
    uint32_t root;
    uint32_t state;
};

/* A node: a head, then its operands, a word each. Operands that are nodes lie
 * before the node that uses them, so expressions cannot be cyclic. */
#define BUNDLE_NODE(op, operands, immediate)                                   \
    ((uint32_t)(op) | (uint32_t)(operands) << 8 | (uint32_t)(immediate) << 16)
#define BUNDLE_NODE_OP(head) ((head)&0xffu)
#define BUNDLE_NODE_OPERANDS(head) ((head) >> 8 & 0xffu)
#define BUNDLE_NODE_IMMEDIATE(head) ((head) >> 16)
#define BUNDLE_MOST_OPERANDS 255

/* The immediate of operations with parts: a bit for each `S` operand in the low
 * byte, what else they need (severity, a flag) in the high one. */
#define BUNDLE_PARTS(immediate) ((immediate)&0xffu)
#define BUNDLE_EXTRA(immediate) ((immediate) >> 8)

enum bundle_operand_tag {
    BUNDLE_OPERAND_NODE,   /* offset from the shape's `code` */
    BUNDLE_OPERAND_COLUMN, /* number of a column */
    BUNDLE_OPERAND_SUBJECT /* the package name of the unit's instance */
};
#define BUNDLE_OPERAND(tag, value) ((uint32_t)(tag) << 30 | (uint32_t)(value))
#define BUNDLE_OPERAND_TAG(word) ((word) >> 30)
#define BUNDLE_OPERAND_VALUE(word) ((word)&0x3fffffffu)

/* A row: one word a column. STR: string; PACKAGE: record of packages; INDEX:
 * record of indexes; SPEC: offset in specs; NUMBER: record of numbers; lists:
 * offset in lists of a word N, then N entries:
 *   TEXTS    string or BUNDLE_NONE for null
 *   PAIRS    two strings: key, value
 *   USAGE    string, word M, M strings: a library and expected symbols
 *   SYSTEMS  two strings: name, version; BUNDLE_NONE where not given
 *   RPMS     six strings: package_name arch epoch package_identifier
 *            package_version release (BUNDLE_NONE where not given), then `src`:
 *            0 false, 1 true, BUNDLE_NONE not given
 *   PYTHONS  string name, spec or BUNDLE_NONE, string location or BUNDLE_NONE
 */

struct bundle_when {
    uint32_t shape; /* of kind WHEN */
    uint32_t row;
};

enum bundle_pattern_flag {
    BUNDLE_PATTERN_NEVER = 1,  /* `times: 0`: no pipeline registers it */
    BUNDLE_PATTERN_ALWAYS = 2, /* registered whatever its condition says */
    BUNDLE_PATTERN_INSTANCES =
        4,                      /* `match` of its units is the first record of
                                 * `instances`; the unit has all that name it */
    BUNDLE_PATTERN_BROKEN = 16, /* registering it is an error */
    BUNDLE_PATTERN_MULTI = 8,   /* has the effect multi_package */
};

struct bundle_pattern {
    uint32_t type; /* enum unit_type, grammar/unit_types.def */
    uint32_t flags;
    uint32_t namespace; /* string; full names are NAMESPACE.NAME */
    uint32_t when;      /* record of whens */
    uint32_t match;     /* shape; BUNDLE_NONE with INSTANCES */
    uint32_t run;       /* shape */
};

struct bundle_unit {
    uint32_t name; /* string, without namespace */
    uint32_t pattern;
    uint32_t match; /* row, or first instance */
    uint32_t run;   /* row */
};

struct bundle_instance {
    uint32_t unit; /* ascending */
    uint32_t package;
    uint32_t shape;
    uint32_t row;
};

/* `list` is an offset in lists: a word N, then N times a word M and the numbers
 * of M units: of each of the N groups one must be registered. A dependency that
 * names no unit is a group of none. */
struct bundle_require {
    uint32_t unit;
    uint32_t list;
};

struct bundle_folder {
    uint32_t parent; /* smaller than its own number; BUNDLE_NONE for record 0 */
    uint32_t name;   /* string; empty for record 0 */
};

/* sources: for each file, LEB128 numbers: folder (its distance from the folder
 * of the file before, zigzag; at a checkpoint from the checkpoint's folder),
 * record of file_names, count of units, then for each unit the distance of its
 * line from the one before (zigzag; from 0 for the first) and its column.
 * Checkpoints stand before files 0, 128, 256... */
struct bundle_checkpoint {
    uint32_t file;
    uint32_t unit;   /* first unit of that file */
    uint32_t offset; /* in sources */
    uint32_t folder; /* of the file before, 0 for the first */
};
#define BUNDLE_FILES_PER_CHECKPOINT 128

#endif
