/* catalog.c -- life and look-ups of the data model's snapshot. */
#include "model/catalog.h"

#include "base/alloc.h"
#include "base/str.h"

void tw__catalog_acquire(tw_catalog *c)
{
    __atomic_add_fetch(&c->refs, 1, __ATOMIC_RELAXED);
}

void tw__catalog_release(tw_catalog *c)
{
    tw_alloc alloc;

    if (c == NULL || __atomic_sub_fetch(&c->refs, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    alloc = c->alloc;
    tw__arena_free(c->arena);
    tw__alloc_free(&alloc, c, sizeof(*c));
}

const tw_object *tw__object_by_singular(const tw_catalog *c, tw_str name)
{
    return tw__map_get(&c->by_singular, name);
}

const tw_object *tw__object_by_plural(const tw_catalog *c, tw_str name)
{
    return tw__map_get(&c->by_plural, name);
}

const tw_object *tw__object_by_id(const tw_catalog *c, tw_str id)
{
    return tw__map_get(&c->by_id, id);
}

const tw_field *tw__field_by_id(const tw_catalog *c, tw_str id)
{
    return tw__map_get(&c->field_by_id, id);
}

const tw_field *tw__field_find(const tw_object *o, tw_str name, bool *is_join)
{
    const tw_field *f = tw__map_get(&o->by_name, name);

    if (is_join != NULL)
        *is_join = f != NULL && !tw__str_eq(f->name, name);
    return f;
}

int tw__field_part(const tw_field *f, tw_str name)
{
    if (!f->type->composite)
        return -1;
    for (uint8_t i = 0; i < f->type->part_count; i++)
        if (tw__str_is(name, f->type->parts[i].name))
            return i;
    return -1;
}

const tw_option *tw__field_option(const tw_field *f, tw_str value)
{
    for (uint16_t i = 0; i < f->option_count; i++)
        if (tw__str_eq(f->options[i].value, value))
            return &f->options[i];
    return NULL;
}
