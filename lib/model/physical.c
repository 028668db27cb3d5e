/* physical.c -- names of tables, columns and indexes in the file. */
#include "model/physical.h"

#include "base/crypto.h"
#include "base/str.h"

tw_str tw__column_name(tw_op *op, tw_str base, tw_str part)
{
    char *to;

    if (part.len == 0)
        return base;
    to = tw__op_get(op, base.len + part.len + 1);
    if (to == NULL)
        return TW_NO_STR;
    memcpy(to, base.ptr, base.len);
    memcpy(to + base.len, part.ptr, part.len);
    if (to[base.len] >= 'a' && to[base.len] <= 'z')
        to[base.len] = (char)(to[base.len] - 'a' + 'A');
    return (tw_str){to, base.len + part.len};
}

static tw_str with_suffix(tw_op *op, tw_str name, unsigned n)
{
    return n < 2 ? tw__op_str(op, name)
                 : tw__op_printf(op, "%.*s_%u", TW_FMT(name), n);
}

tw_str tw__table_name(tw_op *op,
                      const tw_catalog *c,
                      const tw_object *self,
                      tw_str singular)
{
    for (unsigned n = 1;; n++) {
        tw_str name = with_suffix(op, singular, n);
        bool taken = false;

        if (name.ptr == NULL)
            return name;
        for (uint32_t i = 0; i < c->object_count && !taken; i++) {
            const tw_object *o = c->objects[i];

            taken = (self == NULL || !tw__str_eq(o->id, self->id)) &&
                    tw__str_eq_ascii_case(o->table, name);
        }
        if (!taken)
            return name;
    }
}

static bool column_taken(const tw_object *o, const tw_field *self, tw_str name)
{
    for (uint16_t i = 0; i < o->column_count; i++) {
        const tw_column *c = &o->columns[i];

        if ((self == NULL || !tw__str_eq(c->field->id, self->id)) &&
            tw__str_eq_ascii_case(c->name, name))
            return true;
    }
    return false;
}

/* How many columns a field of this type has, and their parts' names. */
static size_t parts_of(const tw_type *type, bool join, const char **parts)
{
    size_t n = 0;

    if (join) {
        parts[n++] = "Id";
        return n;
    }
    if (type->id == TW_TYPE_RELATION || type->id == TW_TYPE_MORPH_RELATION)
        return 0;
    for (uint8_t i = 0; i < type->part_count; i++)
        parts[n++] = type->parts[i].name;
    return n;
}

tw_str tw__column_base(tw_op *op,
                       const tw_object *o,
                       const tw_field *self,
                       const tw_type *type,
                       bool join,
                       tw_str name)
{
    const char *parts[TW_PARTS_MAX];
    size_t count = parts_of(type, join, parts);

    if (o == NULL)
        return tw__op_str(op, name);
    for (unsigned n = 1;; n++) {
        tw_str base = with_suffix(op, name, n);
        bool taken = false;

        for (size_t i = 0; base.ptr != NULL && i < count && !taken; i++) {
            tw_str col = tw__column_name(op, base, tw_str_of(parts[i]));

            if (col.ptr == NULL)
                return col;
            taken = column_taken(o, self, col);
        }
        if (!taken)
            return base;
    }
}

tw_str tw__index_name(tw_op *op,
                      tw_str table,
                      const tw_str *columns,
                      size_t count,
                      bool unique)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[32];
    char name[48];
    size_t n = unique ? 11 : 4;
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_str(&b, table);
    for (size_t i = 0; i < count; i++) {
        /* a name holds no blank, so the parts cannot run together */
        tw__buf_char(&b, ' ');
        tw__buf_str(&b, columns[i]);
    }
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL)
        return text;
    tw__crypto_sha256(text, digest);
    memcpy(name, unique ? "IDX_UNIQUE_" : "IDX_", n);
    for (size_t i = 0; i < 27; i++)
        name[n++] = hex[(i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2]) & 15];
    return tw__op_str(op, (tw_str){name, n});
}

size_t tw__member_columns(tw_op *op,
                          const tw_type *type,
                          bool join,
                          tw_str base,
                          tw_str sub_field,
                          tw_str *to)
{
    const char *parts[TW_PARTS_MAX];
    size_t count = parts_of(type, join, parts), n = 0;

    for (size_t i = 0; i < count; i++) {
        if (!join && type->composite &&
            (sub_field.ptr != NULL ? !tw__str_is(sub_field, parts[i])
                                   : !type->parts[i].unique))
            continue;
        to[n] = tw__column_name(op, base, tw_str_of(parts[i]));
        if (to[n].ptr == NULL)
            return 0;
        n++;
    }
    return n;
}

size_t tw__index_columns(const tw_index *x, const tw_column **to, size_t max)
{
    size_t n = 0;

    for (uint8_t m = 0; m < x->member_count; m++) {
        const tw_field *f = x->members[m].field;
        tw_str sub = x->members[m].sub_field;

        for (uint8_t i = 0; i < f->column_count && n < max; i++) {
            const tw_part *part = &f->type->parts[i];

            if (f->relation == TW_RELATION_NONE && f->type->composite &&
                (sub.ptr != NULL ? !tw__str_is(sub, part->name)
                                 : !part->unique))
                continue;
            to[n++] = &f->columns[i];
        }
    }
    return n;
}
