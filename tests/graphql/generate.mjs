// generate.mjs -- documents made by chance (the same ones in each run): valid
// ones by walking the schema, then the same with something changed.
import {
  getNamedType, getNullableType, isEnumType, isInputObjectType, isLeafType,
  isListType, isNonNullType, isObjectType, isScalarType, Lexer, Source, TokenKind,
} from 'graphql';

export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below, pick: (list) => list[below(list.length)],
    yes: (share) => next() < share,
    some: (list, most) => {
      const copy = [...list], taken = [];
      for (let n = 1 + below(most); n > 0 && copy.length > 0; n--)
        taken.push(copy.splice(below(copy.length), 1)[0]);
      return taken;
    },
  };
}

const scalars = {
  Int: (r) => `${r.below(100) - 50}`,
  Float: (r) => r.pick(['1', '-2.5', '3e10', '0']),
  String: (r) => r.pick(['"a"', '""', '"é\\n"', '"""block"""']),
  Boolean: (r) => r.pick(['true', 'false']),
  ID: (r) => r.pick(['"id"', '7']),
};
const anything = ['1', '"x"', 'true', 'SOME', '[1, "y"]', '{a: {b: [null]}}', '2.5'];

// One valid document.
export class Maker {
  constructor(schema, seed) {
    this.schema = schema;
    this.r = chance(seed);
    this.variables = [];
    this.fragments = [];
  }

  value(type, depth) {
    const { r } = this;
    if (!isNonNullType(type) && r.yes(0.05)) return 'null';
    if (depth < 5 && r.yes(0.12)) return this.variable(type);
    const bare = getNullableType(type);
    if (isListType(bare)) {
      if (r.yes(0.2) && !isListType(getNullableType(bare.ofType)))
        return this.value(isNonNullType(bare.ofType) ? bare.ofType : bare.ofType, 9);
      return `[${Array.from({ length: r.below(3) }, () => this.value(bare.ofType, depth + 1)).join(', ')}]`;
    }
    if (isEnumType(bare)) return r.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) return this.object(bare, depth);
    const make = scalars[bare.name];
    return make ? make(r) : r.pick(anything);
  }

  object(type, depth) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((f) => isNonNullType(f.type) && f.defaultValue === undefined);
    const chosen = new Set(required);
    if (depth < 4 && fields.length > 0)
      for (const f of this.r.some(fields, 2)) chosen.add(f);
    return `{${[...chosen].map((f) => `${f.name}: ${this.value(f.type, depth + 1)}`).join(', ')}}`;
  }

  variable(type) {
    const name = `v${this.variables.length}`;
    let text = `$${name}: ${type}`;
    if (!isNonNullType(type) && this.r.yes(0.3)) text = `$${name}: ${type}!`;
    else if (!isNonNullType(type) && this.r.yes(0.2)) text += ' = null';
    this.variables.push(text);
    return `$${name}`;
  }

  argumentsOf(field) {
    const given = field.args.filter(
      (a) => (isNonNullType(a.type) && a.defaultValue === undefined) || this.r.yes(0.2));
    if (given.length === 0) return '';
    return `(${given.map((a) => `${a.name}: ${this.value(a.type, 0)}`).join(', ')})`;
  }

  directives() {
    if (!this.r.yes(0.08)) return '';
    const condition = this.r.yes(0.5) ? this.r.pick(['true', 'false'])
      : this.variable(this.schema.getDirective('skip').args[0].type);
    return ` @${this.r.pick(['skip', 'include'])}(if: ${condition})`;
  }

  selections(type, depth) {
    const fields = Object.values(type.getFields()).filter(
      (f) => depth < 5 || isLeafType(getNamedType(f.type)));
    const taken = this.r.some(fields, depth === 0 ? 3 : 4);
    const parts = taken.map((f, i) => this.field(f, depth, i));
    if (parts.length === 0 || this.r.yes(0.1)) parts.push('__typename');
    if (this.r.yes(0.12)) parts.push(`... on ${type.name}${this.directives()} { __typename }`);
    if (this.r.yes(0.12)) parts.push(`...${this.fragment(type, depth)}`);
    if (this.r.yes(0.1)) parts.push(parts[0]);
    return `{ ${parts.join(' ')} }`;
  }

  field(f, depth, index) {
    const named = getNamedType(f.type);
    const alias = this.r.yes(0.2) ? `a${depth}_${index}_${this.r.below(1000000)}: ` : '';
    const head = `${alias}${f.name}${this.argumentsOf(f)}${this.directives()}`;
    return isLeafType(named) ? head : `${head} ${this.selections(named, depth + 1)}`;
  }

  fragment(type, depth) {
    const name = `F${this.fragments.length}`;
    this.fragments.push('');
    this.fragments[this.fragments.indexOf('')] =
      `fragment ${name} on ${type.name} ${depth < 4 ? this.selections(type, depth + 2) : '{ __typename }'}`;
    return name;
  }

  document() {
    const mutation = this.r.yes(0.4);
    const root = mutation ? this.schema.getMutationType() : this.schema.getQueryType();
    const body = this.selections(root, 0);
    const word = mutation ? 'mutation' : 'query';
    const variables = this.variables.length > 0 ? `(${this.variables.join(', ')})` : '';
    return [`${word} Made${variables} ${body}`, ...this.fragments].join('\n');
  }
}

function tokens(text) {
  const lexer = new Lexer(new Source(text));
  const found = [];
  for (let t = lexer.advance(); t.kind !== TokenKind.EOF; t = lexer.advance())
    found.push(text.slice(t.start, t.end));
  return found;
}

// The document with a few tokens changed: often still readable, seldom valid.
export function spoil(text, seed, schema) {
  const r = chance(seed);
  const list = tokens(text);
  const types = Object.values(schema.getTypeMap());
  const names = () => {
    const t = r.pick(types);
    if (isObjectType(t) || isInputObjectType(t)) return r.pick(Object.keys(t.getFields()));
    if (isScalarType(t)) return t.name;
    return isEnumType(t) ? r.pick(t.getValues()).name : t.name;
  };
  for (let n = 1 + r.below(2); n > 0; n--) {
    const at = r.below(list.length);
    const kind = r.below(8);
    if (kind === 0) list.splice(at, 1);
    else if (kind === 1) list.splice(at, 0, list[r.below(list.length)]);
    else if (kind === 2) list[at] = r.pick(['null', '1', '"s"', 'true', '[]', '{}', '$v0', 'X', '1.5', '!', '@', '$', ':', '...']);
    else if (/^[A-Za-z_]/.test(list[at])) list[at] = kind < 6 ? names() : `${list[at]}x`;
    else list[at] = list[r.below(list.length)];
  }
  return list.join(' ');
}

// The text with a few characters changed: seldom readable.
export function scratch(text, seed) {
  const r = chance(seed);
  const signs = ['"', '\\', '{', '}', '(', ')', '[', ']', '$', '@', ':', '=', '!', '|', '&', '.', '...', '#', '\n', '\r', '0', '-', 'e',
    '"""', '\\u', '\\u{41}', '\\uD83D', 'é', '\u{1F600}', '\u0001', '\ufeff', ',', "'", '?'];
  let out = text;
  for (let n = 1 + r.below(3); n > 0; n--) {
    const at = r.below(out.length + 1);
    out = out.slice(0, at) + (r.yes(0.7) ? r.pick(signs) : '') + out.slice(at + r.below(3));
  }
  return out.isWellFormed ? out.toWellFormed() : out;
}
