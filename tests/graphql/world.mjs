// world.mjs -- what a client does before it can work: take an endpoint's schema
// by introspection, find objects, make one of its own with fields and a relation;
// and how its story is told step by step.
import assert from 'node:assert/strict';
import { buildClientSchema, getIntrospectionQuery, parse, validate, validateSchema } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';

// An endpoint with its schema.  Each document is held against the schema as the
// client knows it before it is sent.
export class Endpoint {
  constructor(url, key) {
    this.client = new GraphQLClient(url, { headers: { authorization: `Bearer ${key}` } });
  }

  async introspect() {
    this.schema = buildClientSchema(await this.client.request(getIntrospectionQuery({
      specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true,
    })));
    assert.deepEqual(validateSchema(this.schema).map((e) => e.message), []);
    return this.schema;
  }

  ask(document, variables) {
    assert.deepEqual(validate(this.schema, parse(document)).map((e) => e.message), [], document);
    return this.client.request(document, variables);
  }

  // What the endpoint answers to something wrong: status, data and errors.
  async refusal(document, variables) {
    try {
      await this.client.request(document, variables);
    } catch (error) {
      assert.ok(error instanceof ClientError, String(error));
      return error.response;
    }
    assert.fail(`not refused: ${document}`);
  }
}

export async function listObjects(metadata) {
  const found = [];

  for (let after = null; ;) {
    const { objects } = await metadata.ask(`query($after: ConnectionCursor) {
      objects(paging: {first: 7, after: $after}) {
        pageInfo { hasNextPage endCursor }
        edges { node { id nameSingular namePlural isActive fieldsList { name type } } } } }`, { after });

    assert.ok(objects.edges.length > 0 && objects.edges.length <= 7);
    found.push(...objects.edges.map((edge) => edge.node));
    if (!objects.pageInfo.hasNextPage) return found;
    after = objects.pageInfo.endCursor;
  }
}

const fields = [
  { type: 'TEXT', name: 'code', label: 'Code', isUnique: true },
  { type: 'NUMBER', name: 'crew', label: 'Crew' },
  { type: 'BOOLEAN', name: 'manned', label: 'Manned', defaultValue: false },
  { type: 'DATE', name: 'startsOn', label: 'Starts on' },
  { type: 'ARRAY', name: 'stops', label: 'Stops' },
  { type: 'FULL_NAME', name: 'leader', label: 'Leader' },
  { type: 'CURRENCY', name: 'cost', label: 'Cost' },
  { type: 'SELECT', name: 'stage', label: 'Stage', options: ['PLANNED', 'UNDERWAY', 'DONE'].map(
    (value, position) => ({ value, label: value.toLowerCase(), color: 'blue', position })) },
];

// The object `expedition`, with a relation to companies; answers its id.
export async function makeObject(metadata, companyId) {
  const { createOneObject: made } = await metadata.ask(`mutation($input: CreateOneObjectInput!) {
    createOneObject(input: $input) { id nameSingular isActive fieldsList { name } } }`, { input: { object: {
    nameSingular: 'expedition', namePlural: 'expeditions', labelSingular: 'Expedition', labelPlural: 'Expeditions' } } });
  const wanted = [...fields, { type: 'RELATION', name: 'sponsor', label: 'Sponsor', relationCreationPayload: {
    type: 'MANY_TO_ONE', targetObjectMetadataId: companyId, targetFieldLabel: 'Expeditions', targetFieldIcon: 'IconMap' } }];

  assert.deepEqual([made.nameSingular, made.isActive], ['expedition', true]);
  assert.ok(made.fieldsList.some((field) => field.name === 'name'));
  for (const field of wanted) {
    const { createOneField: one } = await metadata.ask(`mutation($input: CreateOneFieldMetadataInput!) {
      createOneField(input: $input) { name type isUnique relation { type targetObjectMetadata { nameSingular } } } }`,
      { input: { field: { ...field, objectMetadataId: made.id } } });

    assert.deepEqual([one.name, one.type, one.isUnique], [field.name, field.type, field.isUnique ?? false]);
    if (field.type === 'RELATION')
      assert.deepEqual(one.relation, { type: 'MANY_TO_ONE', targetObjectMetadata: { nameSingular: 'company' } });
  }
  return made.id;
}

// Runs the steps of a story one after the other; answers the exit code.  The
// name of each is the sentence that is printed.
export async function steps(story, list) {
  let failed = 0;

  for (const step of list) {
    const about = step.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

    try {
      await step();
      console.log(`ok - ${story}: ${about}`);
    } catch (error) {
      failed++;
      console.log(`not ok - ${story}: ${about}: ${error.stack}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
