" SPDX-License-Identifier: Apache-2.0
" Vim syntax file: the match/run language of thothc.

if exists('b:current_syntax')
  finish
endif

syn keyword rxStatement add adds advise and any as at by develop else error
syn keyword rxStatement for from function given group if in index info is let
syn keyword rxStatement log match matched metadata multi_package namespace
syn keyword rxStatement needs not note notes nothing of off or others
syn keyword rxStatement predicate reject release request required run says
syn keyword rxStatement score scores stop test then unit use version warn when
syn keyword rxStatement where with yield yields

syn keyword rxPredicate adviser dependency_monkey authenticated label uses os
syn keyword rxPredicate python cuda cudnn openblas openmpi mkl platform
syn keyword rxPredicate base_image abi rpm python_package cpu_family cpu_model
syn keyword rxPredicate cpu_flags gpu package resolved prerelease postrelease
syn keyword rxPredicate devrelease local
syn keyword rxFunction abs clamp max min
syn keyword rxConstant true false null
syn keyword rxType boot pseudonym sieve step stride wrap
syn match rxType '\<sieve\.SkipPackage\>'
syn match rxType '\<step\.SkipPackage\>'
syn match rxType '\<step\.AddPackage\>'
syn match rxType '\<step\.Group\>'
syn match rxType '\<wrap\.GHReleaseNotes\>'

syn match rxComment '#.*$' contains=@Spell
syn match rxValue '\$[A-Za-z_][A-Za-z0-9_.]*'
syn match rxNumber '\<[0-9][0-9.]*\(e[+-]\=[0-9]\+\)\=\>'
syn match rxSpecifier '\(===\|[=~!<>]=\|[<>]\)[0-9][A-Za-z0-9_.*+!-]*'
syn match rxFact '\<\(version\|stack\)\.[a-z]\+\>'
syn region rxString start='"' skip='\\.' end='"' oneline contains=rxInserted,rxEscape
syn match rxEscape '\\.' contained
syn match rxInserted '\${[^}]*}' contained

hi def link rxStatement Statement
hi def link rxPredicate Identifier
hi def link rxFunction Function
hi def link rxConstant Constant
hi def link rxType Type
hi def link rxComment Comment
hi def link rxValue Identifier
hi def link rxNumber Number
hi def link rxSpecifier Number
hi def link rxFact Identifier
hi def link rxString String
hi def link rxEscape Special
hi def link rxInserted Special

let b:current_syntax = 'rx'
