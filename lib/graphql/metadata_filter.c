/* metadata_filter.c -- filters on objects, fields and indexes, decided in
** memory (metadata specification 11.3). */
#include "graphql/metadata_inside.h"

typedef enum compare {
    CMP_NEVER, /* a comparison with null, which nothing is */
    CMP_FLAG,  /* is what `flag` says */
    CMP_IN,    /* is one of `values`: eq and in */
    CMP_LESS,
    CMP_GREATER,
    CMP_LIKE
} compare;

/* All of `parts` (or, `any`, one of them); without parts a test. */
struct tw_gql_model_filter {
    bool any, test;
    tw_gql_model_filter *parts;
    uint32_t count;
    /* a test */
    uint16_t verb;
    compare how;
    bool flag, negated;
    const tw_json *values; /* texts, in lower case */
    uint32_t value_count;
};

/* A filter being read. */
typedef struct reader {
    tw_op *op;
    uint32_t nodes, depth;
} reader;

static const struct {
    const char *name;
    uint16_t verb;
    bool flag;
} properties[] = {
    {"id", TW_GQL_M_ID, false},
    {"objectMetadataId", TW_GQL_M_OBJECT_ID, false},
    {"isRemote", TW_GQL_M_IS_REMOTE, true},
    {"isActive", TW_GQL_M_IS_ACTIVE, true},
    {"isSystem", TW_GQL_M_IS_SYSTEM, true},
    {"isUIEditable", TW_GQL_M_IS_UI_EDITABLE, true},
    {"isUICreatable", TW_GQL_M_IS_UI_CREATABLE, true},
    {"isUIReadOnly", TW_GQL_M_IS_UI_READ_ONLY, true},
    {"isSearchable", TW_GQL_M_IS_SEARCHABLE, true},
    {"isCustom", TW_GQL_M_IS_CUSTOM, true},
};

static const struct {
    const char *name;
    compare how;
    bool negated;
} comparators[] = {
    {"eq", CMP_IN, false},      {"neq", CMP_IN, true},
    {"in", CMP_IN, false},      {"notIn", CMP_IN, true},
    {"gt", CMP_GREATER, false}, {"gte", CMP_LESS, true},
    {"lt", CMP_LESS, false},    {"lte", CMP_GREATER, true},
    {"like", CMP_LIKE, false},  {"notLike", CMP_LIKE, true},
    {"iLike", CMP_LIKE, false}, {"notILike", CMP_LIKE, true},
};

tw_str tw__gql_model_lower(tw_op *op, tw_str id)
{
    char *copy = tw__op_get(op, id.len + 1);

    if (copy == NULL)
        return TW_NO_STR;
    for (size_t i = 0; i < id.len; i++)
        copy[i] = (char)(id.ptr[i] >= 'A' && id.ptr[i] <= 'Z' ? id.ptr[i] + 32
                                                              : id.ptr[i]);
    return (tw_str){copy, id.len};
}

static tw_status read_value(tw_op *op, const tw_json *from, tw_json *to)
{
    if (from->type != TW_JSON_TEXT)
        return tw__fail(op, TW_E_INVALID, "/filter", "an id must be text");
    to->type = TW_JSON_TEXT;
    to->text = tw__gql_model_lower(op, from->text);
    return op->error.status;
}

static tw_status read_values(tw_op *op,
                             const tw_json *v,
                             tw_gql_model_filter *to)
{
    const tw_json *from = v->type == TW_JSON_LIST ? v->items : v;
    uint32_t count = v->type == TW_JSON_LIST ? v->count : 1;
    tw_json *values;

    if (count > TW_LIMIT_LIST_VALUES)
        return tw__fail(op, TW_E_INVALID, "/filter",
                        "a list has at most %d values", TW_LIMIT_LIST_VALUES);
    values = tw__op_array(op, (size_t)count + 1, sizeof(*values));
    if (values == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < count; i++)
        if (read_value(op, &from[i], &values[i]) != TW_OK)
            return op->error.status;
    to->values = values;
    to->value_count = count;
    return TW_OK;
}

/* {"is": true}: an id is never a flag, nor null. */
static void read_is(const tw_json *v, bool flag, tw_gql_model_filter *to)
{
    to->negated = tw__str_is(v->key, "isNot");
    to->how = flag && v->type != TW_JSON_NULL ? CMP_FLAG : CMP_NEVER;
    to->flag = v->type == TW_JSON_TRUE;
}

static tw_status read_test(reader *r,
                           const tw_json *v,
                           bool flag,
                           tw_gql_model_filter *to)
{
    to->test = true;
    if (tw__str_is(v->key, "is") || tw__str_is(v->key, "isNot")) {
        read_is(v, flag, to);
        return TW_OK;
    }
    if (v->type == TW_JSON_NULL)
        return TW_OK; /* CMP_NEVER */
    for (size_t i = 0; i < sizeof(comparators) / sizeof(*comparators); i++)
        if (tw__str_is(v->key, comparators[i].name)) {
            to->how = comparators[i].how;
            to->negated = comparators[i].negated;
        }
    return read_values(r->op, v, to);
}

/* Room for the parts of `in`, and their places counted. */
static tw_status open_parts(reader *r, uint32_t count, tw_gql_model_filter *to)
{
    r->nodes += count;
    if (r->nodes > TW_LIMIT_FILTER_NODES || r->depth > TW_LIMIT_FILTER_DEPTH)
        return tw__fail(r->op, TW_E_INVALID, "/filter",
                        "the filter has more than %d parts, or is nested "
                        "deeper than %d",
                        TW_LIMIT_FILTER_NODES, TW_LIMIT_FILTER_DEPTH);
    to->parts =
        tw__op_array(r->op, (size_t)count + 1, sizeof(tw_gql_model_filter));
    to->count = count;
    return r->op->error.status;
}

/* {"eq": ..., "in": [...]}: all of them must hold. */
static tw_status read_property(reader *r,
                               const tw_json *in,
                               size_t property,
                               tw_gql_model_filter *to)
{
    uint32_t count = in->type == TW_JSON_OBJECT ? in->count : 0;

    if (open_parts(r, count, to) != TW_OK)
        return r->op->error.status;
    for (uint32_t i = 0; i < count; i++) {
        to->parts[i].verb = properties[property].verb;
        if (read_test(r, &in->items[i], properties[property].flag,
                      &to->parts[i]) != TW_OK)
            return r->op->error.status;
    }
    return TW_OK;
}

static tw_status read_filter(reader *r,
                             const tw_json *in,
                             tw_gql_model_filter *to);

static tw_status read_list(reader *r,
                           const tw_json *in,
                           tw_gql_model_filter *to)
{
    uint32_t count = in->type == TW_JSON_LIST ? in->count : 0;

    /* an empty list says nothing */
    to->any = count > 0 && tw__str_is(in->key, "or");
    if (open_parts(r, count, to) != TW_OK)
        return r->op->error.status;
    for (uint32_t i = 0; i < count; i++)
        if (read_filter(r, &in->items[i], &to->parts[i]) != TW_OK)
            return r->op->error.status;
    return TW_OK;
}

static tw_status read_member(reader *r,
                             const tw_json *in,
                             tw_gql_model_filter *to)
{
    if (tw__str_is(in->key, "and") || tw__str_is(in->key, "or"))
        return read_list(r, in, to);
    for (size_t i = 0; i < sizeof(properties) / sizeof(*properties); i++)
        if (tw__str_is(in->key, properties[i].name))
            return read_property(r, in, i, to);
    return tw__fail(r->op, TW_E_INTERNAL, "/filter", "no property \"%.*s\"",
                    TW_FMT(in->key));
}

static tw_status read_filter(reader *r,
                             const tw_json *in,
                             tw_gql_model_filter *to)
{
    uint32_t count = in->type == TW_JSON_OBJECT ? in->count : 0;

    r->depth++;
    if (open_parts(r, count, to) != TW_OK)
        return r->op->error.status;
    for (uint32_t i = 0; i < count; i++)
        if (read_member(r, &in->items[i], &to->parts[i]) != TW_OK)
            return r->op->error.status;
    r->depth--;
    return TW_OK;
}

tw_status tw__gql_model_filter(tw_op *op,
                               const tw_json *filter,
                               const tw_gql_model_filter **out)
{
    reader r = {.op = op};
    tw_gql_model_filter *f;

    *out = NULL;
    if (filter == NULL || filter->count == 0)
        return TW_OK;
    f = tw__op_get(op, sizeof(*f));
    if (f == NULL || read_filter(&r, filter, f) != TW_OK)
        return op->error.status;
    *out = f;
    return TW_OK;
}

/* '%' stands for any text, '_' for one character. */
static bool like(tw_str s, tw_str pattern)
{
    size_t i = 0, p = 0, star = SIZE_MAX, mark = 0;

    while (i < s.len) {
        if (p < pattern.len && pattern.ptr[p] == '%') {
            star = p++;
            mark = i;
        } else if (p < pattern.len &&
                   (pattern.ptr[p] == '_' || pattern.ptr[p] == s.ptr[i])) {
            p++;
            i++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.ptr[p] == '%')
        p++;
    return p == pattern.len;
}

static bool holds(const tw_gql_model_filter *f, tw_str v)
{
    switch (f->how) {
    case CMP_IN:
        for (uint32_t i = 0; i < f->value_count; i++)
            if (tw__str_eq(f->values[i].text, v))
                return true;
        return false;
    case CMP_LESS:
        return tw__str_cmp(v, f->values[0].text) < 0;
    case CMP_GREATER:
        return tw__str_cmp(v, f->values[0].text) > 0;
    case CMP_LIKE:
        return like(v, f->values[0].text);
    case CMP_NEVER:
    case CMP_FLAG:
        break;
    }
    return false;
}

static bool test(const tw_gql_model_filter *f,
                 tw_gql_model_kind kind,
                 const void *entity)
{
    tw_str text;
    bool flag;

    if (f->how == CMP_NEVER)
        return f->negated;
    if (f->how == CMP_FLAG)
        return tw__gql_model_flag(kind, entity, f->verb, &flag) &&
               (flag == f->flag) != f->negated;
    return tw__gql_model_text(kind, entity, f->verb, &text) &&
           holds(f, text) != f->negated;
}

bool tw__gql_model_match(tw_gql_show *s,
                         const tw_gql_model_filter *f,
                         tw_gql_model_kind kind,
                         const void *entity)
{
    if (f == NULL)
        return true;
    if (!tw__gql_show_go(s, 1 + f->value_count))
        return false;
    if (f->test)
        return test(f, kind, entity);
    for (uint32_t i = 0; i < f->count; i++)
        if (tw__gql_model_match(s, &f->parts[i], kind, entity) == f->any)
            return f->any;
    return !f->any;
}
