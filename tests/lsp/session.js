// SPDX-License-Identifier: Apache-2.0
//
// Drives `thothc lsp` with the client side of vscode-languageserver-protocol,
// as an editor would, and prints TAP.
//   node session.js NODE_MODULES THOTHC FOLDER
// FOLDER is an empty folder for the rules of the session.

'use strict';
const assert = require('assert');
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const [modules, thothc, folder] = process.argv.slice(2);
const lsp = require(path.join(modules, 'vscode-languageserver-protocol/node'));

const UNIT = `units:
  steps:
    - name: First
      type: step
      should_include:
        adviser_pipeline: true
        dependencies:
          steps: [here.Other]
      match:
        package_version:
          name: flask
      run:
        score: -0.5
`;
const OTHER = UNIT.replace('First', 'Other').replace(
  '        dependencies:\n          steps: [here.Other]\n', '');

function uriOf(name) {
  return pathToFileURL(path.join(folder, name)).href;
}

const RX = `step First {
  when adviser;
  match flask >=1.0 where version.major < 2;
  run score -0.5;
}
`;

// A session with one server; every test opens documents of its own.
class Session {
  constructor() {
    this.server = spawn(thothc, ['lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache') },
    });
    this.exit = new Promise((done) => this.server.on('exit', done));
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(this.server.stdout),
      new lsp.StreamMessageWriter(this.server.stdin));
    this.waiting = new Map();
    this.connection.onNotification(
      lsp.PublishDiagnosticsNotification.type,
      (report) => this.waiting.get(report.uri)?.(report));
    this.connection.listen();
  }

  async start(encodings) {
    const general = encodings && { positionEncodings: encodings };
    const answer = await this.connection.sendRequest(
      lsp.InitializeRequest.type, {
        processId: process.pid,
        rootUri: pathToFileURL(folder).href,
        capabilities: general ? { general } : {},
      });
    await this.connection.sendNotification(
      lsp.InitializedNotification.type, {});
    return answer;
  }

  reportOf(uri) {
    return new Promise((done) => this.waiting.set(uri, done));
  }

  async open(name, text) {
    const report = this.reportOf(uriOf(name));
    await this.connection.sendNotification(
      lsp.DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name), languageId: 'yaml', version: 1, text },
      });
    return (await report).diagnostics;
  }

  async change(name, text, version) {
    const report = this.reportOf(uriOf(name));
    await this.connection.sendNotification(
      lsp.DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uriOf(name), version },
        contentChanges: [{ text }],
      });
    return report;
  }

  // Asks about the place behind `mark`, "|", in a text.
  async ask(type, name, marked) {
    const at = marked.indexOf('|');
    const before = marked.slice(0, at).split('\n');
    await this.open(name, marked.slice(0, at) + marked.slice(at + 1));
    return this.connection.sendRequest(type, {
      textDocument: { uri: uriOf(name) },
      position: { line: before.length - 1, character: before.pop().length },
    });
  }

  async labels(name, marked) {
    const answer = await this.ask(lsp.CompletionRequest.type, name, marked);
    return answer.items.map((item) => item.label);
  }

  async stop() {
    await this.connection.sendRequest(lsp.ShutdownRequest.type);
    await this.connection.sendNotification(lsp.ExitNotification.type);
    return this.exit;
  }
}

function applied(text, edits) {
  const lines = text.split('\n');
  const offset = (place) => lines.slice(0, place.line)
    .reduce((sum, line) => sum + line.length + 1, 0) + place.character;
  return [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((result, edit) => result.slice(0, offset(edit.range.start)) +
      edit.newText + result.slice(offset(edit.range.end)), text);
}

const CASES = {
  async 'a good file has no findings'(session) {
    assert.deepStrictEqual(await session.open('good.yaml', OTHER), []);
  },
  async 'a mistake is shown where it is, and goes with it'(session) {
    const text = OTHER.replace('score: -0.5', 'scoer: -0.5');
    const [finding, ...more] = await session.open('typed.yaml', text);
    assert.deepStrictEqual(more, []);
    assert.deepStrictEqual(finding.range, {
      start: { line: 10, character: 8 }, end: { line: 10, character: 13 } });
    assert.strictEqual(finding.severity, 1);
    assert.match(finding.code, /^RX1\d\d$/);
    assert.match(finding.message, /did you mean 'score'/);
    const after = await session.change('typed.yaml', OTHER, 2);
    assert.deepStrictEqual(after.diagnostics, []);
    assert.strictEqual(after.version, 2);
  },
  async 'broken YAML is a finding, too'(session) {
    const [finding] = await session.open('broken.yaml', 'units: [\n');
    assert.match(finding.code, /^RX0\d\d$/);
  },
  async 'columns count units of UTF-16'(session) {
    const text = OTHER.replace(
      'score: -0.5', '{score: -0.5, "\u{1f40d}": 1}').replace('run:\n', 'run:');
    const [finding] = await session.open('wide.yaml', text);
    const line = text.split('\n')[finding.range.start.line];
    assert.strictEqual(
      line.slice(finding.range.start.character, finding.range.end.character),
      '"\u{1f40d}"');
  },
  async 'findings beyond the schema, and comments that hide them'(session) {
    const text = OTHER.replace('name: flask',
      'name: flask\n          version: ">=2,<1"');
    const [finding] = await session.open('empty.yaml', text);
    assert.strictEqual(finding.code, 'RX401');
    const hidden = text.replace('- name: Other',
      '- name: Other  # thothc: ignore[RX401] for this test');
    assert.deepStrictEqual(await session.open('hidden.yaml', hidden), []);
  },
  async 'hover explains a field'(session) {
    const hover = await session.ask(lsp.HoverRequest.type, 'hover.yaml',
      OTHER.replace('adviser_', 'adv|iser_'));
    assert.match(hover.contents.value, /adviser_pipeline.*giving advice/);
  },
  async 'hover explains a unit type, and nothing elsewhere'(session) {
    const type = await session.ask(lsp.HoverRequest.type, 'type.yaml',
      OTHER.replace('type: step', 'type: st|ep'));
    assert.match(type.contents.value, /about to be resolved/);
    assert.strictEqual(await session.ask(lsp.HoverRequest.type, 'none.yaml',
      '|' + OTHER.replace('units', 'unts')), null);
  },
  async 'completion of keys leaves out those that are there'(session) {
    const labels = await session.labels('keys.yaml',
      OTHER.replace('        adviser_pipeline: true\n',
        '        adviser_pipeline: true\n        |\n'));
    assert.ok(labels.includes('recommendation_types'));
    assert.ok(!labels.includes('adviser_pipeline'));
    assert.ok(!labels.includes('score'));
  },
  async 'completion knows the unit type around'(session) {
    const labels = await session.labels('run.yaml',
      OTHER.replace('score: -0.5', 'sc|'));
    assert.deepStrictEqual(labels, ['score']);
    const boot = await session.labels('boot.yaml',
      'units:\n  boots:\n    - name: B\n      type: boot\n      run:\n' +
      '        |\n');
    assert.ok(boot.includes('not_acceptable') && !boot.includes('score'));
  },
  async 'completion of choices, types and booleans'(session) {
    assert.deepStrictEqual(await session.labels('choice.yaml',
      OTHER.replace('adviser_pipeline: true',
        'recommendation_types:\n          - st|')), ['stable']);
    assert.deepStrictEqual(await session.labels('types.yaml',
      OTHER.replace('type: step', 'type: |')),
    ['step', 'step.SkipPackage', 'step.AddPackage', 'step.Group']);
    assert.deepStrictEqual(await session.labels('boolean.yaml',
      OTHER.replace('adviser_pipeline: true', 'adviser_pipeline: |')),
    ['true', 'false']);
  },
  async 'completion of names of packages and units'(session) {
    assert.deepStrictEqual(await session.labels('package.yaml',
      OTHER.replace('name: flask', 'name: fl|')), ['flask']);
    assert.deepStrictEqual(await session.labels('unit.yaml',
      UNIT.replace('steps: [here.Other]', 'steps:\n            - he|')),
    ['here.Other']);
  },
  async 'a completion replaces what was typed'(session) {
    const answer = await session.ask(lsp.CompletionRequest.type, 'edit.yaml',
      OTHER.replace('score: -0.5', 'sco|'));
    const edited = applied(OTHER.replace('score: -0.5', 'sco'),
      [answer.items[0].textEdit]);
    assert.strictEqual(edited, OTHER.replace('score: -0.5', 'score:'));
  },
  async 'a dependency leads to its unit'(session) {
    const places = await session.ask(lsp.DefinitionRequest.type,
      'definition.yaml', UNIT.replace('here.Other', 'here.|Other'));
    assert.strictEqual(places.length, 1);
    assert.strictEqual(places[0].uri, uriOf('other.yaml'));
    assert.strictEqual(places[0].range.start.line, 2);
  },
  async 'a quick fix repairs the text'(session) {
    const text = OTHER.replace('name: flask',
      'name: flask\n          version: "==1.0.0-rc1"');
    const [finding] = await session.open('fix.yaml', text);
    const [action] = await session.connection.sendRequest(
      lsp.CodeActionRequest.type, {
        textDocument: { uri: uriOf('fix.yaml') },
        range: finding.range, context: { diagnostics: [finding] },
      });
    assert.strictEqual(action.diagnostics[0].code, finding.code);
    const fixed = applied(text, action.edit.changes[uriOf('fix.yaml')]);
    assert.strictEqual(fixed, text.replace('1.0.0-rc1', '1.0.0rc1'));
    assert.deepStrictEqual(await session.open('fixed.yaml', fixed), []);
  },
  async 'the match/run language: findings'(session) {
    assert.deepStrictEqual(await session.open('good.rx', RX), []);
    const [finding] = await session.open('bad.rx', RX.replace('when', 'wen'));
    assert.match(finding.code, /^RX0\d\d$/);
    assert.strictEqual(finding.range.start.line, 1);
  },
  async 'the match/run language: completion'(session) {
    const at = async (name, from, to) => {
      const labels = await session.labels(`${name}.rx`, RX.replace(from, to));
      return (label) => labels.includes(label);
    };
    const item = await at('item', 'step First', 'st|');
    assert.ok(item('step.Group') && item('stride') && !item('match'));
    const clause = await at('clause', 'when adviser', 'w|');
    assert.ok(clause('when') && !clause('match'));
    const predicate = await at('predicate', 'adviser;', 'adviser and py|;');
    assert.ok(predicate('python') && predicate('python_package'));
    const name = await at('name', 'match flask', 'match fl|');
    assert.ok(name('flask'));
    const action = await at('action', 'score -0.5', 're|');
    assert.ok(action('reject') && action('release notes of'));
    const fact = await at('fact', '-0.5', 'version.|');
    assert.ok(fact('version.age') && !fact('stack.size'));
    const module = await at('module', 'step First', 'use std.|');
    assert.ok(module('std.index'));
    const comment = await at('comment', '  when', '  # match |\n  when');
    assert.ok(!comment('flask'));
  },
  async 'the match/run language: hover'(session) {
    const hover = await session.ask(lsp.HoverRequest.type, 'hover.rx',
      RX.replace('adviser', 'ad|viser'));
    assert.match(hover.contents.value, /adviser_pipeline/);
  },
  async 'formatting lays a text out once'(session) {
    for (const [name, ugly] of [
      ['ugly.rx', RX.replace('  when', 'when').replace(';\n}', '; }')],
      ['ugly.yaml', OTHER.replace('      type: step', '      type:   step')]]) {
      await session.open(name, ugly);
      const request = {
        textDocument: { uri: uriOf(name) },
        options: { tabSize: 2, insertSpaces: true },
      };
      const edits = await session.connection.sendRequest(
        lsp.DocumentFormattingRequest.type, request);
      const text = applied(ugly, edits);
      assert.notStrictEqual(text, ugly);
      await session.change(name, text, 2);
      assert.deepStrictEqual(await session.connection.sendRequest(
        lsp.DocumentFormattingRequest.type, request), []);
    }
  },
  async 'a closed document has no findings'(session) {
    await session.open('closed.yaml', 'units: [\n');
    const report = session.reportOf(uriOf('closed.yaml'));
    await session.connection.sendNotification(
      lsp.DidCloseTextDocumentNotification.type,
      { textDocument: { uri: uriOf('closed.yaml') } });
    assert.deepStrictEqual((await report).diagnostics, []);
  },
  async 'an unknown request is refused, the session goes on'(session) {
    await assert.rejects(session.connection.sendRequest('thoth/nothing', {}),
      { code: lsp.ErrorCodes.MethodNotFound });
    assert.deepStrictEqual(await session.open('again.yaml', OTHER), []);
  },
  async 'columns as characters, if the editor can'() {
    const other = new Session();
    const answer = await other.start(['utf-32', 'utf-16']);
    assert.strictEqual(answer.capabilities.positionEncoding, 'utf-32');
    const [finding] = await other.open('wide.yaml', OTHER.replace(
      '        score: -0.5', '        {"\u{1f40d}": 1}'));
    assert.strictEqual(
      finding.range.end.character - finding.range.start.character, 3);
    assert.strictEqual(await other.stop(), 0);
  },
  async 'a session ends as agreed'(session) {
    assert.strictEqual(await session.stop(), 0);
  },
};

async function main() {
  fs.writeFileSync(path.join(folder, '_prescription_metadata.yaml'),
    'prescription:\n  name: here\n');
  fs.writeFileSync(path.join(folder, 'other.yaml'), OTHER);
  const session = new Session();
  await session.start();
  let number = 0;
  for (const [name, run] of Object.entries(CASES)) {
    number++;
    try {
      await run(session);
      console.log(`ok ${number} - lsp: ${name}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`not ok ${number} - lsp: ${name}`);
      console.log(String(error.stack).replace(/^/gm, '# '));
    }
  }
  console.log(`1..${number}`);
  process.exit();
}

main();
