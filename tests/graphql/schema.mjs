// schema.mjs -- do our schemas hold in graphql-js?  Introspection must build a
// valid schema there, and our SDL must parse to the same one.
//
//   node schema.mjs PROGRAM      (tests/graphql/schemas, built)
import { execFileSync } from 'node:child_process';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';

const program = process.argv[2];
const run = (model, what, input) =>
  execFileSync(program, [model, what], { input, maxBuffer: 1 << 28 }).toString();
const whole = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
});
let failed = 0;

function check(about, held, more = '') {
  if (!held) failed++;
  console.log(`${held ? 'ok' : 'not ok'} - ${about}${held ? '' : `: ${more}`}`);
}

function firstDifference(a, b) {
  const x = a.split('\n');
  const y = b.split('\n');
  const i = x.findIndex((line, n) => line !== y[n]);
  return `line ${i + 1}: ${x[i]} | ${y[i]}`;
}

for (const model of ['standard', 'grown', 'empty', 'metadata']) {
  const told = buildClientSchema(JSON.parse(run(model, 'introspect', whole)));
  const complaints = validateSchema(told).map((e) => e.message);
  check(`${model}: introspection is a valid schema`, complaints.length === 0,
    complaints.slice(0, 3).join('; '));

  const written = buildSchema(run(model, 'sdl', ''));
  const wrong = validateSchema(written).map((e) => e.message);
  check(`${model}: SDL is a valid schema`, wrong.length === 0,
    wrong.slice(0, 3).join('; '));

  const a = printSchema(lexicographicSortSchema(told));
  const b = printSchema(lexicographicSortSchema(written));
  check(`${model}: both are the same`, a === b, firstDifference(a, b));
}
process.exitCode = failed === 0 ? 0 : 1;
