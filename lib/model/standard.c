/* standard.c -- puts the standard objects (standard.def) into a new file. */
#include "model/standard.h"

#include "base/json.h"
#include "base/str.h"
#include "base/uuid.h"
#include "model/ddl.h"
#include "model/physical.h"
#include "model/rows.h"

/* Words of standard.def. */
enum {
    SYSTEM = 1,
    NULLABLE = 2,
    EDITABLE = 4,
    SEARCHABLE = 8,
    AUDITED = 16,
    CREATABLE = 32,
    UNIQUE = 64,
    GIN = 128
};

typedef enum row_kind {
    ROW_OBJECT,
    ROW_FIELD, /* relations too */
    ROW_INDEX,
    ROW_SEARCH
} row_kind;

typedef struct row {
    row_kind kind;
    unsigned flags;
    const char *name; /* an index: the names of its fields */
    const char *label, *icon, *about;
    const char *plural, *labels, *shortcut, *identifier, *image, *criteria;
    tw_type_id type;
    const char *def, *settings, *options;
    const char *target, *opposite; /* relations: object and field */
    const char *on_delete;         /* set: this side has the join column */
} row;

/* clang-format off */
#define JSON(...) #__VA_ARGS__
#define OBJECT(one, many, one_label, many_label, sign, ...)                    \
    {.kind = ROW_OBJECT, .name = #one, .plural = #many, .label = one_label,    \
     .labels = many_label, .icon = sign, __VA_ARGS__},
#define FIELD(field, of_type, text, sign, ...)                                 \
    {.kind = ROW_FIELD, .name = #field, .type = TW_TYPE_##of_type,             \
     .label = text, .icon = sign, __VA_ARGS__},
#define LIST(field, object, other, text, sign, ...)                            \
    {.kind = ROW_FIELD, .name = #field, .type = TW_TYPE_RELATION,              \
     .target = #object, .opposite = #other,                                    \
     .label = text, .icon = sign, __VA_ARGS__},
#define LINK(field, object, other, rule, text, sign, ...)                      \
    {.kind = ROW_FIELD, .name = #field, .type = TW_TYPE_RELATION,              \
     .target = #object, .opposite = #other, .on_delete = #rule,                \
     .label = text, .icon = sign, __VA_ARGS__},
#define MORPH(field, object, other, rule, text, sign, ...)                     \
    {.kind = ROW_FIELD, .name = #field, .type = TW_TYPE_MORPH_RELATION,        \
     .target = #object, .opposite = #other, .on_delete = #rule,                \
     .label = text, .icon = sign, __VA_ARGS__},
#define INDEX(fields, ...) {.kind = ROW_INDEX, .name = fields, __VA_ARGS__},
#define SEARCH(field, ...) {.kind = ROW_SEARCH, .name = #field, __VA_ARGS__},
/* clang-format on */

static const row rows[] = {
#include "model/standard.def"
};

enum {
    ROW_COUNT = sizeof(rows) / sizeof(rows[0])
};

/* One installation. */
typedef struct install {
    tw_op *op;
    tw_str application;  /* the standard application's id */
    tw_str *ids;         /* of the object or field in the row of this number */
    size_t object;       /* the row of the object at work */
    tw_str morph;        /* its polymorphic relation's id */
    int64_t search_next; /* its next search field's position */
} install;

/* The row of an object, or of a field of the object in row `object`. */
static size_t object_row(const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].kind == ROW_OBJECT && strcmp(rows[i].name, name) == 0)
            return i;
    return ROW_COUNT;
}

static size_t field_row(size_t object, tw_str name)
{
    for (size_t i = object + 1; i < ROW_COUNT && rows[i].kind != ROW_OBJECT;
         i++)
        if (rows[i].kind == ROW_FIELD && tw__str_is(name, rows[i].name))
            return i;
    return ROW_COUNT;
}

static tw_status broken(const install *in, const char *name)
{
    return tw__fail(in->op, TW_E_INTERNAL, "",
                    "the standard objects disagree about \"%s\"", name);
}

static tw_str universal(install *in, const char *field)
{
    char id[TW_UUID_BYTES];
    const char *object = rows[in->object].name;
    tw_str name = field == NULL ? tw_str_of(object)
                                : tw__op_printf(in->op, "%s.%s", object, field);

    tw__uuid_named(name, id);
    return tw__op_str(in->op, (tw_str){id, sizeof(id)});
}

static tw_str field_id(const install *in, const char *name)
{
    size_t at =
        name == NULL ? ROW_COUNT : field_row(in->object, tw_str_of(name));

    return at == ROW_COUNT ? TW_NO_STR : in->ids[at];
}

static tw_status put_object(install *in, const row *r)
{
    tw_object_row to = {
        .id = in->ids[in->object],
        .universal_id = universal(in, NULL),
        .application_id = in->application,
        .table = tw_str_of(r->name),
        .singular = tw_str_of(r->name),
        .plural = tw_str_of(r->plural),
        .label_singular = tw_str_of(r->label),
        .label_plural = tw_str_of(r->labels),
        .description = tw_str_of(r->about),
        .icon = tw_str_of(r->icon),
        .shortcut = tw_str_of(r->shortcut),
        .is_active = true,
        .is_system = (r->flags & SYSTEM) != 0,
        .is_ui_editable = true,
        .is_ui_creatable = (r->flags & CREATABLE) != 0,
        .is_searchable = (r->flags & SEARCHABLE) != 0,
        .is_audit_logged = (r->flags & AUDITED) != 0,
        .label_identifier_id = field_id(in, r->identifier),
        .image_identifier_id = field_id(in, r->image),
        .duplicate_criteria = tw_str_of(r->criteria),
    };

    in->morph = tw__uuid_make(in->op);
    in->search_next = 0;
    return tw__object_row_insert(in->op, &to);
}

/* "TODO=To do/sky;DONE=Done/green" as the stored JSON, with new ids. */
static tw_str options_json(install *in, const char *text)
{
    tw_json_writer w;
    tw_str out, rest = tw_str_of(text);
    tw_buf b;

    tw__buf_init(&b, in->op->alloc);
    w = (tw_json_writer){.b = &b};
    tw__jw_open(&w, '[');
    for (int64_t n = 0; rest.len > 0; n++) {
        size_t end = tw__str_find(rest, 0, ';');
        size_t equal = tw__str_find(rest, 0, '=');
        size_t slash = tw__str_find(rest, 0, '/');
        char id[TW_UUID_BYTES];

        tw__uuid_new(in->op->env, id);
        tw__jw_open(&w, '{');
        tw__jw_key(&w, "id");
        tw__jw_text(&w, (tw_str){id, sizeof(id)});
        tw__jw_key(&w, "color");
        tw__jw_text(&w, tw__str_sub(rest, slash + 1, end));
        tw__jw_key(&w, "label");
        tw__jw_text(&w, tw__str_sub(rest, equal + 1, slash));
        tw__jw_key(&w, "value");
        tw__jw_text(&w, tw__str_sub(rest, 0, equal));
        tw__jw_key(&w, "position");
        tw__jw_int(&w, n);
        tw__jw_close(&w, '}');
        rest = tw__str_sub(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    tw__jw_close(&w, ']');
    out = tw__op_take(in->op, &b);
    tw__buf_fini(&b);
    return out;
}

/* Settings, and the other side, of a relation. */
static tw_status relate(install *in, const row *r, tw_field_row *to)
{
    size_t object = object_row(r->target);
    size_t field = object == ROW_COUNT
                       ? ROW_COUNT
                       : field_row(object, tw_str_of(r->opposite));

    if (field == ROW_COUNT)
        return broken(in, r->name);
    to->target_object_id = in->ids[object];
    to->target_field_id = in->ids[field];
    if (r->type == TW_TYPE_MORPH_RELATION)
        to->morph_id = in->morph;
    if (r->on_delete == NULL)
        to->settings = TW_STR(JSON({"relationType" : "ONE_TO_MANY"}));
    else
        to->settings = tw__op_printf(
            in->op,
            "{\"relationType\":\"MANY_TO_ONE\",\"onDelete\":\"%s\","
            "\"joinColumnName\":\"%sId\"}",
            r->on_delete, r->name);
    return to->settings.ptr == NULL ? in->op->error.status : TW_OK;
}

static tw_status put_field(install *in, const row *r, tw_str id)
{
    tw_field_row to = {
        .id = id,
        .universal_id = universal(in, r->name),
        .application_id = in->application,
        .object_id = in->ids[in->object],
        .type = tw_str_of(tw__type(r->type)->api_name),
        .name = tw_str_of(r->name),
        .column_base = tw_str_of(r->name),
        .label = tw_str_of(r->label),
        .description = tw_str_of(r->about),
        .icon = tw_str_of(r->icon),
        .default_value = tw_str_of(r->def),
        .settings = tw_str_of(r->settings),
        .is_active = true,
        .is_system = (r->flags & SYSTEM) != 0,
        .is_ui_editable = (r->flags & EDITABLE) != 0,
        .is_nullable = (r->flags & NULLABLE) != 0,
    };
    tw_status st = r->target == NULL ? TW_OK : relate(in, r, &to);

    if (st == TW_OK && r->options != NULL) {
        to.options = options_json(in, r->options);
        if (to.options.ptr == NULL)
            st = in->op->error.status;
    }
    return st == TW_OK ? tw__field_row_insert(in->op, &to) : st;
}

enum {
    INDEX_FIELDS = 4
};

/* Split "person list" into rows of fields; returns how many, 0: an error. */
static size_t split_fields(const install *in, const char *names, size_t *to)
{
    tw_str rest = tw_str_of(names);
    size_t n = 0;

    while (rest.len > 0 && n < INDEX_FIELDS) {
        size_t end = tw__str_find(rest, 0, ' ');

        to[n] = field_row(in->object, tw__str_sub(rest, 0, end));
        if (to[n++] == ROW_COUNT)
            return 0;
        rest = tw__str_sub(rest, end < rest.len ? end + 1 : end, rest.len);
    }
    return n;
}

static tw_status put_index(install *in, const row *r)
{
    tw_index_row to = {
        .universal_id =
            universal(in, tw__op_printf(in->op, "index %s", r->name).ptr),
        .object_id = in->ids[in->object],
        .is_unique = (r->flags & UNIQUE) != 0,
        .type = (r->flags & GIN) != 0 ? TW_STR("GIN") : TW_STR("BTREE"),
        .is_engine_owned = true,
    };
    tw_str columns[INDEX_FIELDS * TW_PARTS_MAX];
    size_t fields[INDEX_FIELDS], count = split_fields(in, r->name, fields);
    size_t n = 0;
    tw_status st;

    if (count == 0)
        return broken(in, r->name);
    for (size_t i = 0; i < count; i++) {
        const row *f = &rows[fields[i]];

        if (f->type == TW_TYPE_TS_VECTOR)
            columns[n++] = tw_str_of(f->name);
        else
            n += tw__member_columns(in->op, tw__type(f->type),
                                    f->on_delete != NULL, tw_str_of(f->name),
                                    TW_NO_STR, &columns[n]);
    }
    to.name = tw__index_name(in->op, tw_str_of(rows[in->object].name), columns,
                             n, to.is_unique);
    st = to.name.ptr == NULL ? in->op->error.status
                             : tw__index_row_insert(in->op, &to);
    for (size_t i = 0; i < count && st == TW_OK; i++) {
        tw_member_row m = {.index_id = to.id,
                           .field_id = in->ids[fields[i]],
                           .position = (int64_t)i};

        st = tw__member_row_insert(in->op, &m);
    }
    return st;
}

static tw_status put_search(install *in, const row *r)
{
    tw_search_row to = {
        .object_id = in->ids[in->object],
        .field_id = field_id(in, r->name),
        .position = in->search_next++,
    };

    return to.field_id.ptr == NULL ? broken(in, r->name)
                                   : tw__search_row_insert(in->op, &to);
}

static tw_status put_row(install *in, size_t i)
{
    const row *r = &rows[i];

    switch (r->kind) {
    case ROW_OBJECT:
        in->object = i;
        return put_object(in, r);
    case ROW_FIELD:
        return put_field(in, r, in->ids[i]);
    case ROW_INDEX:
        return put_index(in, r);
    case ROW_SEARCH:
        return put_search(in, r);
    }
    return TW_OK;
}

static tw_status make_ids(install *in)
{
    in->ids = tw__op_array(in->op, ROW_COUNT, sizeof(*in->ids));
    for (size_t i = 0; in->ids != NULL && i < ROW_COUNT; i++) {
        if (rows[i].kind != ROW_OBJECT && rows[i].kind != ROW_FIELD)
            continue;
        in->ids[i] = tw__uuid_make(in->op);
        if (in->ids[i].ptr == NULL)
            return in->op->error.status;
    }
    return in->ids == NULL ? in->op->error.status : TW_OK;
}

static tw_status find_application(install *in)
{
    tw_stmt *s = tw__stmt_fixed(in->op, TW_SQL_META_GET);
    bool found = false;
    tw_status st;

    if (s == NULL)
        return in->op->error.status;
    tw__stmt_bind_text(s, 1, TW_STR("standardApplicationId"));
    st = tw__stmt_step(in->op, s, &found);
    if (st == TW_OK && found)
        in->application = tw__op_str(in->op, tw__stmt_text(s, 0));
    tw__stmt_done(s);
    return st;
}

/* All rows are there: make the tables. */
static tw_status make_tables(tw_op *op)
{
    tw_catalog *c;
    tw_status st = tw__catalog_load(op, &c);

    for (uint32_t i = 0; st == TW_OK && i < c->object_count; i++)
        st = tw__ddl_object_create(op, c->objects[i]);
    tw__catalog_release(c);
    return st;
}

tw_status tw__standard_install(tw_op *op)
{
    install in = {.op = op};
    tw_status st = find_application(&in);

    if (st == TW_OK)
        st = make_ids(&in);
    for (size_t i = 0; st == TW_OK && i < ROW_COUNT; i++)
        st = put_row(&in, i);
    return st == TW_OK ? make_tables(op) : st;
}
