/* schema_members.c -- the members of types: made when they are asked for, found
** by name.  A type with few members is searched from end to end; the rest gets
** a map. */
#include "graphql/schema_inside.h"

enum {
    FEW = 12
};

static size_t size_of(tw_gql_kind kind)
{
    switch (kind) {
    case TW_GQL_KIND_OBJECT:
    case TW_GQL_KIND_INTERFACE:
        return sizeof(tw_gql_field);
    case TW_GQL_KIND_INPUT_OBJECT:
        return sizeof(tw_gql_input);
    case TW_GQL_KIND_ENUM:
        return sizeof(tw_gql_enum_value);
    case TW_GQL_KIND_SCALAR:
    case TW_GQL_KIND_UNION:
    case TW_GQL_KIND_LIST:
    case TW_GQL_KIND_NON_NULL:
        break;
    }
    return 0;
}

/* The name is the first member of all three kinds of members. */
static tw_str name_at(const void *members, size_t size, uint32_t i)
{
    tw_str name;

    memcpy(&name, (const char *)members + i * size, sizeof(name));
    return name;
}

static void *find(const tw_gql_entry *e, tw_str name)
{
    size_t size = size_of(e->type.kind);
    size_t place;

    if (e->by_name.slots != NULL) {
        place = (size_t)(uintptr_t)tw__map_get(&e->by_name, name);
        return place == 0 ? NULL : (char *)e->members + (place - 1) * size;
    }
    for (uint32_t i = 0; i < e->count; i++)
        if (tw__str_eq(name_at(e->members, size, i), name))
            return (char *)e->members + i * size;
    return NULL;
}

static bool is_taken(const tw_gql_build *b, tw_str name)
{
    if (b->names.slots != NULL)
        return tw__map_get(&b->names, name) != NULL;
    for (uint32_t i = 0; i < b->count; i++)
        if (tw__str_eq(name_at(b->items.ptr, b->size, i), name))
            return true;
    return false;
}

static bool remember(tw_gql_build *b, tw_str name)
{
    if (b->names.slots == NULL && b->count < FEW)
        return true;
    if (b->names.slots == NULL) {
        if (!tw__map_init(&b->names, b->arena, 4 * FEW))
            return false;
        for (uint32_t i = 0; i < b->count; i++)
            if (!tw__map_put(&b->names, b->arena,
                             name_at(b->items.ptr, b->size, i),
                             (void *)(uintptr_t)(i + 1)))
                return false;
    }
    return tw__map_put(&b->names, b->arena, name,
                       (void *)(uintptr_t)(b->count + 1));
}

static void *add(tw_gql_build *b, tw_str name)
{
    char *at;

    if (b->op->error.status != TW_OK || is_taken(b, name))
        return NULL;
    if (name.ptr == NULL || !tw__buf_reserve(&b->items, b->size) ||
        !remember(b, name)) {
        tw__fail_nomem(b->op);
        return NULL;
    }
    at = b->items.ptr + b->items.len;
    memset(at, 0, b->size);
    memcpy(at, &name, sizeof(name));
    b->items.len += b->size;
    b->count++;
    b->visible += !b->hidden;
    return at;
}

tw_gql_field *tw__gql_add_field(tw_gql_build *b, tw_str name)
{
    tw_gql_field *f = add(b, name);

    if (f != NULL)
        f->meaning.part = -1;
    return f;
}

tw_gql_input *tw__gql_add_input(tw_gql_build *b, tw_str name)
{
    return add(b, name);
}

tw_gql_enum_value *tw__gql_add_value(tw_gql_build *b, tw_str name)
{
    tw_gql_enum_value *v = add(b, name);

    if (v != NULL)
        v->value = name;
    return v;
}

void tw__gql_put_input(tw_gql_build *b, tw_str name, const tw_gql_type *type)
{
    tw_gql_input *in = type == NULL ? NULL : tw__gql_add_input(b, name);

    if (in != NULL)
        in->type = type;
}

tw_str tw__gql_join(tw_gql_build *b, tw_str first, tw_str second, tw_str third)
{
    tw_str s = {NULL, first.len + second.len + third.len};
    char *p = tw__arena_get(b->arena, s.len + 1);

    if (p == NULL) {
        tw__fail_nomem(b->op);
        return TW_NO_STR;
    }
    s.ptr = p;
    if (first.len > 0)
        memcpy(p, first.ptr, first.len);
    if (second.len > 0)
        memcpy(p + first.len, second.ptr, second.len);
    if (third.len > 0)
        memcpy(p + first.len + second.len, third.ptr, third.len);
    p[s.len] = '\0';
    return s;
}

tw_str tw__gql_capital(tw_gql_build *b, tw_str name)
{
    tw_str s = tw__arena_str(b->arena, name);

    if (s.ptr == NULL)
        tw__fail_nomem(b->op);
    else if (s.len > 0 && s.ptr[0] >= 'a' && s.ptr[0] <= 'z')
        *(char *)(uintptr_t)s.ptr = (char)(s.ptr[0] - 'a' + 'A');
    return s;
}

static tw_status keep(tw_gql_build *b)
{
    tw_gql_entry *e = b->entry;

    /* one more, so that an empty list is not NULL */
    e->members = tw__arena_array(b->arena, (size_t)b->count + 1, b->size);
    if (e->members == NULL)
        return tw__fail_nomem(b->op);
    if (b->count > 0)
        memcpy(e->members, b->items.ptr, b->items.len);
    e->count = b->count;
    e->visible = b->visible;
    e->by_name = b->names;
    e->made = true;
    return TW_OK;
}

static tw_status make(tw_op *op,
                      tw_gql_schema *s,
                      tw_gql_entry *e,
                      tw_arena *arena)
{
    tw_gql_build b;
    tw_status st;

    memset(&b, 0, sizeof(b));
    b.op = op;
    b.schema = s;
    b.entry = e;
    b.arena = arena;
    b.size = size_of(e->type.kind);
    tw__buf_init(&b.items, op->alloc);
    st = e->make(&b);
    if (st == TW_OK)
        st = op->error.status; /* adding says nothing when it fails */
    if (st == TW_OK)
        st = keep(&b);
    tw__buf_fini(&b.items);
    return st;
}

tw_status tw__gql_need(tw_op *op, tw_gql_schema *s, const tw_gql_type *t)
{
    tw_gql_entry *e = (tw_gql_entry *)(uintptr_t)t;

    if (e->made || e->make == NULL)
        return TW_OK;
    return op->error.status != TW_OK ? op->error.status
                                     : make(op, s, e, s->arena);
}

tw_status tw__gql_borrow(tw_op *op,
                         tw_gql_schema *s,
                         const tw_gql_type *t,
                         tw_gql_loan *out)
{
    tw_gql_entry *e = (tw_gql_entry *)(uintptr_t)t;

    out->entry = NULL;
    if (e->made || e->make == NULL)
        return TW_OK;
    if (op->error.status != TW_OK)
        return op->error.status;
    out->mark = tw__arena_mark(op->arena);
    if (make(op, s, e, op->arena) != TW_OK)
        return op->error.status;
    out->entry = e;
    return TW_OK;
}

void tw__gql_give_back(tw_op *op, tw_gql_loan *loan)
{
    tw_gql_entry *e = loan->entry;

    if (e == NULL)
        return;
    e->made = false;
    e->members = NULL;
    e->count = e->visible = 0;
    memset(&e->by_name, 0, sizeof(e->by_name));
    tw__arena_rewind(op->arena, loan->mark);
    loan->entry = NULL;
}

static bool is_of(tw_op *op,
                  tw_gql_schema *s,
                  const tw_gql_type *t,
                  tw_gql_kind kind)
{
    return t->kind == kind && tw__gql_need(op, s, t) == TW_OK;
}

static const tw_gql_field *meta_of(const tw_gql_schema *s,
                                   const tw_gql_type *t,
                                   tw_str name)
{
    size_t count = s->query != NULL && t == &s->query->type ? 3 : 1;

    for (size_t i = 0; i < count; i++)
        if (tw__str_eq(s->meta[i].name, name))
            return &s->meta[i];
    return NULL;
}

const tw_gql_field *tw__gql_field_of(tw_op *op,
                                     tw_gql_schema *s,
                                     const tw_gql_type *t,
                                     tw_str name)
{
    if (name.len > 2 && name.ptr[0] == '_' && name.ptr[1] == '_')
        return tw__gql_is_composite(t) ? meta_of(s, t, name) : NULL;
    return is_of(op, s, t, TW_GQL_KIND_OBJECT)
               ? find((const tw_gql_entry *)(const void *)t, name)
               : NULL;
}

const tw_gql_input *tw__gql_input_of(tw_op *op,
                                     tw_gql_schema *s,
                                     const tw_gql_type *t,
                                     tw_str name)
{
    return is_of(op, s, t, TW_GQL_KIND_INPUT_OBJECT)
               ? find((const tw_gql_entry *)(const void *)t, name)
               : NULL;
}

const tw_gql_enum_value *tw__gql_enum_of(tw_op *op,
                                         tw_gql_schema *s,
                                         const tw_gql_type *t,
                                         tw_str name)
{
    return is_of(op, s, t, TW_GQL_KIND_ENUM)
               ? find((const tw_gql_entry *)(const void *)t, name)
               : NULL;
}

static const void *all(tw_op *op,
                       tw_gql_schema *s,
                       const tw_gql_type *t,
                       tw_gql_kind kind,
                       uint32_t *count)
{
    const tw_gql_entry *e = (const tw_gql_entry *)(const void *)t;

    *count = 0;
    if (!is_of(op, s, t, kind))
        return NULL;
    *count = e->visible;
    return e->members;
}

const tw_gql_field *tw__gql_fields(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t,
                                   uint32_t *count)
{
    return all(op, s, t, TW_GQL_KIND_OBJECT, count);
}

const tw_gql_input *tw__gql_inputs(tw_op *op,
                                   tw_gql_schema *s,
                                   const tw_gql_type *t,
                                   uint32_t *count)
{
    return all(op, s, t, TW_GQL_KIND_INPUT_OBJECT, count);
}

const tw_gql_enum_value *tw__gql_enums(tw_op *op,
                                       tw_gql_schema *s,
                                       const tw_gql_type *t,
                                       uint32_t *count)
{
    return all(op, s, t, TW_GQL_KIND_ENUM, count);
}
