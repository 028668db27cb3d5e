// client.mjs -- the day of an ordinary client (graphql-request and graphql-js)
// over both endpoints of a running server: an object of its own, 500 records in
// batches, pages both ways, relations, aggregates, groups, search, refusals.
//
//   URL=http://127.0.0.1:3000 KEY=... node client.mjs
import assert from 'node:assert/strict';
import { isEnumType, isNonNullType } from 'graphql';
import { Endpoint, listObjects, makeObject, steps } from './world.mjs';

const { URL: server, KEY: key } = process.env;
const records = new Endpoint(`${server}/graphql`, key);
const metadata = new Endpoint(`${server}/metadata`, key);
const stages = ['PLANNED', 'UNDERWAY', 'DONE'];
const count = 500, batch = 60;
let ours, companies;

// Every seventh crew is unknown, and each number occurs often.
const expedition = (n) => ({
  code: `E${String(n).padStart(4, '0')}`, name: `Voyage ${n}`, crew: n % 7 === 0 ? null : n % 11, manned: n % 2 === 0,
  stage: stages[n % 3], startsOn: `2025-${String(1 + (n % 12)).padStart(2, '0')}-15`, stops: n % 5 === 0 ? [] : ['Oslo', 'Åbo'],
  leader: { firstName: 'Zoë', lastName: `L${n % 4}` }, cost: { amountMicros: n * 1000000, currencyCode: 'EUR' },
  position: n, sponsorId: n % 10 === 0 ? null : companies[n % 3].id,
});
const numbers = Array.from({ length: count }, (_, i) => i + 1);
const code = (response) => response.errors[0].extensions?.code;

async function stored(filter = {}) {
  const { expeditions } = await records.ask('query($f: ExpeditionFilterInput) { expeditions(filter: $f) { totalCount } }', { f: filter });
  return expeditions.totalCount;
}

const create = `mutation($data: [ExpeditionCreateInput!]!, $upsert: Boolean) {
  createExpeditions(data: $data, upsert: $upsert) { id code crew stage stops leader { firstName lastName } sponsor { name } } }`;

async function theSchemasAreRead() {
  await metadata.introspect();
  await records.introspect();
  assert.ok(records.schema.getQueryType().getFields().people);
  assert.ok(metadata.schema.getMutationType().getFields().createOneObject);
}

async function objectsAreListed() {
  const all = await listObjects(metadata);
  const people = all.find((object) => object.namePlural === 'people');

  assert.equal(new Set(all.map((object) => object.id)).size, all.length);
  assert.ok(people.fieldsList.some((field) => field.name === 'emails' && field.type === 'EMAILS'));
  for (const { namePlural } of all) assert.ok(records.schema.getQueryType().getFields()[namePlural], namePlural);
}

async function anObjectIsMadeAndServedAtOnce() {
  const all = await listObjects(metadata);

  ours = await makeObject(metadata, all.find((object) => object.nameSingular === 'company').id);
  assert.equal((await listObjects(metadata)).length, all.length + 1);
  const schema = await records.introspect();
  const type = schema.getType('Expedition').getFields();

  assert.ok(isNonNullType(type.id.type) && isEnumType(type.stage.type));
  assert.equal(String(type.sponsor.type), 'Company');
  assert.equal(String(schema.getType('Company').getFields().expeditions.type), 'ExpeditionConnection');
  assert.equal(await stored(), 0);
}

async function oneRecordIsCreated() {
  const input = '[CompanyCreateInput!]!';
  const { createCompanies } = await records.ask(`mutation($data: ${input}) { createCompanies(data: $data) { id name } }`,
    { data: ['Café Ångström', 'Borealis', 'Cygnus'].map((name) => ({ name })) });

  companies = createCompanies;
  const { createExpedition: made } = await records.ask(`mutation($data: ExpeditionCreateInput!) {
    createExpedition(data: $data) { __typename code crew manned startsOn stops cost { amountMicros currencyCode } who: sponsor { name } } }`,
    { data: expedition(1) });

  assert.deepEqual(made, { __typename: 'Expedition', code: 'E0001', crew: 1, manned: false, startsOn: '2025-02-15',
    stops: ['Oslo', 'Åbo'], cost: { amountMicros: 1000000, currencyCode: 'EUR' }, who: { name: 'Borealis' } });
}

async function recordsAreCreatedInBatches() {
  for (let from = 1; from < count; from += batch) {
    const data = numbers.slice(from, from + batch).map(expedition);
    const { createExpeditions: made } = await records.ask(create, { data });

    assert.deepEqual(made.map((one) => one.code), data.map((one) => one.code));
    made.forEach((one, i) => assert.equal(one.sponsor?.name ?? null,
      companies.find((company) => company.id === data[i].sponsorId)?.name ?? null));
  }
  assert.equal(await stored(), count);
}

async function batchesStandOrFallWhole() {
  const tooMany = Array.from({ length: batch + 1 }, (_, i) => ({ code: `X${i}` }));
  const taken = [{ code: 'X1' }, { code: 'E0007' }];

  assert.equal(code(await records.refusal(create, { data: tooMany })), 'BAD_USER_INPUT');
  const refused = await records.refusal(create, { data: taken });
  assert.equal(code(refused), 'BAD_USER_INPUT');
  assert.match(refused.errors[0].message, /duplicate entry/);
  assert.deepEqual(refused.errors[0].path, ['createExpeditions']);
  assert.equal(await stored(), count);
}

async function batchesAreUpserted() {
  const known = numbers.slice(0, 30);
  const { expeditions } = await records.ask('{ expeditions(first: 30, orderBy: [{position: AscNullsFirst}]) { edges { node { id code } } } }');
  const ids = new Map(expeditions.edges.map(({ node }) => [node.code, node.id]));
  const data = [...known.map((n) => ({ code: expedition(n).code, crew: 99 })), ...known.map((n) => ({ code: `N${n}`, stage: 'DONE' }))];
  const { createExpeditions: made } = await records.ask(create, { data, upsert: true });

  made.slice(0, 30).forEach((one, i) => {
    const { stage, stops, leader } = expedition(known[i]);
    assert.deepEqual([one.id, one.crew, one.stage, one.stops, one.leader], [ids.get(one.code), 99, stage, stops, leader]);
  });
  assert.equal(await stored({ crew: { eq: 99 } }), 30);
  assert.equal(await stored(), count + 30);
  const { destroyExpeditions } = await records.ask('mutation { destroyExpeditions(filter: {code: {startsWith: "N"}}) { id } }');
  assert.equal(destroyExpeditions.length, 30);
  const back = known.map((n) => ({ code: expedition(n).code, crew: expedition(n).crew }));
  await records.ask(create, { data: back, upsert: true });
  assert.equal(await stored(), count);
}

const page = `query($order: [ExpeditionOrderByInput], $first: Int, $last: Int, $after: String, $before: String) {
  expeditions(orderBy: $order, first: $first, last: $last, after: $after, before: $before) {
    totalCount edges { cursor node { code crew leader { lastName } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function pagesMeetTheWholeList(order, size) {
  const whole = (await records.ask(page, { order, first: count + 9 })).expeditions;
  const expected = whole.edges.map((edge) => edge.node.code);
  const forward = [], backward = [];
  let info = { hasNextPage: true };

  assert.deepEqual([...expected].sort(), numbers.map((n) => expedition(n).code));
  while (info.hasNextPage) {
    const { expeditions } = await records.ask(page, { order, first: size, after: info.endCursor });
    assert.equal(expeditions.totalCount, count);
    assert.equal(expeditions.edges.at(-1).cursor, expeditions.pageInfo.endCursor);
    forward.push(...expeditions.edges.map((edge) => edge.node.code));
    info = expeditions.pageInfo;
    assert.ok(forward.length <= count);
  }
  assert.deepEqual(forward, expected);
  info = { hasPreviousPage: true, startCursor: info.endCursor };
  while (info.hasPreviousPage) {
    const { expeditions } = await records.ask(page, { order, last: size, before: info.startCursor });
    assert.equal(expeditions.edges[0].cursor, expeditions.pageInfo.startCursor);
    backward.unshift(...expeditions.edges.map((edge) => edge.node.code));
    info = expeditions.pageInfo;
    assert.ok(backward.length < count);
  }
  assert.deepEqual(backward, expected.slice(0, -1));
  return whole.edges.map((edge) => edge.node);
}

async function pagesByCursorMissNothing() {
  await pagesMeetTheWholeList(undefined, 47);
  const byCrew = await pagesMeetTheWholeList([{ crew: 'DescNullsLast' }], 50);
  const values = byCrew.map((one) => one.crew ?? -1);
  assert.deepEqual(values, [...values].sort((a, b) => b - a));
  await pagesMeetTheWholeList([{ crew: 'AscNullsFirst' }, { leader: { lastName: 'DescNullsLast' } }], 33);
}

async function relationsTakeTheirOwnArguments() {
  const { companies: found } = await records.ask(`query($size: Int!, $deep: Boolean!) {
    companies(filter: {name: {in: ["Café Ångström", "Borealis", "Cygnus"]}}, orderBy: [{name: AscNullsLast}]) { edges { node { name
      least: expeditions(first: $size, orderBy: [{position: AscNullsFirst}]) { edges { node { position } } }
      done: expeditions(first: 2, filter: {stage: {eq: DONE}}, orderBy: [{position: DescNullsLast}]) {
        edges { node { ...Short sponsor @include(if: $deep) { name } } } }
    } } } }
    fragment Short on Expedition { position stage }`, { size: 3, deep: true });

  assert.deepEqual(found.edges.map(({ node }) => node.name), ['Borealis', 'Café Ångström', 'Cygnus']);
  for (const { node } of found.edges) {
    const mine = numbers.map(expedition).filter((one) => companies.find((c) => c.id === one.sponsorId)?.name === node.name);
    const done = mine.filter((one) => one.stage === 'DONE').reverse().slice(0, 2);

    assert.deepEqual(node.least.edges.map((edge) => edge.node.position), mine.slice(0, 3).map((one) => one.position));
    assert.deepEqual(node.done.edges.map((edge) => edge.node),
      done.map((one) => ({ position: one.position, stage: 'DONE', sponsor: { name: node.name } })));
  }
}

async function aggregatesAreTrue() {
  const { expeditions } = await records.ask(`query($f: ExpeditionFilterInput) { expeditions(filter: $f, first: 1) {
    totalCount sumCrew avgCrew minCrew maxCrew countEmptyCrew countTrueManned countUniqueValuesStage sumCostAmountMicros minStartsOn } }`,
    { f: { sponsor: { name: { eq: 'Cygnus' } } } });
  const mine = numbers.map(expedition).filter((one) => one.sponsorId === companies[2].id);
  const crews = mine.map((one) => one.crew).filter((crew) => crew !== null);
  const sum = crews.reduce((a, b) => a + b, 0);

  assert.ok(Math.abs(expeditions.avgCrew - sum / crews.length) < 1e-9);
  delete expeditions.avgCrew;
  assert.deepEqual(expeditions, { totalCount: mine.length, sumCrew: sum, minCrew: Math.min(...crews), maxCrew: Math.max(...crews),
    countEmptyCrew: mine.length - crews.length, countTrueManned: mine.filter((one) => one.manned).length,
    countUniqueValuesStage: new Set(mine.map((one) => one.stage)).size,
    sumCostAmountMicros: mine.reduce((a, one) => a + one.cost.amountMicros, 0),
    minStartsOn: mine.map((one) => one.startsOn).sort()[0] });
}

async function groupsAreTrue() {
  const { expeditionsGroupBy: groups } = await records.ask(`{ expeditionsGroupBy(groupBy: [{stage: true}, {sponsor: {name: true}}]
    orderBy: [{stage: AscNullsLast}, {sponsor: {name: AscNullsLast}}]) { groupByDimensionValues totalCount maxCrew } }`);
  const expected = new Map();

  for (const one of numbers.map(expedition)) {
    const name = JSON.stringify([one.stage, companies.find((c) => c.id === one.sponsorId)?.name ?? null]);
    const group = expected.get(name) ?? { totalCount: 0, maxCrew: null };
    expected.set(name, { totalCount: group.totalCount + 1, maxCrew: one.crew === null ? group.maxCrew : Math.max(group.maxCrew ?? 0, one.crew) });
  }
  assert.equal(groups.length, expected.size);
  for (const { groupByDimensionValues, ...told } of groups) assert.deepEqual(told, expected.get(JSON.stringify(groupByDimensionValues)));
  const order = groups.map((group) => group.groupByDimensionValues[0]);
  assert.deepEqual(order, [...order].sort());
}

async function searchFindsWordsWithoutTheirAccents() {
  const search = `query($words: String!, $only: [String!], $after: String) {
    search(searchInput: $words, limit: 60, includedObjectNameSingulars: $only, after: $after) {
      edges { node { objectNameSingular label recordId } } pageInfo { hasNextPage endCursor } } }`;
  const { search: one } = await records.ask(search, { words: 'ANGSTR' });
  const found = new Set();

  assert.deepEqual(one.edges.map(({ node }) => node), [{ objectNameSingular: 'company', label: 'Café Ångström', recordId: companies[0].id }]);
  for (let after; ;) {
    const { search: some } = await records.ask(search, { words: 'voyage', only: ['expedition'], after });
    some.edges.forEach(({ node }) => found.add(node.label));
    if (!some.pageInfo.hasNextPage || some.edges.length === 0) break;
    after = some.pageInfo.endCursor;
  }
  assert.equal(found.size, count);
}

async function recordsComeBackFromTheBin() {
  const filter = { code: { in: ['E0001', 'E0002'] } };
  const change = (verb) => records.ask(`mutation($filter: ExpeditionFilterInput!) { ${verb}Expeditions(filter: $filter) { code deletedAt } }`, { filter });

  assert.ok((await change('delete')).deleteExpeditions.every((one) => one.deletedAt !== null));
  assert.equal(await stored(), count - 2);
  assert.equal(await stored({ deletedAt: { is: 'NOT_NULL' } }), 2);
  assert.ok((await change('restore')).restoreExpeditions.every((one) => one.deletedAt === null));
  assert.equal(await stored(), count);
}

async function refusalsCarryCodes() {
  const unknown = '11111111-1111-4111-8111-111111111111';
  const missing = await records.refusal('query($id: UUID!) { expedition(filter: {id: {eq: $id}}) { id } }', { id: unknown });
  const mixed = await records.refusal(`mutation { a: updateExpedition(id: "${unknown}", data: {crew: 1}) { id } }`);
  const wrong = await records.refusal('{ expeditions { edges { node { nonsense } } } }');
  const syntax = await records.refusal('{ expeditions {');
  const variable = await records.refusal(create, { data: [{ crew: 'many' }] });
  const object = await metadata.refusal('query($id: UUID!) { object(id: $id) { id } }', { id: unknown });
  const taken = await metadata.refusal(`mutation { createOneObject(input: {object: {nameSingular: "expedition",
    namePlural: "expeditions", labelSingular: "E", labelPlural: "Es"}}) { id } }`);
  const stranger = await new Endpoint(`${server}/graphql`, 'garbage').refusal('{ expeditions { totalCount } }');

  assert.deepEqual([missing.status, code(missing), missing.errors[0].extensions.subCode, missing.data], [200, 'NOT_FOUND', 'RECORD_NOT_FOUND', { expedition: null }]);
  assert.deepEqual([code(mixed), mixed.errors[0].path, mixed.data], ['NOT_FOUND', ['a'], { a: null }]);
  assert.match(wrong.errors[0].message, /^Cannot query field "nonsense" on type "Expedition"/);
  assert.equal(wrong.errors[0].locations.length, 1);
  assert.match(syntax.errors[0].message, /^Syntax Error: /);
  assert.equal(variable.data, undefined);
  assert.match(variable.errors[0].message, /\$data/);
  assert.equal(code(object), 'NOT_FOUND');
  assert.equal(code(taken), 'METADATA_VALIDATION_FAILED');
  assert.ok(taken.errors[0].extensions.errors.objectMetadata.length > 0);
  assert.deepEqual([stranger.status, code(stranger)], [200, 'UNAUTHENTICATED']);
}

async function theObjectIsDeletedAndGone() {
  const { updateOneObject } = await metadata.ask(`mutation($id: UUID!) {
    updateOneObject(input: {id: $id, update: {isActive: false}}) { isActive } }`, { id: ours });
  const { deleteOneObject } = await metadata.ask('mutation($id: UUID!) { deleteOneObject(input: {id: $id}) { nameSingular } }', { id: ours });

  assert.deepEqual([updateOneObject.isActive, deleteOneObject.nameSingular], [false, 'expedition']);
  assert.match((await records.refusal('{ expeditions { totalCount } }')).errors[0].message, /^Cannot query field "expeditions" on type "Query"/);
  const schema = await records.introspect();
  assert.equal(schema.getType('Expedition'), undefined);
  assert.equal(schema.getType('Company').getFields().expeditions, undefined);
  const kept = await records.ask('{ companies(filter: {name: {eq: "Cygnus"}}) { totalCount } }');
  assert.equal(kept.companies.totalCount, 1);
}

process.exitCode = await steps('client', [theSchemasAreRead, objectsAreListed, anObjectIsMadeAndServedAtOnce, oneRecordIsCreated,
  recordsAreCreatedInBatches, batchesStandOrFallWhole, batchesAreUpserted, pagesByCursorMissNothing, relationsTakeTheirOwnArguments,
  aggregatesAreTrue, groupsAreTrue, searchFindsWordsWithoutTheirAccents, recordsComeBackFromTheBin, refusalsCarryCodes, theObjectIsDeletedAndGone]);
