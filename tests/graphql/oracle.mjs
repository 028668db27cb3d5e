// oracle.mjs -- our parser, printer and validator against graphql-js: the same
// verdict on every document, the same syntax errors, the same printed text.
//
//   node oracle.mjs <path of the program verdicts> [documents to make]
import { spawnSync } from 'node:child_process';
import { buildClientSchema, getIntrospectionQuery, parse, print, validate, validateSchema } from 'graphql';
import { cases } from './cases.mjs';
import { Maker, scratch, spoil } from './generate.mjs';

const program = process.argv[2];
const made = Number(process.argv[3] ?? 400);

function run(mode, input, endpoint) {
  const child = spawnSync(program, [endpoint, mode], { input, maxBuffer: 1 << 30 });
  if (child.status !== 0)
    throw new Error(`${program} ${endpoint} ${mode}: ${child.status ?? child.signal}\n${child.stderr}`);
  return child.stdout.toString('utf8');
}

function theirs(schema, text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { syntax: true, errors: [error] };
  }
  const errors = validate(schema, document, undefined, { maxErrors: 90 });
  return { printed: print(document), syntax: false, errors };
}

// Definitions of types are refused as such: nobody looks inside, and they are
// printed as they came.
const hasTypeSystem = (text) => /\b(type|schema|scalar|union|enum|input|interface|directive|extend)\b/.test(text);
// Suggestions are ours to choose; a conflict is told once, not for each pair and
// each way to it.
const plain = (error) => error.message.replace(/ Did you mean .*$/s, '').replace(/^Fields "[^"]*" conflict.*$/s, 'Fields conflict');
// We cut what is long.
const same = (ours, whole) => ours === whole || (ours.endsWith('...".') && whole.startsWith(ours.slice(0, -5)));
const where = (error) => JSON.stringify((error.locations ?? []).map((l) => [l.line, l.column]));
const kinds = (errors) => [...new Set(errors.map(plain))].sort();

// Members that the schema takes and does not publish: the record API refuses
// them itself, with words of its own, or knows them by an old name.
const unpublished = /is not defined by type "(\w+GroupByInput|TSVectorFilter|ActorSourceEnumFilter)"|^Value "(Null|NotNull)" does not exist in "FilterIs"/;
const isPatient = (text, error) => unpublished.test(error.message) ||
  (text.includes('GroupBy') && error.message.startsWith('Boolean cannot represent'));
let excused = 0;

function compare(text, ours, oracle) {
  const faults = [];
  const refused = ours.errors !== undefined;
  if (!oracle.syntax && oracle.errors.some((error) => isPatient(text, error))) {
    excused++;
    return faults;
  }
  if (refused !== oracle.errors.length > 0 || (ours.syntax ?? false) !== oracle.syntax)
    faults.push(`verdict: ours ${JSON.stringify(ours.errors ?? 'valid')}, theirs ${JSON.stringify(oracle.errors)}`);
  else if (oracle.syntax) {
    const [a] = ours.errors, [b] = oracle.errors;
    if (!same(a.message, b.message) || where(a) !== where(b))
      faults.push(`syntax error: ours ${a.message} ${where(a)}, theirs ${b.message} ${where(b)}`);
  } else if (oracle.errors.length < 80 && !hasTypeSystem(text)) {
    let a = kinds(ours.errors ?? []), b = kinds(oracle.errors);
    if (b.some((message) => message.includes('is never used'))) // we do not look into what is not used
      [a, b] = [a, b].map((list) => list.filter((message) => message !== 'Fields conflict'));
    if (JSON.stringify(a) !== JSON.stringify(b))
      faults.push(`messages: ours ${JSON.stringify(a)}, theirs ${JSON.stringify(b)}`);
  }
  if (ours.printed !== undefined && oracle.printed !== undefined && ours.printed !== oracle.printed && !hasTypeSystem(text))
    faults.push(`printed: ours ${ours.printed}\ntheirs ${oracle.printed}`);
  return faults;
}

function documents(schema, endpoint) {
  const list = endpoint === 'core' ? [...cases] : [];
  for (let i = 0; i < made; i++) {
    const text = new Maker(schema, i + 1).document();
    list.push(text, spoil(text, i, schema), spoil(text, i + 100000, schema));
    if (i % 2 === 0) list.push(scratch(text, i));
  }
  return list.filter((text) => !text.includes('\0'));
}

let failed = 0;
for (const endpoint of ['core', 'metadata']) {
  const answer = JSON.parse(run('schema', getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true }), endpoint));
  const schema = buildClientSchema(answer);
  for (const error of validateSchema(schema)) {
    failed++;
    console.log(`${endpoint}: the schema: ${error.message}`);
  }
  const list = documents(schema, endpoint);
  const lines = run('check', list.join('\0'), endpoint).split('\n').slice(0, -1);
  if (lines.length !== list.length) throw new Error(`${lines.length} verdicts on ${list.length} documents`);
  let valid = 0, unreadable = 0;
  list.forEach((text, i) => {
    const oracle = theirs(schema, text);
    valid += oracle.errors.length === 0 ? 1 : 0;
    unreadable += oracle.syntax ? 1 : 0;
    for (const fault of compare(text, JSON.parse(lines[i]), oracle)) {
      failed++;
      if (failed <= 20) console.log(`--- ${endpoint}\n${text}\n${fault}`);
    }
  });
  console.log(`${endpoint}: ${list.length} documents, ${valid} valid, ${unreadable} unreadable`);
}
if (excused > 0) console.log(`${excused} documents use what is not published`);
console.log(failed === 0 ? 'graphql-js agrees' : `graphql-js differs ${failed} times`);
process.exit(failed === 0 ? 0 : 1);
