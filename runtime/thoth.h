/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libthoth: loads compiled prescriptions and evaluates them in a resolver's
 * loop.
 *
 * The way through: open a bundle; describe the request in a context; build a
 * pipeline, the units that apply to the request; register package versions with
 * a catalog and, for speed, plan their steps; evaluate boots, sieves, steps,
 * strides, wraps and pseudonyms; read the outcome. Rules of use, unless a
 * function says otherwise:
 *
 * - Functions return THOTH_OK (0) or another enum thoth_status and never print,
 *   exit or abort. Where a struct thoth_error is taken it may be NULL.
 * - A number that there is none of, such as a unit past the last one, is
 *   answered with THOTH_E_ARGUMENT, or with nothing: no text, no unit, 0.
 * - Who creates releases; release functions take NULL. An object must not
 *   outlive what it was made from: pipeline and catalog < bundle, run and
 *   outcome < pipeline, state < catalog, plans < pipeline and catalog.
 * - Bundles and pipelines are immutable, and so are versions, specifiers and
 *   sets of versions: any number of threads may share them. All other objects
 *   belong to one thread at a time. There are no globals.
 * - Texts going in are copied when they must be kept; texts coming out live as
 *   long as the object they were asked of. Texts are UTF-8 with a length; they
 *   are not NUL-terminated.
 * - Evaluation allocates nothing but room for its results in the outcome, which
 *   is kept for the next evaluation.
 */
#ifndef THOTH_H
#define THOTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define THOTH_API __attribute__((visibility("default")))
#else
#define THOTH_API
#endif

struct thoth_text {
    const char *at;
    size_t length;
};

/* Where memory comes from; NULL in place of an allocator means malloc and free.
 * `allocate` returns memory aligned for any object, or NULL when there is none.
 * Both must be thread-safe when objects are made on several threads. An
 * allocator must outlive the objects made with it. */
struct thoth_allocator {
    void *(*allocate)(void *user, size_t size);
    void (*release)(void *user, void *memory);
    void *user;
};

enum thoth_status {
    THOTH_OK,
    THOTH_E_MEMORY,   /* the allocator returned NULL */
    THOTH_E_ARGUMENT, /* a call that makes no sense, such as a wrong number */
    THOTH_E_IO, /* a file cannot be opened or read; see error.errno_value */
    THOTH_E_NOT_BUNDLE, /* the file is something else */
    THOTH_E_TOO_NEW,    /* written by a version this one cannot read */
    THOTH_E_TOO_OLD,    /* older than anything this version reads */
    THOTH_E_CORRUPT,    /* damaged: checksum or structure */
    THOTH_E_ENGINE,     /* the engine asked for is not in the bundle */
    THOTH_E_BASE_IMAGE, /* the request's base image has no tag */
    THOTH_E_SYSTEM,     /* an operating system version without a name */
    THOTH_E_VERSION,    /* a version in the request is not PEP 440 */
    THOTH_E_PATTERN, /* a rule's regular expression is invalid or too costly */
    THOTH_E_RULE,    /* a rule that cannot be evaluated; error.unit names it */
    THOTH_E_SPECIFIER, /* a text is no specifier set */
    THOTH_E_LIMIT,     /* a set of versions is too complex */
};

/* A short English name of a status, for logs. */
THOTH_API const char *thoth_status_text(enum thoth_status status);

#define THOTH_NO_UNIT UINT32_MAX

struct thoth_error {
    enum thoth_status status;
    int errno_value;   /* with THOTH_E_IO, otherwise 0 */
    uint32_t unit;     /* the unit it is about, or THOTH_NO_UNIT */
    char message[256]; /* one line, NUL-terminated, UTF-8 */
};

/* ---- Bundles ---------------------------------------------------------- */

struct thoth_bundle;

enum thoth_engine {
    THOTH_ENGINE_AUTO,   /* native code the bundle brings or was given */
    THOTH_ENGINE_INTERP, /* the reference interpreter */
    THOTH_ENGINE_NATIVE, /* native code, or THOTH_E_ENGINE */
    THOTH_ENGINE_JIT,    /* what thoth_bundle_compile made, or THOTH_E_ENGINE */
};

/* Opens a bundle by the content of the file: a portable one (.thb) is checked
 * completely, checksum and structure, before it is used; it may come from
 * strangers. A native one (.so) is code and runs with the rights of the
 * process: open only files you trust. */
THOTH_API enum thoth_status
thoth_bundle_open(const char *path, const struct thoth_allocator *allocator,
                  struct thoth_bundle **bundle, struct thoth_error *error);

/* The same for a portable bundle in memory, aligned to 8 bytes. The bytes must
 * not change and must outlive the bundle. */
THOTH_API enum thoth_status thoth_bundle_open_memory(
    const void *bytes, size_t size, const struct thoth_allocator *allocator,
    struct thoth_bundle **bundle, struct thoth_error *error);

/* The full check, on request: for native bundles, which skip it when opened. */
THOTH_API enum thoth_status
thoth_bundle_verify(const struct thoth_bundle *bundle,
                    struct thoth_error *error);

/* Compiles the bundle's shapes in this process, once, with the compiler of
 * another library such as libthoth-jit (thoth_jit.h). The bundle keeps the code
 * and gives it back when it is released. Not while others use the bundle.
 * THOTH_E_ENGINE if the compiler is of another version, or fails. */
struct thoth_compiler;
THOTH_API enum thoth_status
thoth_bundle_compile(struct thoth_bundle *bundle,
                     const struct thoth_compiler *compiler,
                     struct thoth_error *error);

THOTH_API void thoth_bundle_release(struct thoth_bundle *bundle);

/* The kinds of pipeline units, in the order in which pipelines register them.
 */
enum thoth_kind {
    THOTH_BOOT,
    THOTH_PSEUDONYM,
    THOTH_SIEVE,
    THOTH_STEP,
    THOTH_STRIDE,
    THOTH_WRAP,
    THOTH_KINDS
};

struct thoth_bundle_facts {
    uint32_t format;      /* of the file */
    uint8_t build_id[16]; /* equal for equal rules */
    uint64_t size;        /* bytes of the portable form */
    bool native;          /* carries native code */
    uint32_t units;
    uint32_t files;
    uint32_t strings;
    uint32_t shapes;
    uint32_t specifiers;
    uint32_t packages;
};

THOTH_API void thoth_bundle_describe(const struct thoth_bundle *bundle,
                                     struct thoth_bundle_facts *facts);

struct thoth_unit {
    enum thoth_kind kind;
    const char *type;             /* "step.Group" */
    struct thoth_text namespace_; /* "thoth" */
    struct thoth_text name;       /* without the namespace */
    uint32_t file;                /* for thoth_file_path */
    uint32_t line, column;        /* from 1 */
};

/* Units are numbered from 0 in loading order. THOTH_E_ARGUMENT past the end. */
THOTH_API enum thoth_status
thoth_unit_describe(const struct thoth_bundle *bundle, uint32_t unit,
                    struct thoth_unit *description);

/* Writes the path of a rule file relative to the rule root, as snprintf does:
 * at most `size` bytes with the NUL, returning the length it has without it. */
THOTH_API size_t thoth_file_path(const struct thoth_bundle *bundle,
                                 uint32_t file, char *path, size_t size);

/* Writes the unit's condition, match and effects as text, as snprintf does. */
THOTH_API size_t thoth_unit_print(const struct thoth_bundle *bundle,
                                  uint32_t unit, char *text, size_t size);

/* The package names of a unit's instances, in order; an instance for any
 * package has none: `name.at` is NULL. False past the last instance. */
THOTH_API bool thoth_unit_package(const struct thoth_bundle *bundle,
                                  uint32_t unit, uint32_t instance,
                                  struct thoth_text *name);

/* ---- Requests --------------------------------------------------------- */

struct thoth_context;

enum thoth_recommendation {
    THOTH_RECOMMEND_STABLE,
    THOTH_RECOMMEND_TESTING,
    THOTH_RECOMMEND_LATEST,
    THOTH_RECOMMEND_PERFORMANCE,
    THOTH_RECOMMEND_SECURITY,
};

enum thoth_decision { THOTH_DECIDE_ALL, THOTH_DECIDE_RANDOM };

/* Components of a runtime environment that have a version. */
enum thoth_component {
    THOTH_PYTHON,
    THOTH_CUDA,
    THOTH_OPENBLAS,
    THOTH_OPENMPI,
    THOTH_CUDNN,
    THOTH_MKL,
    THOTH_COMPONENTS
};

/* A new context asks for a stable recommendation and knows nothing else. */
THOTH_API enum thoth_status
thoth_context_create(const struct thoth_allocator *allocator,
                     struct thoth_context **context);
THOTH_API void thoth_context_release(struct thoth_context *context);

/* An adviser pipeline, or, by the second, a dependency-monkey pipeline. */
THOTH_API void thoth_context_recommend(struct thoth_context *context,
                                       enum thoth_recommendation type);
THOTH_API void thoth_context_decide(struct thoth_context *context,
                                    enum thoth_decision type);
THOTH_API void thoth_context_authenticate(struct thoth_context *context,
                                          bool authenticated);

/* The setters below replace what was set before; the adders append. */
THOTH_API enum thoth_status
thoth_context_add_label(struct thoth_context *context, struct thoth_text key,
                        struct thoth_text value);

/* A library that the application uses, with a symbol of it. To say that a
 * library is used but not which symbols, pass a symbol whose `at` is NULL. */
THOTH_API enum thoth_status
thoth_context_add_usage(struct thoth_context *context,
                        struct thoth_text library, struct thoth_text symbol);

/* Texts whose `at` is NULL are unknown. */
THOTH_API enum thoth_status
thoth_context_set_system(struct thoth_context *context, struct thoth_text name,
                         struct thoth_text version);

/* Family and model as decimal numbers of any size, without leading zeros. */
THOTH_API enum thoth_status thoth_context_set_cpu(struct thoth_context *context,
                                                  struct thoth_text family,
                                                  struct thoth_text model);
THOTH_API enum thoth_status thoth_context_set_gpu(struct thoth_context *context,
                                                  struct thoth_text model);
THOTH_API enum thoth_status
thoth_context_set_version(struct thoth_context *context,
                          enum thoth_component component,
                          struct thoth_text version);
THOTH_API enum thoth_status
thoth_context_set_platform(struct thoth_context *context,
                           struct thoth_text platform);

/* "quay.io/organisation/name:tag" */
THOTH_API enum thoth_status
thoth_context_set_base_image(struct thoth_context *context,
                             struct thoth_text image);

/* Name and version of the base image as analyses call it: the parts before and
 * after its first colon, without one leading `v` of the version. `at` is NULL
 * for what there is not. */
THOTH_API void thoth_context_image(const struct thoth_context *context,
                                   struct thoth_text *name,
                                   struct thoth_text *version);

/* What is known of base images. Facts added are those of the image named here
 * (name and version as thoth_context_image reports them), or, if none was
 * named, of whichever image the request uses. `documented`: an analysis
 * document exists, without which RPM and Python packages count as unknown. */
THOTH_API enum thoth_status
thoth_context_set_analysis(struct thoth_context *context,
                           struct thoth_text image, struct thoth_text version,
                           bool documented);
THOTH_API enum thoth_status
thoth_context_add_symbol(struct thoth_context *context,
                         struct thoth_text symbol);

struct thoth_rpm {
    struct thoth_text package_name, arch, epoch, package_identifier,
        package_version, release; /* `at` NULL: not known */
    int src;                      /* 0, 1, or -1: not known */
};
THOTH_API enum thoth_status thoth_context_add_rpm(struct thoth_context *context,
                                                  const struct thoth_rpm *rpm);
THOTH_API enum thoth_status thoth_context_add_python_package(
    struct thoth_context *context, struct thoth_text name,
    struct thoth_text version, struct thoth_text location);

/* A direct requirement; names are normalised as PEP 503 says. */
THOTH_API enum thoth_status
thoth_context_add_requirement(struct thoth_context *context,
                              struct thoth_text name, bool develop);

/* ---- Pipelines -------------------------------------------------------- */

struct thoth_pipeline;

/* Decides which units take part. The context is needed only for the call. */
THOTH_API enum thoth_status thoth_pipeline_build(
    const struct thoth_bundle *bundle, const struct thoth_context *context,
    enum thoth_engine engine, const struct thoth_allocator *allocator,
    struct thoth_pipeline **pipeline, struct thoth_error *error);
THOTH_API void thoth_pipeline_release(struct thoth_pipeline *pipeline);

/* The engine in use: any but THOTH_ENGINE_AUTO. */
THOTH_API enum thoth_engine
thoth_pipeline_engine(const struct thoth_pipeline *pipeline);

/* Included instances of a kind: how many, and the unit of each, in the order of
 * inclusion. A unit with several instances appears once for each. */
THOTH_API uint32_t thoth_pipeline_count(const struct thoth_pipeline *pipeline,
                                        enum thoth_kind kind);
THOTH_API uint32_t thoth_pipeline_unit(const struct thoth_pipeline *pipeline,
                                       enum thoth_kind kind, uint32_t number);

/* The package name of that instance; `at` NULL: for any package. */
THOTH_API struct thoth_text
thoth_pipeline_package(const struct thoth_pipeline *pipeline,
                       enum thoth_kind kind, uint32_t number);

/* Package versions that an instance may bring into a stack, as the rule names
 * them; a part whose `at` is NULL may be any. */
struct thoth_target {
    struct thoth_text name, version, index;
};

/* What a pseudonym, or a step that adds packages, brings in. False for steps
 * that add nothing and all other kinds. So a resolver knows beforehand which
 * packages it needs although nobody requires them. */
THOTH_API bool thoth_pipeline_target(const struct thoth_pipeline *pipeline,
                                     enum thoth_kind kind, uint32_t number,
                                     struct thoth_target *target);

/* ---- Package versions ------------------------------------------------- */

/* A catalog gives numbers to the package versions a resolver meets. */
struct thoth_catalog;
typedef uint32_t thoth_package; /* number of a package version, from 0 */

struct thoth_package_facts {
    struct thoth_text name;    /* normalised */
    struct thoth_text version; /* as registered */
    struct thoth_text index;   /* without a trailing slash */
    bool develop;
};

THOTH_API enum thoth_status
thoth_catalog_create(const struct thoth_bundle *bundle,
                     const struct thoth_allocator *allocator,
                     struct thoth_catalog **catalog);
THOTH_API void thoth_catalog_release(struct thoth_catalog *catalog);

/* Registers a package version, or finds it: the name is normalised (PEP 503),
 * one trailing slash of the index URL dropped, and `develop` sticks once it was
 * true. Parses the version, so call it once per version, not per step. */
THOTH_API enum thoth_status
thoth_catalog_register(struct thoth_catalog *catalog, struct thoth_text name,
                       struct thoth_text version, struct thoth_text index,
                       bool develop, thoth_package *package);

THOTH_API void thoth_catalog_describe(const struct thoth_catalog *catalog,
                                      thoth_package package,
                                      struct thoth_package_facts *facts);

/* The package versions that depend on `package`; replaces those before. */
THOTH_API enum thoth_status
thoth_catalog_set_dependents(struct thoth_catalog *catalog,
                             thoth_package package,
                             const thoth_package *dependents, uint32_t count);

/* Position of a version among those registered of its package, from 0, in
 * ascending order of versions; equal versions have equal ranks. Registering
 * changes ranks. */
THOTH_API uint32_t thoth_catalog_rank(const struct thoth_catalog *catalog,
                                      thoth_package package);

/* -1, 0, 1: order of the versions of two registered packages. */
THOTH_API int thoth_catalog_compare(const struct thoth_catalog *catalog,
                                    thoth_package left, thoth_package right);

/* ---- States ----------------------------------------------------------- */

/* The resolved part of a stack: at most one version of a package name. */
struct thoth_state;

THOTH_API enum thoth_status
thoth_state_create(const struct thoth_catalog *catalog,
                   const struct thoth_allocator *allocator,
                   struct thoth_state **state);
THOTH_API enum thoth_status thoth_state_clone(const struct thoth_state *state,
                                              struct thoth_state **clone);
THOTH_API void thoth_state_release(struct thoth_state *state);
THOTH_API void thoth_state_reset(struct thoth_state *state);

/* Adds a package version behind those before; one of the same name that was
 * there before is replaced at its place. */
THOTH_API enum thoth_status thoth_state_resolve(struct thoth_state *state,
                                                thoth_package package);
THOTH_API uint32_t thoth_state_count(const struct thoth_state *state);
THOTH_API thoth_package thoth_state_at(const struct thoth_state *state,
                                       uint32_t place);

/* ---- Evaluation ------------------------------------------------------- */

/* Which units have run: what a unit says once, it says once per run. Passing
 * NULL for a run means "as if no unit had run yet, and keep no record": every
 * outcome then carries its complete reasons. */
struct thoth_run;

THOTH_API enum thoth_status
thoth_run_create(const struct thoth_pipeline *pipeline,
                 const struct thoth_allocator *allocator,
                 struct thoth_run **run);
THOTH_API enum thoth_status thoth_run_clone(const struct thoth_run *run,
                                            struct thoth_run **clone);
THOTH_API void thoth_run_reset(struct thoth_run *run);
THOTH_API void thoth_run_release(struct thoth_run *run);

/* What the resolver knows of package versions; asked by pseudonyms and by steps
 * that add packages. A NULL graph knows nothing. */
struct thoth_graph {
    /* Is this very package version known, from an index that is enabled? */
    bool (*knows)(void *user, struct thoth_text name, struct thoth_text version,
                  struct thoth_text index);
    /* Calls `found` for each known package version of the name, and of the
     * version and index unless their `at` is NULL; in an order of the graph's
     * own. Stops and returns what `found` returns if that is not 0. */
    int (*candidates)(void *user, struct thoth_text name,
                      struct thoth_text version, struct thoth_text index,
                      int (*found)(void *sink, struct thoth_text name,
                                   struct thoth_text version,
                                   struct thoth_text index),
                      void *sink);
    void *user;
};

enum thoth_verdict {
    THOTH_ACCEPTED,       /* nothing stopped it */
    THOTH_SKIPPED,        /* leave the package out */
    THOTH_NOT_ACCEPTABLE, /* refused, by `unit`, with `message` */
    THOTH_EAGER_STOP,     /* stop resolving, by `unit`, with `message` */
    THOTH_INVALID_SCORE,  /* `unit` has a score that is no finite number */
};

enum thoth_effect_kind {
    THOTH_EFFECT_STACK_INFO,
    THOTH_EFFECT_LOG,
    THOTH_EFFECT_JUSTIFICATION,
    THOTH_EFFECT_MANIFEST, /* advised changes of manifest files */
    THOTH_EFFECT_ADDED,    /* a package became unresolved */
    THOTH_EFFECT_YIELDED,  /* a pseudonym's unit, followed by its candidates */
    THOTH_EFFECT_CANDIDATE,
};

/* Something a unit did, by reference; thoth_effect_describe has the texts. */
struct thoth_effect {
    uint32_t kind;         /* enum thoth_effect_kind */
    uint32_t unit;         /* who did it */
    uint32_t part;         /* place of it in the unit's rule */
    thoth_package package; /* ADDED, CANDIDATE; release notes: whose */
};

/* Who wants to be told of each unit that applies, in order, and what it adds to
 * the score of a step, even if the step's end takes that back. `package` is the
 * version it applies to, UINT32_MAX for none. For explanations: steps by plan
 * tell only of units whose effects the state decides. */
struct thoth_watch {
    void (*applied)(void *user, uint32_t unit, thoth_package package,
                    double score);
    void *user;
};

/* The result of one evaluation. Its memory is used again by the next one into
 * the same outcome; zero bytes are a valid, empty outcome. */
struct thoth_outcome {
    enum thoth_verdict verdict;
    uint32_t unit;                /* whose verdict, or THOTH_NO_UNIT */
    struct thoth_text message;    /* of NOT_ACCEPTABLE and EAGER_STOP */
    double score;                 /* steps: sum, each clamped to [-1, 1] */
    struct thoth_effect *effects; /* in order of occurrence */
    uint32_t effect_count;
    thoth_package *survivors; /* sieves */
    uint32_t survivor_count;
    uint32_t effect_room, survivor_room;     /* internal */
    const struct thoth_allocator *allocator; /* set before first use, or NULL */
    const struct thoth_watch *watch;         /* likewise */
};
THOTH_API void thoth_outcome_release(struct thoth_outcome *outcome);

struct thoth_message {
    const char *severity;        /* "INFO", "WARNING", "ERROR"; or NULL */
    struct thoth_text text;      /* log: without the unit's name */
    struct thoth_text text_tail; /* see thoth_effect_describe */
    struct thoth_text link;      /* resolved; `at` NULL: none */
    struct thoth_text link_tail;
    struct thoth_text package_name, advisory, cve_id, cve_name,
        version_range; /* `at` NULL: not given */
};

/* The texts of a STACK_INFO, LOG, JUSTIFICATION or MANIFEST effect. There
 * `text` is JSON; a value of YAML that JSON has not is an object with the one
 * key
 * "!!int", "!!float", "!!timestamp", "!!binary", "!!map", "!!set" or "!!tuple".
 * Release notes are put together from a rule and a package
 * version: the message is `text`, `package_name` and `text_tail`, the link is
 * `link` and `link_tail`; the tails are empty for all others. */
THOTH_API enum thoth_status thoth_effect_describe(
    const struct thoth_pipeline *pipeline, const struct thoth_catalog *catalog,
    const struct thoth_effect *effect, struct thoth_message *message);

/* Each evaluation fills `outcome`. On a status other than THOTH_OK, what the
 * outcome holds is what happened before, and the run remembers that it did: to
 * make the call again, go on with a clone of the run from before. `catalog` is
 * the one the packages and states come from. */

/* Boots for the direct requirements, with or without those for development. */
THOTH_API enum thoth_status thoth_boot(const struct thoth_pipeline *pipeline,
                                       struct thoth_run *run, bool with_develop,
                                       struct thoth_outcome *outcome,
                                       struct thoth_error *error);

/* Sieves for versions of one package, the first one's name deciding: outcome
 * SKIPPED, or the survivors in order. */
THOTH_API enum thoth_status
thoth_sieve(const struct thoth_pipeline *pipeline, struct thoth_run *run,
            const struct thoth_catalog *catalog, const thoth_package *packages,
            uint32_t count, struct thoth_outcome *outcome,
            struct thoth_error *error);

/* Steps for a package version about to be resolved in a state. Changes neither
 * state; when accepted the caller resolves it and adds the score. Packages of
 * ADDED effects are registered with the catalog. */
THOTH_API enum thoth_status
thoth_step(const struct thoth_pipeline *pipeline, struct thoth_run *run,
           struct thoth_catalog *catalog, const struct thoth_state *state,
           thoth_package package, const struct thoth_graph *graph,
           struct thoth_outcome *outcome, struct thoth_error *error);

/* Strides for a final state. */
THOTH_API enum thoth_status thoth_stride(const struct thoth_pipeline *pipeline,
                                         struct thoth_run *run,
                                         const struct thoth_catalog *catalog,
                                         const struct thoth_state *state,
                                         struct thoth_outcome *outcome,
                                         struct thoth_error *error);

/* Wraps for a state that is kept. */
THOTH_API enum thoth_status
thoth_wrap(const struct thoth_pipeline *pipeline, struct thoth_run *run,
           const struct thoth_catalog *catalog, const struct thoth_state *state,
           struct thoth_outcome *outcome, struct thoth_error *error);

/* Pseudonyms of a package version: for each unit a YIELDED effect, then its
 * candidates, registered with the catalog. */
THOTH_API enum thoth_status
thoth_pseudonym(const struct thoth_pipeline *pipeline, struct thoth_run *run,
                struct thoth_catalog *catalog, thoth_package package,
                const struct thoth_graph *graph, struct thoth_outcome *outcome,
                struct thoth_error *error);

/* ---- Plans ------------------------------------------------------------ */

/* A plan is what is left of the steps of a package version when all is decided
 * that the state has no part in: their score so far, whether they end it, and
 * the few units that the state decides. Steps by plan say the same as
 * thoth_step, event for event, in a fraction of the time.
 *
 * A plan set belongs to one pipeline and one catalog, which must outlive it,
 * and to one thread at a time, the thread of its catalog. A package version
 * that was found to be needed for development since its plan was made has none
 * any more; who depends on it may change at any time. */
struct thoth_plans;

/* THOTH_E_ARGUMENT when pipeline and catalog are not of one bundle. */
THOTH_API enum thoth_status thoth_plans_create(
    const struct thoth_pipeline *pipeline, struct thoth_catalog *catalog,
    const struct thoth_allocator *allocator, struct thoth_plans **plans);
THOTH_API void thoth_plans_release(struct thoth_plans *plans);

/* Makes the plan of a registered package version, unless there is one. Call it
 * when the version is registered, not per step. On failure there is none. */
THOTH_API enum thoth_status thoth_plans_add(struct thoth_plans *plans,
                                            thoth_package package,
                                            struct thoth_error *error);

THOTH_API bool thoth_plans_have(struct thoth_plans *plans,
                                thoth_package package);

/* thoth_step, by plan where there is one. */
THOTH_API enum thoth_status
thoth_plans_step(struct thoth_plans *plans, struct thoth_run *run,
                 const struct thoth_state *state, thoth_package package,
                 const struct thoth_graph *graph, struct thoth_outcome *outcome,
                 struct thoth_error *error);

/* What one of many steps came to; fields as those of an outcome. Its effects
 * are effects[effect] and those behind it of the outcome of the call. */
struct thoth_step_result {
    double score;
    enum thoth_verdict verdict;
    uint32_t unit;
    struct thoth_text message;
    uint32_t effect, effect_count;
};

/* One state against many candidates: fills results[i] with what
 * thoth_plans_step says of packages[i], one after the other in one run.
 * `outcome` gets the effects of all of them and nothing else. *done is the
 * number of results; it is `count` unless the call fails, and then the next one
 * is to blame. */
THOTH_API enum thoth_status
thoth_plans_step_each(struct thoth_plans *plans, struct thoth_run *run,
                      const struct thoth_state *state,
                      const thoth_package *packages, uint32_t count,
                      const struct thoth_graph *graph,
                      struct thoth_step_result *results, uint32_t *done,
                      struct thoth_outcome *outcome, struct thoth_error *error);

/* What steps of a package version can come to. For every accepted one
 * lower <= outcome.score <= upper holds exactly, and score is the part that is
 * the same in every state: the state can add lower - score to upper - score.
 * All three are 0 where no step is accepted, and a step that is not has the
 * score 0. */
struct thoth_bounds {
    double score, lower, upper;
    uint32_t endings; /* set of 1 << enum thoth_verdict that may occur */
    uint32_t unit;    /* ends every step that nothing ends before it, or
                         THOTH_NO_UNIT */
    uint32_t open;    /* units that the state decides */
    bool fails;       /* a step may fail with THOTH_E_RULE */
};

/* With a state, the bounds are those of steps in it and in all states that grow
 * out of it by resolving packages of further names, but not of the package's
 * own; they narrow as the state grows. Without one, those of steps in any state
 * where no package of its name is resolved. Runs and the graph change nothing
 * about bounds. THOTH_E_ARGUMENT when there is no plan. */
THOTH_API enum thoth_status thoth_plans_bounds(struct thoth_plans *plans,
                                               thoth_package package,
                                               const struct thoth_state *state,
                                               struct thoth_bounds *bounds);

/* ---- Versions and specifiers, PEP 440 ---------------------------------- */

struct thoth_version;
struct thoth_specifier;

/* Any text is a version: what is not PEP 440 is a legacy version, as packaging
 * 21.3 has them. */
THOTH_API enum thoth_status
thoth_version_parse(struct thoth_text text,
                    const struct thoth_allocator *allocator,
                    struct thoth_version **version);
THOTH_API void thoth_version_release(struct thoth_version *version);
THOTH_API bool thoth_version_is_legacy(const struct thoth_version *version);
THOTH_API bool thoth_version_is_prerelease(const struct thoth_version *version);

/* The normal form; the text itself of a legacy version. */
THOTH_API struct thoth_text
thoth_version_text(const struct thoth_version *version);
THOTH_API int thoth_version_compare(const struct thoth_version *left,
                                    const struct thoth_version *right);

/* THOTH_E_SPECIFIER when the text is no specifier set. */
THOTH_API enum thoth_status
thoth_specifier_parse(struct thoth_text text,
                      const struct thoth_allocator *allocator,
                      struct thoth_specifier **specifier);
THOTH_API void thoth_specifier_release(struct thoth_specifier *specifier);

/* `prereleases`: allow them whatever the set says. */
THOTH_API bool thoth_specifier_contains(const struct thoth_specifier *specifier,
                                        const struct thoth_version *version,
                                        bool prereleases);

/* ---- Sets of versions, PEP 440 ----------------------------------------- */

/* A set of PEP 440 versions, exact and immutable. A version is its normal form:
 * 1.0rc1 and 1rc1 are two, because `==1.0.*` takes one and not the other, and
 * so are 1.0 and 1.0+local. Legacy versions are in no set, complements
 * included. Pre-releases are like all others here; only a set made of a
 * specifier set that refuses them has none.
 *
 * Clauses that PEP 440 does not know, such as `>=1.*`, compare versions in an
 * order of their own. With them, questions about whole sets are answered by
 * THOTH_UNKNOWN where no answer is proven; what is answered is right, and
 * thoth_version_set_contains is always exact. Without them nothing is unknown.
 *
 * Results are made with the allocator of the first set. Calls that make
 * something make NULL when they fail: with THOTH_E_MEMORY, or with
 * THOTH_E_LIMIT when it takes more than 16,384 pieces to tell the versions of
 * both sets apart, where one version takes about eight, or more than 63 places
 * in the order of legacy clauses. Time grows with the pieces.
 */
struct thoth_version_set;

enum thoth_answer { THOTH_NO, THOTH_YES, THOTH_UNKNOWN };

/* More clauses, or bytes of a text, are THOTH_E_LIMIT. */
#define THOTH_CLAUSES_LIMIT 64
#define THOTH_SPECIFIER_LIMIT 16384

/* The versions that thoth_specifier_contains finds in a specifier set. */
THOTH_API enum thoth_status
thoth_version_set_of_specifier(struct thoth_text text, bool prereleases,
                               const struct thoth_allocator *allocator,
                               struct thoth_version_set **set);

/* All PEP 440 versions, with pre-releases; and no version at all. */
THOTH_API enum thoth_status
thoth_version_set_all(const struct thoth_allocator *allocator,
                      struct thoth_version_set **set);
THOTH_API enum thoth_status
thoth_version_set_none(const struct thoth_allocator *allocator,
                       struct thoth_version_set **set);
THOTH_API void thoth_version_set_release(struct thoth_version_set *set);

THOTH_API enum thoth_status
thoth_version_set_union(const struct thoth_version_set *left,
                        const struct thoth_version_set *right,
                        struct thoth_version_set **set);
THOTH_API enum thoth_status
thoth_version_set_intersection(const struct thoth_version_set *left,
                               const struct thoth_version_set *right,
                               struct thoth_version_set **set);

/* The versions of the left set that the right one has not. */
THOTH_API enum thoth_status
thoth_version_set_difference(const struct thoth_version_set *left,
                             const struct thoth_version_set *right,
                             struct thoth_version_set **set);
THOTH_API enum thoth_status
thoth_version_set_complement(const struct thoth_version_set *set,
                             struct thoth_version_set **complement);

/* False for legacy versions. */
THOTH_API bool thoth_version_set_contains(const struct thoth_version_set *set,
                                          const struct thoth_version *version);

THOTH_API enum thoth_status
thoth_version_set_empty(const struct thoth_version_set *set,
                        enum thoth_answer *answer);

/* Has the right set all versions of the left one; have both the same? */
THOTH_API enum thoth_status
thoth_version_set_subset(const struct thoth_version_set *left,
                         const struct thoth_version_set *right,
                         enum thoth_answer *answer);
THOTH_API enum thoth_status
thoth_version_set_equal(const struct thoth_version_set *left,
                        const struct thoth_version_set *right,
                        enum thoth_answer *answer);

/* A version of the set, to show to people: a final release if there is one, or
 * else a post-release, a pre-release, a development release, one with a local
 * segment; short, or one that the set was made of. Released by the caller.
 * THOTH_OK and NULL when the set is empty, or may be. */
THOTH_API enum thoth_status
thoth_version_set_witness(const struct thoth_version_set *set,
                          struct thoth_version **version);

/* Writes a specifier set that takes the versions of the set and no others, by
 * its own rule on pre-releases: at most `size` bytes with the NUL; *length is
 * the length of the whole. *found is false, and the text empty, when none is
 * known: not every set has one, such as most unions of two ranges. None of its
 * clauses is redundant; equal sets may have different texts. */
THOTH_API enum thoth_status
thoth_version_set_print(const struct thoth_version_set *set, char *text,
                        size_t size, size_t *length, bool *found);

/* What is wrong with a specifier set. Sets of clauses have bit i for clause i,
 * in the order of the text; a clause left out counts as if it were not
 * written, also in deciding whether pre-releases are taken. */
struct thoth_findings {
    enum thoth_answer empty;      /* no PEP 440 version is in the set */
    enum thoth_answer everything; /* all are that are no pre-releases */
    uint32_t count;               /* clauses */
    uint64_t legacy;              /* clauses that PEP 440 does not know */
    uint64_t conflict;  /* of an empty set: clauses that contradict each other;
                           without any one of them, some version would be in */
    uint64_t redundant; /* else: clauses without any one of which the set is the
                           same */
    uint64_t removable; /* else: clauses without all of which it is the same */
    struct thoth_text clauses[THOTH_CLAUSES_LIMIT]; /* parts of the text */
};

/* Fills *findings; when it fails, the text is to blame and nothing is found.
 * `prereleases` as above: then all is about a resolver that allows them. Where
 * THOTH_UNKNOWN is the answer to whether a clause matters, it counts as one
 * that does. THOTH_E_SPECIFIER, THOTH_E_LIMIT, THOTH_E_MEMORY. */
THOTH_API enum thoth_status
thoth_version_set_conflict(struct thoth_text text, bool prereleases,
                           const struct thoth_allocator *allocator,
                           struct thoth_findings *findings);

/* ---- Names, PEP 503 ---------------------------------------------------- */

/* Writes at most `size` bytes and returns the length of the normal
 * form; nothing is terminated. */
THOTH_API size_t thoth_name_normalise(struct thoth_text name, char *normal,
                                      size_t size);

#ifdef __cplusplus
}
#endif

#endif
