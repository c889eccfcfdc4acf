# SPDX-License-Identifier: Apache-2.0
#
# resolver/: the program thoth and the library behind it. A new file is one
# more line in the list of its layer; layers are listed in the order in which
# they may include each other (tests/layering_test checks it). Of libthoth they
# see the public header, of the compiler its base (memory, messages, files).
#
# The objects are collected in libresolver.la, an archive that is not installed:
# thoth and the tests link it, so that they run in place and reach internal
# functions.

noinst_LTLIBRARIES += libresolver.la
libresolver_la_SOURCES = \
	$(resolver_base) $(resolver_environment) $(resolver_requirement) \
	$(resolver_kb) $(resolver_input) $(resolver_search) $(resolver_rules) \
	$(resolver_report) $(resolver_advise)

# libthoth-resolver is the same objects behind the public header, with libthoth
# beside it: the runtime is in a process once. The header is installed as it
# stands, but includes libthoth's as installed, too.
#
# CURRENT:REVISION:AGE; docs/compatibility.md says when they change.
lib_LTLIBRARIES += libthoth-resolver.la
libthoth_resolver_la_SOURCES =
libthoth_resolver_la_LIBADD = libresolver.la libfoundation.la libthoth.la \
	$(resolver_foreign_libs)
libthoth_resolver_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 \
	-no-undefined -export-symbols-regex '^thoth_'
resolver_foreign_libs = $(SQLITE_LIBS) $(ZSTD_LIBS) $(LIBMD_LIBS) $(YAML_LIBS) \
	$(JANSSON_LIBS) $(PTHREAD_LIBS) -lstdc++ -lm

nodist_include_HEADERS = installed/thoth_resolver.h
BUILT_SOURCES += installed/thoth_resolver.h
CLEANFILES += installed/thoth_resolver.h
installed/thoth_resolver.h: $(top_srcdir)/resolver/thoth_resolver.h
	$(AM_V_GEN)$(MKDIR_P) installed && \
	sed 's|"runtime/thoth.h"|<thoth.h>|' \
		$(top_srcdir)/resolver/thoth_resolver.h >$@.new && mv $@.new $@

resolver_base = \
	resolver/base/problem.c \
	resolver/base/problem.h \
	resolver/base/text_table.c \
	resolver/base/text_table.h
resolver_environment = \
	resolver/environment/detect.c \
	resolver/environment/detect.h \
	resolver/environment/environment.c \
	resolver/environment/environment.h \
	resolver/environment/environment_print.c \
	resolver/environment/python_version.c \
	resolver/environment/python_version.h \
	resolver/environment/system_file.c \
	resolver/environment/system_file.h
resolver_requirement = \
	resolver/requirement/marker.h \
	resolver/requirement/marker_evaluate.c \
	resolver/requirement/marker_parse.c \
	resolver/requirement/marker_print.c \
	resolver/requirement/marker_values.c \
	resolver/requirement/requirement.c \
	resolver/requirement/requirement.h \
	resolver/requirement/requirement_parse.c \
	resolver/requirement/scanner.h
resolver_kb = \
	resolver/kb/closure.c \
	resolver/kb/closure.h \
	resolver/kb/closure_advisories.c \
	resolver/kb/closure_builder.h \
	resolver/kb/closure_edges.c \
	resolver/kb/closure_load.c \
	resolver/kb/closure_package.c \
	resolver/kb/closure_ranges.c \
	resolver/kb/import_advisory.c \
	resolver/kb/import_image.c \
	resolver/kb/import_version.c \
	resolver/kb/importer.c \
	resolver/kb/importer.h \
	resolver/kb/kb.c \
	resolver/kb/kb.h \
	resolver/kb/kb_image.c \
	resolver/kb/kb_import.c \
	resolver/kb/kb_verify.c \
	resolver/kb/kb_version.c \
	resolver/kb/line_reader.c \
	resolver/kb/line_reader.h \
	resolver/kb/schema.c \
	resolver/kb/store.c \
	resolver/kb/store.h
resolver_input = \
	resolver/input/configuration.c \
	resolver/input/document.c \
	resolver/input/document.h \
	resolver/input/document_toml.c \
	resolver/input/document_yaml.c \
	resolver/input/logical_line.c \
	resolver/input/logical_line.h \
	resolver/input/pipfile.c \
	resolver/input/pipfile_lock.c \
	resolver/input/project.c \
	resolver/input/project.h \
	resolver/input/project_reader.c \
	resolver/input/project_reader.h \
	resolver/input/project_request.c \
	resolver/input/project_request.h \
	resolver/input/pyproject.c \
	resolver/input/requirements.c \
	resolver/input/toml_shim.cc \
	resolver/input/toml_shim.h \
	resolver/input/usage.c \
	resolver/input/variables.c \
	resolver/input/variables.h
resolver_search = \
	resolver/search/annealing.c \
	resolver/search/annealing.h \
	resolver/search/beam.c \
	resolver/search/beam.h \
	resolver/search/best_first.c \
	resolver/search/best_first.h \
	resolver/search/candidate_set.c \
	resolver/search/candidate_set.h \
	resolver/search/choose.c \
	resolver/search/conflict.c \
	resolver/search/conflict.h \
	resolver/search/conflict_search.c \
	resolver/search/followers.c \
	resolver/search/followers.h \
	resolver/search/growth.h \
	resolver/search/hopeless.c \
	resolver/search/hopeless.h \
	resolver/search/incumbents.c \
	resolver/search/incumbents.h \
	resolver/search/move.c \
	resolver/search/opening.c \
	resolver/search/opening.h \
	resolver/search/outlook.c \
	resolver/search/outlook.h \
	resolver/search/own_stack.c \
	resolver/search/policy.h \
	resolver/search/predictor.c \
	resolver/search/predictor.h \
	resolver/search/predictor_exact.c \
	resolver/search/predictor_latest.c \
	resolver/search/predictor_lookahead.c \
	resolver/search/predictor_mcts.c \
	resolver/search/predictor_td.c \
	resolver/search/pseudonym.c \
	resolver/search/random.h \
	resolver/search/renew.c \
	resolver/search/renew.h \
	resolver/search/resolution.c \
	resolver/search/resolution.h \
	resolver/search/resolve.c \
	resolver/search/search.c \
	resolver/search/search.h \
	resolver/search/space.c \
	resolver/search/space.h \
	resolver/search/space_describe.c \
	resolver/search/space_links.c \
	resolver/search/stack_requirement.c \
	resolver/search/stack_requirement.h \
	resolver/search/state_heap.c \
	resolver/search/state_heap.h \
	resolver/search/state_pool.c \
	resolver/search/state_pool.h \
	resolver/search/step.c \
	resolver/search/step.h \
	resolver/search/text_block.c \
	resolver/search/text_block.h \
	resolver/thoth_resolver.h
resolver_rules = \
	resolver/search/closure_space.c \
	resolver/search/closure_space.h \
	resolver/search/rules.c \
	resolver/search/rules.h \
	resolver/search/rules_companions.c \
	resolver/search/rules_decide.c \
	resolver/search/rules_explain.c \
	resolver/search/rules_judge.c \
	resolver/search/space_json.c \
	resolver/search/space_json.h

resolver_report = \
	resolver/report/advice.c \
	resolver/report/advice.h \
	resolver/report/axis.c \
	resolver/report/axis.h \
	resolver/report/dot_text.c \
	resolver/report/dot_text.h \
	resolver/report/graphviz.c \
	resolver/report/graphviz.h \
	resolver/report/json_build.c \
	resolver/report/json_build.h \
	resolver/report/plot_svg.c \
	resolver/report/plot_svg.h \
	resolver/report/product_json.c \
	resolver/report/project_json.c \
	resolver/report/project_json.h \
	resolver/report/report_json.c \
	resolver/report/report_json.h \
	resolver/report/stack_graph.c \
	resolver/report/stack_graph.h \
	resolver/report/xml_text.c
resolver_advise = \
	resolver/advise/advise.c \
	resolver/advise/advise.h \
	resolver/advise/advise_conflict.c \
	resolver/advise/advise_known.c \
	resolver/advise/advise_options.c \
	resolver/advise/advise_outputs.c \
	resolver/advise/advise_own.c \
	resolver/advise/advise_packages.c \
	resolver/advise/advise_pictures.c \
	resolver/advise/advise_pins.c \
	resolver/advise/advise_remarks.c \
	resolver/advise/constraint_conflict.c \
	resolver/advise/constraint_conflict.h \
	resolver/advise/lock_document.c \
	resolver/advise/lock_document.h \
	resolver/advise/lock_markers.c \
	resolver/advise/lock_markers.h \
	resolver/advise/manifest_hash.c \
	resolver/advise/manifest_hash.h \
	resolver/advise/thoth_advise.c \
	resolver/advise/why.h \
	resolver/advise/why_absent.c \
	resolver/advise/why_package.c \
	resolver/advise/why_present.c \
	resolver/advise/why_rules.c \
	resolver/advise/why_search.c \
	resolver/advise/why_version.c

# What a program needs that uses the resolver, in the order of linking.
resolver_libs = libresolver.la libbase.la libruntime.la \
	$(resolver_foreign_libs)

bin_PROGRAMS += thoth
thoth_SOURCES = \
	resolver/driver/advise_print.c \
	resolver/driver/advise_print.h \
	resolver/driver/advise_reasons.c \
	resolver/driver/advise_write.c \
	resolver/driver/advise_write.h \
	resolver/driver/command.c \
	resolver/driver/command.h \
	resolver/driver/command_advise.c \
	resolver/driver/command_config.c \
	resolver/driver/command_inputs.c \
	resolver/driver/command_kb.c \
	resolver/driver/command_why.c \
	resolver/driver/main.c \
	resolver/driver/request_advice.c \
	resolver/driver/request_advice.h \
	resolver/driver/request_options.c \
	resolver/driver/request_options.h \
	resolver/driver/search_progress.c \
	resolver/driver/search_progress.h
thoth_LDADD = $(resolver_libs)

# Small projects and what is known of their packages.
EXTRA_DIST += examples/README.md examples/extract.py examples/packages.jsonl \
	examples/shop/Pipfile examples/web/Pipfile
