// crm.mjs -- a client of the standard objects: connects records by what is
// unique, finds and merges duplicates, links notes, asks by GET and with typed
// documents, and asks many things at once.
//
//   URL=http://127.0.0.1:3000 KEY=... node crm.mjs
import assert from 'node:assert/strict';
import { parse } from 'graphql';
import { GraphQLClient, gql } from 'graphql-request';
import { Endpoint, steps } from './world.mjs';

const { URL: server, KEY: key } = process.env;
const records = new Endpoint(`${server}/graphql`, key);
const metadata = new Endpoint(`${server}/metadata`, key);
const code = (response) => response.errors[0].extensions?.code;
const createPeople = gql`mutation($data: [PersonCreateInput!]!, $upsert: Boolean) { createPeople(data: $data, upsert: $upsert) {
  id name { firstName lastName } emails { primaryEmail additionalEmails } companyId company { name domainName { primaryLinkUrl } } deletedAt } }`;
const person = (firstName, lastName, primaryEmail, more = {}) => ({ name: { firstName, lastName }, emails: { primaryEmail }, ...more });
let people;

async function aCompanyIsConnectedByItsDomain() {
  await records.introspect();
  await metadata.introspect();
  const { createCompany: acme } = await records.ask(`mutation($data: CompanyCreateInput!) { createCompany(data: $data) { id domainName { primaryLinkUrl } } }`,
    { data: { name: 'Acme', domainName: { primaryLinkUrl: 'https://acme.com' } } });
  const company = { connect: { where: { domainName: { primaryLinkUrl: 'https://acme.com' } } } };
  const { createPeople: made } = await records.ask(createPeople, { data: [
    person('Ann', 'Lee', 'Ann@Acme.com', { company }), person('Bob', 'Lee', 'bob@acme.com', { company }), person('Cy', 'Rus', 'cy@x.io')] });

  assert.equal(acme.domainName.primaryLinkUrl, 'https://acme.com');
  assert.deepEqual(made.map((one) => one.companyId), [acme.id, acme.id, null]);
  assert.deepEqual(made[0].emails, { primaryEmail: 'ann@acme.com', additionalEmails: [] });
  const missing = await records.refusal(createPeople, { data: [person('Di', 'Nobody', 'di@x.io',
    { company: { connect: { where: { domainName: { primaryLinkUrl: 'https://nowhere.com' } } } } })] });
  assert.equal(code(missing), 'BAD_USER_INPUT');
  people = made;
  const { updatePerson } = await records.ask('mutation($id: UUID!) { updatePerson(id: $id, data: {company: {disconnect: true}}) { companyId company { name } } }', { id: made[1].id });
  assert.deepEqual(updatePerson, { companyId: null, company: null });
}

async function upsertRevivesTheDeleted() {
  await records.ask('mutation($id: UUID!) { deletePerson(id: $id) { id } }', { id: people[2].id });
  const { createPeople: [back] } = await records.ask(createPeople, { data: [person('Cyrus', 'Rus', 'CY@x.io')], upsert: true });

  assert.deepEqual([back.id, back.name.firstName, back.deletedAt], [people[2].id, 'Cyrus', null]);
}

async function duplicatesAreFoundAndMerged() {
  const { createPeople: [twin] } = await records.ask(createPeople, { data: [person('Ann', 'Lee', 'ann.lee@home.org', { jobTitle: 'Pilot' })] });
  const { personDuplicates } = await records.ask(`query($ids: [UUID]) { personDuplicates(ids: $ids) { totalCount edges { node { id } } } }`, { ids: [people[0].id] });

  assert.deepEqual(personDuplicates.map((found) => found.edges.map((edge) => edge.node.id)), [[twin.id]]);
  const { mergePeople: merged } = await records.ask(`mutation($ids: [UUID!]!) { mergePeople(ids: $ids, conflictPriorityIndex: 0) {
    id jobTitle company { name } emails { primaryEmail additionalEmails } } }`, { ids: [people[0].id, twin.id] });
  assert.deepEqual([merged.jobTitle, merged.company.name], ['Pilot', 'Acme']);
  assert.deepEqual(merged.emails, { primaryEmail: 'ann@acme.com', additionalEmails: ['ann.lee@home.org'] });
  const { people: left } = await records.ask('{ people(filter: {name: {lastName: {eq: "Lee"}}}) { totalCount } }');
  assert.equal(left.totalCount, 2);
}

async function notesAreLinked() {
  const { createNote: note } = await records.ask('mutation { createNote(data: {title: "Call", bodyV2: {markdown: "**Hello**"}}) { id bodyV2 { markdown } } }');

  assert.equal(note.bodyV2.markdown.trim(), '**Hello**');
  await records.ask(`mutation($note: ID, $person: ID) { a: createNoteTarget(data: {noteId: $note, targetPersonId: $person}) { id }
    b: createNoteTarget(data: {noteId: $note}) { id } }`, { note: note.id, person: people[1].id });
  const read = (inside) => `query($id: UUID) { note(filter: {id: {eq: $id}}) { noteTargets {
    totalCount edges { node { targetPerson { name { firstName } ${inside} } targetCompany { id } } } } } }`;
  const { note: { noteTargets } } = await records.ask(read('company { name }'), { id: note.id });
  const linked = noteTargets.edges.map((edge) => edge.node).filter((node) => node.targetPerson !== null);

  assert.equal(noteTargets.totalCount, 2);
  assert.deepEqual(linked, [{ targetPerson: { name: { firstName: 'Bob' }, company: null }, targetCompany: null }]);
  // a list within a list is more than one request may ask for
  const deep = await records.refusal(read('noteTargets { edges { node { id } } }'), { id: note.id });
  assert.equal(deep.errors[0].extensions.subCode, 'TOO_COMPLEX_QUERY');
  await records.ask('mutation($id: UUID!) { destroyNote(id: $id) { id } }', { id: note.id });
  const { person: still } = await records.ask('query($id: UUID) { person(filter: {id: {eq: $id}}) { name { firstName } noteTargets { totalCount } } }', { id: people[1].id });
  assert.deepEqual(still, { name: { firstName: 'Bob' }, noteTargets: { totalCount: 0 } });
}

async function mutationsOfOneRequestRunOneByOne() {
  const { data, errors } = await records.refusal(`mutation { a: createCompany(data: {name: "First"}) { name }
    b: createCompany(data: {name: "Second", domainName: {primaryLinkUrl: "https://acme.com"}}) { name }
    c: updateCompanies(filter: {name: {eq: "First"}}, data: {name: "Third"}) { name } }`);

  assert.deepEqual(data, { a: { name: 'First' }, b: null, c: [{ name: 'Third' }] });
  assert.deepEqual(errors.map((error) => [error.extensions.code, error.path]), [['BAD_USER_INPUT', ['b']]]);
}

async function otherFormsOfRequestsAreTheSame() {
  const headers = { authorization: `Bearer ${key}` };
  const byGet = new GraphQLClient(`${server}/graphql`, { method: 'GET', jsonSerializer: JSON, headers });
  const wanted = '{ people(orderBy: [{name: {firstName: AscNullsLast}}], first: 1) { edges { node { name { firstName } } } } }';
  const named = 'query A { people { totalCount } } query B { companies { totalCount } }';

  assert.deepEqual(await byGet.request(wanted), await records.ask(wanted));
  assert.deepEqual(await records.client.request(parse(wanted)), await records.ask(wanted));
  const written = await fetch(`${server}/graphql?query=${encodeURIComponent('mutation { createCompany(data: {name: "By GET"}) { id } }')}`, { headers });
  assert.deepEqual([written.status, written.headers.get('allow')], [405, 'POST']);
  assert.equal((await records.refusal(named)).status, 400);
  const raw = await records.client.rawRequest(wanted);
  assert.equal(raw.status, 200);
  assert.match(raw.headers.get('content-type'), /^application\/graphql-response\+json/);
  await assert.rejects(records.client.batchRequests([{ document: wanted }, { document: wanted }]), (error) => error.response.status === 400);
}

// Readers, writers and one who changes the model, all at once.
async function manyAskAtOnce() {
  const crowd = Array.from({ length: 40 }, (_, i) => i);
  const { objects } = await metadata.ask('{ objects(paging: {first: 500}) { edges { node { id nameSingular } } } }');
  const objectMetadataId = objects.edges.find(({ node }) => node.nameSingular === 'company').node.id;
  const answers = await Promise.all(crowd.flatMap((i) => [
    records.ask(createPeople, { data: [person('Crowd', `N${i}`, `crowd${i}@x.io`), person('Crowd', `M${i}`, `crowd${i}@y.io`)] }),
    records.ask('{ people(first: 5, filter: {name: {firstName: {eq: "Crowd"}}}) { totalCount edges { node { id company { name } } } } }'),
    ...(i % 10 === 0 ? [metadata.ask(`mutation($input: CreateOneFieldMetadataInput!) { createOneField(input: $input) { name } }`,
      { input: { field: { type: 'TEXT', name: `extra${i}`, label: `Extra ${i}`, objectMetadataId } } })] : [])]));

  // a batch is seen whole or not at all
  for (const { people: seen } of answers) if (seen) assert.equal(seen.totalCount % 2, 0);
  const { people: all } = await records.ask('{ people(filter: {name: {firstName: {eq: "Crowd"}}}) { totalCount } }');
  assert.equal(all.totalCount, 80);
  const fields = (await records.introspect()).getType('Company').getFields();
  for (const i of [0, 10, 20, 30]) assert.ok(fields[`extra${i}`]);
  await records.ask('{ companies { edges { node { extra0 extra30 } } } }');
}

process.exitCode = await steps('crm', [aCompanyIsConnectedByItsDomain, upsertRevivesTheDeleted, duplicatesAreFoundAndMerged, notesAreLinked,
  mutationsOfOneRequestRunOneByOne, otherFormsOfRequestsAreTheSame, manyAskAtOnce]);
