/* compare.h -- what the files emit_compare*.c share. */
#ifndef QUERY_COMPARE_H
#define QUERY_COMPARE_H

#include "query/filter.h"

/* The column as equality wants it: by bytes, but an index made for text order
** serves only comparisons made in that order (which differ no byte). */
void tw__compare_column(tw_filter_out *w, const tw_target *t);
/* column IS [NOT] NULL */
void tw__compare_null(tw_filter_out *w, const tw_target *t, bool null);
/* NULL for an empty value, else `whole` (0 or 1). */
void tw__compare_constant(tw_filter_out *w, const tw_target *t, int whole);
/* A filter's value as the column holds it. */
tw_status tw__compare_value(tw_filter_out *w,
                            const tw_target *t,
                            const tw_json *value,
                            bool loose,
                            tw_cell *out);
/* column = ?n */
tw_status tw__compare_equal_put(tw_filter_out *w,
                                const tw_target *t,
                                tw_cell cell);
/* The value must be text; else the error. */
tw_status tw__compare_text(tw_filter_out *w,
                           const tw_target *t,
                           const tw_filter *f,
                           tw_str *out);
/* "Comparator ... on field ... takes <what>" */
tw_status tw__compare_refuse(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f,
                             const char *what);

/* emit_compare_text.c: like, ilike, startsWith, endsWith, regex, iregex */
tw_status tw__compare_pattern_put(tw_filter_out *w,
                                  const tw_target *t,
                                  const tw_filter *f);
/* emit_compare_list.c */
tw_status tw__compare_in_put(tw_filter_out *w,
                             const tw_target *t,
                             const tw_filter *f);
tw_status tw__compare_contains_any_put(tw_filter_out *w,
                                       const tw_target *t,
                                       const tw_filter *f);
tw_status tw__compare_contains_ilike_put(tw_filter_out *w,
                                         const tw_target *t,
                                         const tw_filter *f);
tw_status tw__compare_empty_put(tw_filter_out *w,
                                const tw_target *t,
                                const tw_filter *f);

#endif
