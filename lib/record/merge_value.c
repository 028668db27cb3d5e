/* merge_value.c -- which of several values wins, and which are put together:
** lists are united, other addresses, numbers and links are kept beside the
** primary one, a relation is the survivor's or the only one there is, anything
** else is the survivor's or the first there is. */
#include "record/merge_value.h"

#include "record/write.h"

/* Composites of one primary entry and a list of more of them. */
static const struct pool_type {
    tw_type_id type;
    const char *list;
    struct {
        const char *part, *member; /* member NULL: entries are plain strings */
    } of[3];                       /* the first tells entries apart */
} pool_types[] = {
    {TW_TYPE_EMAILS, "additionalEmails", {{"primaryEmail", NULL}}},
    {TW_TYPE_PHONES,
     "additionalPhones",
     {{"primaryPhoneNumber", "number"},
      {"primaryPhoneCountryCode", "countryCode"},
      {"primaryPhoneCallingCode", "callingCode"}}},
    {TW_TYPE_LINKS,
     "secondaryLinks",
     {{"primaryLinkUrl", "url"}, {"primaryLinkLabel", "label"}}},
};

static const struct pool_type *pool_of(const tw_field *f)
{
    size_t i;

    for (i = 0; i < sizeof pool_types / sizeof *pool_types; i++)
        if (pool_types[i].type == f->type->id)
            return &pool_types[i];
    return NULL;
}

static const tw_cell *part_cell(const tw_row *row,
                                const tw_field *f,
                                const char *part)
{
    int at = tw__field_part(f, tw_str_of(part));

    return at < 0 ? NULL : &row->cells[f->columns[at].index];
}

static bool is_value(const tw_cell *cell)
{
    if (cell == NULL || cell->type == TW_CELL_NULL)
        return false;
    if (cell->type != TW_CELL_TEXT)
        return true;
    return tw__str_trim(cell->u.s).len > 0 && !tw__str_is(cell->u.s, "[]");
}

/* A link to a record that is merged away, or to itself, is none. */
static bool leads_inside(const tw_merge *m, const tw_field *f, tw_str id)
{
    uint32_t i;

    for (i = 0; f->target == m->object && i < m->count; i++)
        if (tw__str_eq(m->ids[i], id))
            return true;
    return false;
}

static bool has_value(const tw_merge *m, const tw_field *f, uint32_t row)
{
    uint8_t i;

    for (i = 0; i < f->column_count; i++) {
        const tw_cell *cell = &m->rows[row].cells[f->columns[i].index];

        if (is_value(cell) && !(f->relation == TW_RELATION_MANY_TO_ONE &&
                                leads_inside(m, f, cell->u.s)))
            return true;
    }
    return false;
}

static void adopt(const tw_merge *m,
                  const tw_field *f,
                  uint32_t from,
                  tw_row *to)
{
    uint8_t i;

    for (i = 0; from != m->survivor && i < f->column_count; i++)
        tw__row_set(to, &f->columns[i],
                    m->rows[from].cells[f->columns[i].index]);
}

/* ---- lists of entries -------------------------------------------------- */

typedef struct entries {
    tw_json list;
    uint32_t cap;
    tw_str skip; /* the primary's, which is not repeated */
} entries;

static tw_str key_of(const tw_json *entry, const struct pool_type *t)
{
    const tw_json *key = entry;

    if (t != NULL && t->of[0].member != NULL)
        key = entry->type == TW_JSON_OBJECT
                  ? tw__json_member(entry, t->of[0].member)
                  : NULL;
    return key == NULL || key->type != TW_JSON_TEXT ? TW_NO_STR : key->text;
}

static tw_status add(tw_op *op,
                     entries *e,
                     const struct pool_type *t,
                     const tw_json *entry)
{
    tw_str key = key_of(entry, t);
    uint32_t i;

    if (key.len == 0 || tw__str_eq(key, e->skip))
        return TW_OK;
    for (i = 0; i < e->list.count; i++)
        if (tw__str_eq(key_of(&e->list.items[i], t), key))
            return TW_OK;
    if (e->list.count == e->cap) {
        uint32_t cap = e->cap == 0 ? 8 : e->cap * 2;
        tw_json *items = tw__op_array(op, cap, sizeof(*items));

        if (items == NULL)
            return op->error.status;
        if (e->list.count > 0)
            memcpy(items, e->list.items, e->list.count * sizeof(*items));
        e->list.items = items;
        e->cap = cap;
    }
    e->list.items[e->list.count] = *entry;
    e->list.items[e->list.count++].key = TW_NO_STR;
    return TW_OK;
}

static tw_status add_list(tw_op *op,
                          entries *e,
                          const struct pool_type *t,
                          const tw_cell *cell)
{
    const tw_json *list;
    tw_status st;
    uint32_t i;

    if (!is_value(cell) || cell->type != TW_CELL_TEXT)
        return TW_OK;
    st = tw__json_read(op, cell->u.s, &list);
    for (i = 0; st == TW_OK && list->type == TW_JSON_LIST && i < list->count;
         i++)
        st = add(op, e, t, &list->items[i]);
    return st;
}

static tw_status list_cell(tw_op *op,
                           const entries *e,
                           bool spaced,
                           tw_cell *out)
{
    tw_buf b;
    tw_str text;

    *out = tw__cell_null();
    if (e->list.count == 0)
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    if (spaced)
        tw__json_put_spaced(&b, &e->list);
    else
        tw__json_put(&b, &e->list);
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL)
        return op->error.status;
    *out = tw__cell_text(text);
    return TW_OK;
}

/* ARRAY, MULTI_SELECT: all of them, once each. */
static tw_status unite(tw_op *op,
                       const tw_merge *m,
                       const tw_field *f,
                       tw_row *to)
{
    entries e = {.list.type = TW_JSON_LIST};
    const tw_column *c = &f->columns[0];
    tw_status st = TW_OK;
    tw_cell cell;
    uint32_t i;

    for (i = 0; st == TW_OK && i < m->count; i++)
        st = add_list(op, &e, NULL, &m->rows[i].cells[c->index]);
    if (st == TW_OK)
        st = list_cell(op, &e, false, &cell);
    if (st == TW_OK)
        tw__row_set(to, c, cell);
    return st;
}

/* ---- a primary and more ------------------------------------------------ */

/* The primary of a record as an entry of the list. */
static tw_status primary_entry(tw_op *op,
                               const tw_row *row,
                               const tw_field *f,
                               const struct pool_type *t,
                               tw_json *out)
{
    uint32_t i;

    *out = (tw_json){.type = TW_JSON_TEXT};
    if (t->of[0].member == NULL) {
        out->text = part_cell(row, f, t->of[0].part)->u.s;
        return TW_OK;
    }
    out->type = TW_JSON_OBJECT;
    out->items = tw__op_array(op, 3, sizeof(*out->items));
    if (out->items == NULL)
        return op->error.status;
    for (i = 0; i < 3 && t->of[i].part != NULL; i++) {
        const tw_cell *cell = part_cell(row, f, t->of[i].part);

        out->items[i].type = TW_JSON_TEXT;
        out->items[i].key = tw_str_of(t->of[i].member);
        out->items[i].text =
            cell != NULL && cell->type == TW_CELL_TEXT ? cell->u.s : TW_STR("");
        out->count++;
    }
    return TW_OK;
}

/* Whose primary is kept: the survivor's, or the first; m->count: nobody's. */
static uint32_t primary_owner(const tw_merge *m,
                              const tw_field *f,
                              const struct pool_type *t)
{
    uint32_t i;

    if (is_value(part_cell(&m->rows[m->survivor], f, t->of[0].part)))
        return m->survivor;
    for (i = 0; i < m->count; i++)
        if (is_value(part_cell(&m->rows[i], f, t->of[0].part)))
            return i;
    return m->count;
}

static tw_status pool(tw_op *op,
                      const tw_merge *m,
                      const tw_field *f,
                      const struct pool_type *t,
                      tw_row *to)
{
    uint32_t owner = primary_owner(m, f, t), i;
    int list = tw__field_part(f, tw_str_of(t->list));
    entries e = {.list.type = TW_JSON_LIST};
    tw_status st = TW_OK;
    tw_cell cell;
    tw_json entry;

    if (owner < m->count) {
        e.skip = part_cell(&m->rows[owner], f, t->of[0].part)->u.s;
        adopt(m, f, owner, to);
    }
    for (i = 0; st == TW_OK && i < m->count; i++) {
        if (is_value(part_cell(&m->rows[i], f, t->of[0].part))) {
            st = primary_entry(op, &m->rows[i], f, t, &entry);
            if (st == TW_OK)
                st = add(op, &e, t, &entry);
        }
        if (st == TW_OK)
            st = add_list(op, &e, t, part_cell(&m->rows[i], f, t->list));
    }
    if (st == TW_OK)
        st = list_cell(op, &e, true, &cell);
    if (st == TW_OK && list >= 0)
        /* cppcheck-suppress uninitStructMember ; set with TW_OK */
        tw__row_set(to, &f->columns[list], cell);
    return st;
}

/* ------------------------------------------------------------------------ */

tw_status tw__merge_field(tw_op *op,
                          const tw_merge *m,
                          const tw_field *f,
                          tw_row *to)
{
    const struct pool_type *t = pool_of(f);
    uint32_t holders = 0, first = 0, i;

    for (i = m->count; i-- > 0;)
        if (has_value(m, f, i)) {
            holders++;
            first = i;
        }
    if (holders == 0)
        return TW_OK;
    if (holders > 1 && t != NULL)
        return pool(op, m, f, t, to);
    if (holders > 1 &&
        (f->type->id == TW_TYPE_ARRAY || f->type->id == TW_TYPE_MULTI_SELECT))
        return unite(op, m, f, to);
    if (holders > 1 && f->relation == TW_RELATION_MANY_TO_ONE)
        return TW_OK; /* the survivor keeps its own, an empty one too */
    adopt(m, f, has_value(m, f, m->survivor) ? m->survivor : first, to);
    return TW_OK;
}
