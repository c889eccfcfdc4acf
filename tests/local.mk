# SPDX-License-Identifier: Apache-2.0
#
# tests/: mirrors the source tree. All tests speak TAP, so that each test case
# is counted, not each program.
#   A unit test of runtime/foo.c is tests/runtime/foo_test.c, with main() made
#   by TEST_MAIN (tests/harness/run.h); it is one more line in unit_tests.
#   A script is an executable file tests/foo_test (git ignores that name deeper
#   down, where it is a compiled test) that sources tests/harness/tap.sh, or
#   prints TAP itself; it is one more line in script_tests, tests_without_tsan
#   or plain_tests, whichever runs it where it can find something.
# Inputs of tests are one more line in EXTRA_DIST each, folders without built
# files as a whole.

# Compiled tests: run in all builds (plain, ASan+UBSan, TSan).
unit_tests = \
	tests/compiler/ast/ast_json_test \
	tests/compiler/ast/ast_test \
	tests/compiler/base/background_test \
	tests/compiler/base/diagnostic_print_test \
	tests/compiler/base/near_name_test \
	tests/compiler/base/source_index_test \
	tests/compiler/cache/build_cache_test \
	tests/compiler/cache/cache_file_test \
	tests/compiler/cache/finding_image_test \
	tests/compiler/check/check_test \
	tests/compiler/check/field_test \
	tests/compiler/check/link_test \
	tests/compiler/check/skeleton_test \
	tests/compiler/driver/case_graph_test \
	tests/compiler/driver/case_line_test \
	tests/compiler/driver/case_writer_test \
	tests/compiler/driver/check_folder_test \
	tests/compiler/driver/why_test \
	tests/compiler/emit/aot_test \
	tests/compiler/emit/c_text_test \
	tests/compiler/emit/native_code_test \
	tests/compiler/ir/ir_damage_test \
	tests/compiler/link/merge_test \
	tests/compiler/link/package_index_test \
	tests/compiler/link/require_test \
	tests/compiler/lint/place_test \
	tests/compiler/source/rule_root_test \
	tests/compiler/fix/fix_file_test \
	tests/compiler/fix/fix_plan_test \
	tests/compiler/fix/line_diff_test \
	tests/compiler/source/source_read_test \
	tests/compiler/source/source_set_test \
	tests/compiler/rx/expression_test \
	tests/compiler/rx/limits_test \
	tests/compiler/yaml/collection_test \
	tests/compiler/yaml/comment_test \
	tests/compiler/yaml/limits_test \
	tests/compiler/yaml/place_test \
	tests/compiler/yaml/random_test \
	tests/compiler/yaml/scalar_test \
	tests/harness/run_test \
	tests/resolver/advise/advice_output_test \
	tests/resolver/advise/advice_test \
	tests/resolver/advise/advice_threads_test \
	tests/resolver/kb/closure_test \
	tests/resolver/kb/kb_test \
	tests/resolver/report/dot_text_test \
	tests/resolver/report/plot_test \
	tests/resolver/requirement/requirement_test \
	tests/resolver/search/conflict_test \
	tests/resolver/search/exact_test \
	tests/resolver/search/exact_property_test \
	tests/resolver/search/predictor_test \
	tests/resolver/search/resolve_property_test \
	tests/resolver/search/resolve_test \
	tests/runtime/bundle_compile_test \
	tests/runtime/bundle_damage_test \
	tests/runtime/bundle_describe_test \
	tests/runtime/bundle_open_test \
	tests/runtime/bundle_splice_test \
	tests/runtime/catalog_test \
	tests/runtime/condition_test \
	tests/runtime/context_test \
	tests/runtime/evaluate_misuse_test \
	tests/runtime/evaluate_step_test \
	tests/runtime/evaluate_test \
	tests/runtime/evaluate_threads_test \
	tests/runtime/interpreter_test \
	tests/runtime/ir_table_test \
	tests/runtime/location_pattern_test \
	tests/runtime/package_name_test \
	tests/runtime/pep440_contains_test \
	tests/runtime/pep440_interval_test \
	tests/runtime/pep440_legacy_test \
	tests/runtime/pep440_property_test \
	tests/runtime/pep440_specifier_test \
	tests/runtime/pep440_version_test \
	tests/runtime/pipeline_filter_test \
	tests/runtime/pipeline_test \
	tests/runtime/state_test \
	tests/runtime/plan_bounds_test \
	tests/runtime/plan_test \
	tests/runtime/status_test \
	tests/runtime/torture_test \
	tests/runtime/unicode_test \
	tests/runtime/version_set_conflict_test \
	tests/runtime/version_set_limit_test \
	tests/runtime/version_set_print_test \
	tests/runtime/version_set_property_test \
	tests/runtime/version_set_test \
	tests/runtime/version_test

# Scripts that run thothc or another program of ours: in all builds.
script_tests = \
	tests/cache_test \
	tests/check_golden_test \
	tests/convert_test \
	tests/determinism_test \
	tests/diff_test \
	tests/eval_test \
	tests/fix_test \
	tests/fmt_test \
	tests/fuzz_test \
	tests/inputs_test \
	tests/ir_golden_test \
	tests/lint_golden_test \
	tests/lint_layout_test \
	tests/lint_mutation_test \
	tests/lint_program_mutation_test \
	tests/lint_program_test \
	tests/lint_tree_test \
	tests/lsp_test \
	tests/llvm_test \
	tests/rule_tests_test \
	tests/stdlib_test \
	tests/report_test \
	tests/rx_golden_test \
	tests/why_test \
	tests/yaml_golden_test

# Scripts that TSan has nothing to say about: plain and ASan+UBSan.
tests_without_tsan = \
	tests/advise_output_test \
	tests/advise_project_test \
	tests/advise_test \
	tests/bad_input_test \
	tests/bad_output_test \
	tests/bench_test \
	tests/cli_test \
	tests/conformance_test \
	tests/damaged_files_test \
	tests/differential_test \
	tests/lsp_session_test \
	tests/prescriptions_test \
	tests/requirement_test \
	tests/sarif_test \
	tests/schema_test \
	tests/steer_test \
	tests/thoth_test

# Scripts that look at the sources or the installation: plain build only.
plain_tests = \
	tests/convert_corpus_test \
	tests/dist_test \
	tests/docs_test \
	tests/editors_test \
	tests/harness/tap_test \
	tests/install_test \
	tests/lint_corpus_test \
	tests/layering_test \
	tests/source_text_test

if UNIT_TESTS
check_PROGRAMS += $(unit_tests)
if SANITIZED
check_PROGRAMS += tests/harness/sanitized_test
endif
check_LIBRARIES += tests/harness/libharness.a
tests_harness_libharness_a_SOURCES = tests/harness/run.c tests/harness/run.h
endif
tests_compiler_emit_c_text_test_SOURCES = \
	tests/compiler/emit/c_text_test.c \
	tests/compiler/emit/random_shape.c \
	tests/compiler/emit/random_shape.h
tests_compiler_emit_native_code_test_CPPFLAGS = $(AM_CPPFLAGS) $(llvm_module)
tests_compiler_emit_native_code_test_SOURCES = \
	tests/compiler/emit/native_code_test.c \
	tests/compiler/emit/random_shape.c \
	tests/compiler/emit/random_shape.h \
	tests/compiler/emit/plain_shape.c tests/compiler/emit/plain_shape.h \
	tests/compiler/emit/random_world.c \
	tests/compiler/emit/random_world.h
tests_compiler_emit_aot_test_SOURCES = \
	tests/compiler/emit/aot_test.c \
	tests/compiler/emit/random_shape.c \
	tests/compiler/emit/random_shape.h

# Bundles made by hand, and what is done with those that open.
bundle_tests = tests/runtime/bundle_builder.c tests/runtime/bundle_builder.h \
	tests/runtime/bundle_sample.c tests/runtime/bundle_sample.h \
	tests/runtime/short_memory.h
bundle_use = tests/runtime/bundle_exercise.c tests/runtime/bundle_exercise.h
tests_runtime_bundle_compile_test_SOURCES = \
	tests/runtime/bundle_compile_test.c $(bundle_tests)
tests_runtime_bundle_damage_test_SOURCES = \
	tests/runtime/bundle_damage_test.c $(bundle_tests) $(bundle_use)
tests_runtime_bundle_describe_test_SOURCES = \
	tests/runtime/bundle_describe_test.c $(bundle_tests)
tests_runtime_bundle_open_test_SOURCES = \
	tests/runtime/bundle_open_test.c $(bundle_tests)
tests_runtime_bundle_splice_test_SOURCES = \
	tests/runtime/bundle_splice_test.c $(bundle_tests) $(bundle_use)
if UNIT_TESTS
noinst_PROGRAMS += tests/runtime/damaged_files
endif
tests_runtime_damaged_files_SOURCES = \
	tests/runtime/damaged_files.c $(bundle_use)
tests_runtime_catalog_test_SOURCES = \
	tests/runtime/catalog_test.c $(bundle_tests)
tests_runtime_state_test_SOURCES = \
	tests/runtime/state_test.c $(bundle_tests)
tests_runtime_torture_test_SOURCES = \
	tests/runtime/torture_life.c \
	tests/runtime/torture_life.h \
	tests/runtime/torture_test.c \
	tests/runtime/short_memory.h
version_pool = tests/runtime/version_set_pool.c \
	tests/runtime/version_set_pool.h
tests_runtime_version_set_conflict_test_SOURCES = \
	tests/runtime/version_set_conflict_test.c $(version_pool) \
	tests/runtime/short_memory.h
tests_runtime_version_set_property_test_SOURCES = \
	tests/runtime/version_set_property_test.c $(version_pool)
tests_runtime_version_set_limit_test_SOURCES = \
	tests/runtime/version_set_limit_test.c tests/runtime/short_memory.h
tests_runtime_version_test_SOURCES = \
	tests/runtime/version_test.c tests/runtime/short_memory.h

# Tests of evaluation compile rules and evaluate them.
rule_case = \
	tests/runtime/rule_case.c \
	tests/runtime/rule_case.h \
	tests/runtime/rule_context.c \
	tests/runtime/rule_outcome.c
tests_runtime_condition_test_SOURCES = \
	tests/runtime/condition_test.c $(rule_case)
tests_runtime_evaluate_misuse_test_SOURCES = \
	tests/runtime/evaluate_misuse_test.c $(rule_case)
tests_runtime_evaluate_step_test_SOURCES = \
	tests/runtime/evaluate_step_test.c $(rule_case)
tests_runtime_evaluate_test_SOURCES = \
	tests/runtime/evaluate_test.c $(rule_case)
tests_runtime_evaluate_threads_test_SOURCES = \
	tests/runtime/evaluate_threads_test.c $(rule_case)
tests_runtime_plan_bounds_test_SOURCES = \
	tests/runtime/plan_bounds_test.c $(rule_case)
tests_runtime_plan_test_SOURCES = \
	tests/runtime/plan_test.c $(rule_case)
tests_runtime_pipeline_filter_test_SOURCES = \
	tests/runtime/pipeline_filter_test.c $(rule_case)
tests_runtime_pipeline_test_SOURCES = \
	tests/runtime/pipeline_test.c $(rule_case)

# Tests of the search make small spaces.
search_tests = tests/resolver/search/small_space.c \
	tests/resolver/search/small_space.h
search_libs = tests/harness/libharness.a $(resolver_libs) $(CUNIT_LIBS)
tests_resolver_search_conflict_test_SOURCES = \
	tests/resolver/search/conflict_test.c $(search_tests)
tests_resolver_search_conflict_test_LDADD = $(search_libs)
tests_resolver_search_exact_property_test_SOURCES = \
	tests/resolver/search/exact_property_test.c \
	tests/resolver/search/ordered_space.c \
	tests/resolver/search/ordered_space.h
tests_resolver_search_exact_property_test_LDADD = $(search_libs)
tests_resolver_search_predictor_test_SOURCES = \
	tests/resolver/search/predictor_test.c $(search_tests)
tests_resolver_search_predictor_test_LDADD = $(search_libs)
tests_resolver_search_resolve_property_test_SOURCES = \
	tests/resolver/search/resolve_property_test.c $(search_tests)
tests_resolver_search_resolve_property_test_LDADD = $(search_libs)
tests_resolver_search_exact_test_SOURCES = \
	tests/resolver/search/exact_test.c $(search_tests)
tests_resolver_search_exact_test_LDADD = $(search_libs)
tests_resolver_search_resolve_test_SOURCES = \
	tests/resolver/search/resolve_test.c $(search_tests)
tests_resolver_search_resolve_test_LDADD = $(search_libs)

# Tests of the knowledge base make small ones of their own.
small_kb = tests/resolver/kb/small_kb.c tests/resolver/kb/small_kb.h
tests_resolver_kb_closure_test_SOURCES = \
	tests/resolver/kb/closure_test.c $(small_kb)
tests_resolver_kb_closure_test_LDADD = $(search_libs)
tests_resolver_kb_kb_test_SOURCES = tests/resolver/kb/kb_test.c $(small_kb)
tests_resolver_kb_kb_test_LDADD = $(search_libs)
small_project = tests/resolver/advise/small_project.c \
	tests/resolver/advise/small_project.h $(small_kb)
tests_resolver_advise_advice_output_test_SOURCES = \
	tests/resolver/advise/advice_output_test.c $(small_project)
tests_resolver_advise_advice_output_test_LDADD = $(search_libs)
tests_resolver_advise_advice_test_SOURCES = \
	tests/resolver/advise/advice_test.c $(small_project)
tests_resolver_advise_advice_test_LDADD = $(search_libs)
tests_resolver_advise_advice_threads_test_SOURCES = \
	tests/resolver/advise/advice_threads_test.c $(small_project)
tests_resolver_advise_advice_threads_test_LDADD = $(search_libs)
tests_resolver_report_dot_text_test_LDADD = $(search_libs)
tests_resolver_report_plot_test_LDADD = $(search_libs)
tests_resolver_requirement_requirement_test_LDADD = $(search_libs)

# Requirements are compared with the Python library packaging.
noinst_PROGRAMS += tests/resolver/requirement/answer
tests_resolver_requirement_answer_LDADD = $(resolver_libs)
EXTRA_DIST += tests/resolver/requirement/differential.py \
	tests/resolver/input/golden

LDADD = tests/harness/libharness.a $(compiler_libs) $(CUNIT_LIBS)

# Tests of the check stage read rules; its scripts run `print`.
check_rules = tests/compiler/check/rules.c tests/compiler/check/rules.h
tests_compiler_check_check_test_SOURCES = \
	tests/compiler/check/check_test.c $(check_rules)
tests_compiler_check_skeleton_test_SOURCES = \
	tests/compiler/check/skeleton_test.c $(check_rules)
noinst_PROGRAMS += tests/compiler/check/print
tests_compiler_check_print_LDADD = $(compiler_libs)

# Reports: its scripts run thothc in trees, and `print` for what rules cannot
# show.
noinst_PROGRAMS += tests/compiler/report/print
tests_compiler_report_print_LDADD = $(compiler_libs)
EXTRA_DIST += tests/report tests/stdlib tests/testing

EXTRA_DIST += tests/compiler/check/golden tests/compiler/driver/diff \
	tests/compiler/driver/why \
	tests/schema/package.json \
	tests/schema/package-lock.json tests/schema/validate.js \
	tests/lsp/session.js

# Reads recorded questions, writes answers; runs in place, as thothc does.
noinst_PROGRAMS += tests/conformance/answer
tests_conformance_answer_SOURCES = \
	tests/conformance/answer.c \
	tests/conformance/answer.h \
	tests/conformance/answer_broken.c \
	tests/conformance/answer_eval.c \
	tests/conformance/answer_native.c \
	tests/conformance/answer_pep440.c \
	tests/conformance/answer_rx.c \
	tests/conformance/answer_schema.c
tests_conformance_answer_LDADD = $(compiler_libs)
tests_conformance_answer_LDFLAGS = -Wl,--wrap=interpreter_predicate \
	-Wl,--wrap=thoth_plans_add -Wl,--wrap=thoth_plans_bounds
tests_conformance_answer_CPPFLAGS = $(AM_CPPFLAGS) $(llvm_module)
EXTRA_DIST += tests/conformance/cases tests/conformance/rules

# Engines against each other on random rules; answers by `answer`.
EXTRA_DIST += tests/differential/differ tests/differential/generate.py \
	tests/differential/expression.py tests/differential/minimise.py \
	tests/differential/schema_value.py

# Tests of the source stage make trees of files, those of the YAML front end
# read texts; its script runs `print`.
source_tree = tests/compiler/source/tree.c tests/compiler/source/tree.h
tests_compiler_source_source_read_test_SOURCES = \
	tests/compiler/source/source_read_test.c $(source_tree)
source_found = tests/compiler/source/found.c tests/compiler/source/found.h \
	$(source_tree)
tests_compiler_source_rule_root_test_SOURCES = \
	tests/compiler/source/rule_root_test.c $(source_found)
tests_compiler_source_source_set_test_SOURCES = \
	tests/compiler/source/source_set_test.c $(source_found)
yaml_reading = tests/compiler/yaml/reading.c tests/compiler/yaml/reading.h
tests_compiler_lint_place_test_SOURCES = \
	tests/compiler/lint/place_test.c $(yaml_reading)
tests_compiler_yaml_collection_test_SOURCES = \
	tests/compiler/yaml/collection_test.c $(yaml_reading)
tests_compiler_yaml_limits_test_SOURCES = \
	tests/compiler/yaml/limits_test.c $(yaml_reading)
tests_compiler_yaml_place_test_SOURCES = \
	tests/compiler/yaml/place_test.c $(yaml_reading)
tests_compiler_yaml_random_test_SOURCES = \
	tests/compiler/yaml/random_test.c $(yaml_reading)
tests_compiler_yaml_scalar_test_SOURCES = \
	tests/compiler/yaml/scalar_test.c $(yaml_reading)
noinst_PROGRAMS += tests/compiler/yaml/print
tests_compiler_yaml_print_LDADD = $(compiler_libs)
EXTRA_DIST += tests/compiler/yaml/golden
EXTRA_DIST += tests/compiler/rx/golden tests/compiler/rx/same

# Tests of passes make programs from the text form of the IR.
link_linked = tests/compiler/link/linked.c tests/compiler/link/linked.h
tests_compiler_link_merge_test_SOURCES = \
	tests/compiler/link/merge_test.c $(link_linked)
tests_compiler_link_package_index_test_SOURCES = \
	tests/compiler/link/package_index_test.c $(link_linked)
tests_compiler_link_require_test_SOURCES = \
	tests/compiler/link/require_test.c $(link_linked)

# What rules are lowered to, what passes make of it, and malformed texts.
EXTRA_DIST += tests/compiler/ir/golden tests/compiler/link/golden \
	tests/compiler/lower/golden

# Layouts of rule files, and rules in both languages.
EXTRA_DIST += tests/compiler/format/golden tests/compiler/print

# Benchmarks are scripts; what they measure of the library they measure by
# `rates`, which is linked like a program that embeds it.
noinst_PROGRAMS += tests/bench/evaluation/rates
tests_bench_evaluation_rates_SOURCES = \
	tests/bench/evaluation/rates.c \
	tests/bench/evaluation/steps.c \
	tests/bench/evaluation/steps.h \
	tests/bench/evaluation/world.c \
	tests/bench/evaluation/world.h
tests_bench_evaluation_rates_LDADD = libruntime.la
noinst_PROGRAMS += tests/bench/resolution/searches
tests_bench_resolution_searches_LDADD = $(resolver_libs)
noinst_PROGRAMS += tests/bench/native_code/compile \
	tests/bench/native_code/first_step
tests_bench_native_code_compile_CPPFLAGS = $(AM_CPPFLAGS) $(llvm_module)
tests_bench_native_code_compile_LDADD = $(compiler_libs)
tests_bench_native_code_first_step_LDADD = libruntime.la
EXTRA_DIST += tests/bench/check tests/bench/compile tests/bench/convert \
	tests/bench/eval \
	tests/bench/native \
	tests/bench/resolve tests/resolver/advise/check_lock.py \
	tests/resolver/advise/random_projects.py \
	tests/resolver/advise/satisfiability.py \
	tests/resolver/report/golden tests/resolver/report/packages.jsonl \
	tests/resolver/report/projects tests/resolver/report/rules \
	tests/resolver/steer \
	tests/bench/measure.py tests/bench/table.py

TESTS += $(check_PROGRAMS) $(script_tests)
if !TSAN
TESTS += $(tests_without_tsan)
endif
if !SANITIZED
TESTS += $(plain_tests)
endif

LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/run
AM_TESTS_ENVIRONMENT = \
	TOP_SRCDIR='$(abs_top_srcdir)'; export TOP_SRCDIR; \
	TOP_BUILDDIR='$(abs_top_builddir)'; export TOP_BUILDDIR; \
	SANITIZERS='$(SANITIZERS)'; export SANITIZERS;

EXTRA_DIST += $(script_tests) $(tests_without_tsan) $(plain_tests) \
	tests/compiler/emit/c_text.golden \
	tests/harness/llvm.sh tests/harness/node.sh tests/harness/tap.sh tests/run \
	tests/runtime/pep440_text.h \
	tests/docs/pages.py tests/lint tests/prescriptions/examples \
	tests/prescriptions/examples.py tests/quickstart

# Fuzz targets: with --enable-fuzzing for libFuzzer, otherwise programs that
# run a target on given inputs, which tests/fuzz_test does.
fuzz_targets = \
	tests/fuzz/bundle_fuzz \
	tests/fuzz/ir_fuzz \
	tests/fuzz/pep440_fuzz \
	tests/fuzz/project_fuzz \
	tests/fuzz/requirement_fuzz \
	tests/fuzz/rx_fuzz \
	tests/fuzz/yaml_fuzz
if UNIT_TESTS
noinst_PROGRAMS += $(fuzz_targets)
endif
if FUZZING
fuzz_main =
fuzz_ldflags = -fsanitize=fuzzer
else
fuzz_main = tests/fuzz/replay.c
fuzz_ldflags =
endif
tests_fuzz_bundle_fuzz_SOURCES = tests/fuzz/bundle_fuzz.c $(bundle_use) \
	$(fuzz_main)
tests_fuzz_bundle_fuzz_LDADD = $(compiler_libs)
tests_fuzz_bundle_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_ir_fuzz_SOURCES = tests/fuzz/ir_fuzz.c $(fuzz_main)
tests_fuzz_ir_fuzz_LDADD = $(compiler_libs)
tests_fuzz_ir_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_pep440_fuzz_SOURCES = tests/fuzz/pep440_fuzz.c $(fuzz_main)
tests_fuzz_pep440_fuzz_LDADD = $(compiler_libs)
tests_fuzz_pep440_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_project_fuzz_SOURCES = tests/fuzz/project_fuzz.c $(fuzz_main)
tests_fuzz_project_fuzz_LDADD = $(resolver_libs)
tests_fuzz_project_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_requirement_fuzz_SOURCES = tests/fuzz/requirement_fuzz.c \
	$(fuzz_main)
tests_fuzz_requirement_fuzz_LDADD = $(resolver_libs)
tests_fuzz_requirement_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_rx_fuzz_SOURCES = tests/fuzz/rx_fuzz.c \
	tests/fuzz/compiled_rules.c tests/fuzz/compiled_rules.h $(fuzz_main)
tests_fuzz_rx_fuzz_LDADD = $(compiler_libs)
tests_fuzz_rx_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
tests_fuzz_yaml_fuzz_SOURCES = tests/fuzz/yaml_fuzz.c \
	tests/fuzz/compiled_rules.c tests/fuzz/compiled_rules.h $(fuzz_main)
tests_fuzz_yaml_fuzz_LDADD = $(compiler_libs)
tests_fuzz_yaml_fuzz_LDFLAGS = $(AM_LDFLAGS) $(fuzz_ldflags)
EXTRA_DIST += tests/fuzz/seeds
