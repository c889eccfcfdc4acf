/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A project as its files describe it, whatever their format: direct
 * requirements, sources, constraints, flags, the user's lock file, and the
 * environments it may run in. All texts and lists are in the arena that it was
 * read with.
 */
#ifndef RESOLVER_INPUT_PROJECT_H
#define RESOLVER_INPUT_PROJECT_H

#include "resolver/base/problem.h"
#include "resolver/requirement/requirement.h"

/* One direct requirement, or a constraint. */
struct project_requirement {
    struct requirement requirement;
    struct thoth_text source; /* name or URL of the only source, or "" */
    bool develop;
    struct thoth_text *hashes; /* "sha256:..." */
    size_t hash_count;
    struct place place;
    struct project_requirement *next;
};

struct project_requirements {
    struct project_requirement *first, **end;
    size_t count;
};

/* A package index. */
struct project_source {
    /* As the file has it, which is what outputs say: without trailing slashes,
     * perhaps with variables. */
    struct thoth_text name, url;
    /* What the knowledge base calls it: variables have their values, and there
     * are no credentials. */
    struct thoth_text location;
    bool verify_ssl;
    struct place place;
    struct project_source *next;
};

/* A package that the lock file pins. */
struct project_pin {
    struct thoth_text name;    /* normal form */
    struct thoth_text version; /* without == */
    struct thoth_text source;  /* name or URL of its source, or "" */
    struct thoth_text markers; /* or "" */
    struct thoth_text *hashes;
    size_t hash_count;
    bool develop;
    struct place place;
    struct project_pin *next;
};

struct project_lock {
    bool present;
    struct thoth_text path;
    struct thoth_text manifest_hash; /* SHA-256 that the file says, or "" */
    struct project_pin *pins;
    size_t pin_count;
};

/* An entry of runtime_environments. */
struct project_environment {
    struct environment environment;
    struct place place;
    struct project_environment *next;
};

/* "key: value" pairs: labels, and symbols of libraries (value "": the library
 * alone). */
struct project_pair {
    struct thoth_text key, value;
    struct project_pair *next;
};

enum project_manifest {
    MANIFEST_NONE,
    MANIFEST_PIPFILE,
    MANIFEST_REQUIREMENTS,
    MANIFEST_PYPROJECT,
};

struct project {
    enum project_manifest manifest;
    struct thoth_text manifest_path;
    struct project_requirements requirements, constraints;
    struct project_source *sources;
    struct thoth_text python_version;  /* "3.9" of [requires], or "" */
    struct thoth_text requires_python; /* specifier set, or "" */
    bool allow_prereleases, disable_index_adjustment;
    struct project_lock lock;
    struct project_environment *environments;
    struct environment environment; /* the one that was chosen */
    struct project_pair *labels, *usage;
    /* Folder, in that of the project, with a folder for each environment whose
     * files replace those of the project; or "". */
    struct thoth_text overlays;
};

struct project_options {
    const char *folder;
    const char *environment;   /* name of an entry, or NULL: the first */
    const char *usage;         /* file of library usage, or NULL */
    const char *const *labels; /* "KEY=VALUE", or several after commas */
    size_t label_count;
    const char *const *extras; /* optional dependencies of the project */
    size_t extra_count;
};

/* Reads the files of a folder. False with errors in the list. */
bool project_read(struct arena *arena, const struct project_options *options,
                  struct project *project, struct problem_list *problems);

/* Where nobody names a source. */
#define PROJECT_PYPI "https://pypi.org/simple"

/* The location of a source by its name or URL; empty if there is none. */
struct thoth_text project_source_location(const struct project *project,
                                          struct thoth_text name);

/* The source at a location, or NULL. */
const struct project_source *project_source_at(const struct project *project,
                                               struct thoth_text location);

#endif
