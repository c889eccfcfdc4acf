// SPDX-License-Identifier: Apache-2.0
//
// Judges the JSON Schema of prescriptions by recorded answers of the reference,
// with ajv as validator. Prints TAP.
//   node validate.js AJV SCHEMA VECTORS TREES
// AJV is ajv's folder; VECTORS has lines {id, valid, error}; TREES has what our
// reader made of the same texts: lines {id, tree}, without `tree` if JSON
// cannot express it (print.c in tests/compiler/check).

'use strict';
const fs = require('fs');
const path = require('path');

const [ajvFolder, schemaFile, vectorsFile, treesFile] = process.argv.slice(2);
const Ajv2020 = require(path.join(ajvFolder, 'dist', '2020.js')).default;

// What JSON Schema cannot state, by the reference's error. Each entry must be
// the only reason for at least one text.
const NOT_STATED = [
  { why: 'integer or float',
    error: /^(expected (float|int) for|not a valid value) .* Got -?\d+(\.0)?$/ },
  { why: 'text of a specifier', error: /^Invalid specifier: / },
  { why: 'unique names', error: /^\w+ with name .* is already present / },
];

function lines(file) {
  return fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)
    .map((line) => JSON.parse(line));
}

let count = 0;
let failures = 0;
function report(passed, name, details) {
  count += 1;
  failures += passed ? 0 : 1;
  console.log(`${passed ? 'ok' : 'not ok'} ${count} - schema: ${name}`);
  details.slice(0, 20).forEach((detail) => console.log(`# ${detail}`));
}

// All errors of a text, one a line, must be of one kind each.
function reasonsNotStated(error) {
  const kinds = error.split('\n').map(
    (line) => NOT_STATED.find((entry) => entry.error.test(line)));
  return kinds.every(Boolean) ? kinds : [];
}

const ajv = new Ajv2020({ strict: true, strictRequired: false,
  strictTypes: false, allErrors: true });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaFile, 'utf8')));
report(true, 'is a schema of draft 2020-12', []);

const trees = new Map(lines(treesFile).map((line) => [line.id, line]));
const vectors = lines(vectorsFile);
const wrong = { accepted: [], refused: [] };
const needed = new Set();
let judged = 0;
for (const vector of vectors) {
  const line = trees.get(vector.id);
  if (line === undefined || !('tree' in line)) continue;
  judged += 1;
  const accepted = validate(line.tree);
  if (accepted === vector.valid) continue;
  const text = `${vector.id}: ${vector.error}`.replace(/\n/g, ' / ');
  if (!accepted) {
    wrong.refused.push(`${vector.id}: ${ajv.errorsText(validate.errors)}`);
    continue;
  }
  const reasons = reasonsNotStated(vector.error);
  reasons.forEach((reason) => needed.add(reason));
  if (reasons.length === 0) wrong.accepted.push(text);
}

report(judged > vectors.length / 2,
  `${judged} of ${vectors.length} texts have a JSON form`, []);
report(wrong.refused.length === 0, 'accepts what the reference accepts',
  wrong.refused);
report(wrong.accepted.length === 0,
  'refuses what the reference refuses and JSON Schema can state',
  wrong.accepted);
for (const entry of NOT_STATED) {
  report(needed.has(entry), `cannot state: ${entry.why}`, []);
}
console.log(`1..${count}`);
process.exit(failures === 0 ? 0 : 1);
