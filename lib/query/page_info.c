/* page_info.c -- how a page tells where it stands. */
#include "query/list.h"

void tw__page_info_put(tw_buf *out, const tw_page_info *info)
{
    tw_json_writer w = {.b = out, .comma = true};

    tw__jw_key(&w, "totalCount");
    tw__jw_int(&w, info->total);
    tw__jw_key(&w, "pageInfo");
    tw__jw_open(&w, '{');
    tw__jw_key(&w, "hasNextPage");
    tw__jw_bool(&w, info->has_next);
    tw__jw_key(&w, "hasPreviousPage");
    tw__jw_bool(&w, info->has_previous);
    tw__jw_key(&w, "startCursor");
    tw__jw_text(&w, info->start_cursor);
    tw__jw_key(&w, "endCursor");
    tw__jw_text(&w, info->end_cursor);
    tw__jw_close(&w, '}');
}
