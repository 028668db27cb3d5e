/* routes.c -- /healthz, /metrics, and what browsers ask before they ask. */
#include "routes.h"

#include <stdlib.h>
#include <string.h>

static bool path_is(const message *m, tw_str path)
{
    return m->target.len >= path.len &&
           memcmp(m->target.ptr, path.ptr, path.len) == 0 &&
           (m->target.len == path.len || m->target.ptr[path.len] == '?');
}

static bool is_read(const message *m)
{
    return m->is_head || str_is(m->method, "get");
}

static tw_str field(const message *m, const char *lower_name)
{
    for (size_t i = 0; i < m->header_count; i++) {
        if (str_is(m->headers[i].name, lower_name))
            return m->headers[i].value;
    }
    return (tw_str){NULL, 0};
}

/* 204 to OPTIONS: the browser may go on with the request it has in mind. */
static void answer_options(loop *l, const message *m, tw_response *out)
{
    tw_header *fields = l->fields;
    tw_str wanted = field(m, "access-control-request-headers");

    memset(out, 0, sizeof(*out));
    out->status = 204;
    out->headers = fields;
    fields[0].name = TW_STR("Allow");
    fields[0].value = TW_STR("GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS");
    out->header_count = 1;
    if (l->server->cors_origin == NULL)
        return;
    fields[1].name = TW_STR("Access-Control-Allow-Methods");
    fields[1].value = TW_STR("GET,HEAD,PUT,PATCH,POST,DELETE");
    fields[2].name = TW_STR("Access-Control-Max-Age");
    fields[2].value = TW_STR("600");
    fields[3].name = TW_STR("Access-Control-Allow-Headers");
    fields[3].value = wanted;
    out->header_count = wanted.len > 0 ? 4 : 3;
}

static void answer_text(loop *l,
                        int status,
                        const char *media_type,
                        tw_response *out)
{
    memset(out, 0, sizeof(*out));
    out->status = status;
    out->media_type = tw_str_of(media_type);
    out->body = (tw_str){l->body.ptr, l->body.len};
}

static void answer_health(loop *l, tw_response *out)
{
    tw_status st;

    if (atomic_load(&l->server->stopping)) {
        reply_error(503, TW_STR("The server is stopping"), &l->body, out);
        return;
    }
    st = tw_service_health(l->service);
    if (st != TW_OK) {
        reply_status(st, TW_STR("The database cannot be read"), &l->body, out);
        return;
    }
    bytes_clear(&l->body);
    bytes_put_text(&l->body, "{\"status\":\"ok\",\"version\":\"");
    bytes_put_text(&l->body, tw_version());
    bytes_put_text(&l->body, "\"}");
    answer_text(l, 200, "application/json; charset=utf-8", out);
}

static void answer_metrics(loop *l, tw_response *out)
{
    server *s = l->server;
    const meter **meters = calloc(s->loop_count, sizeof(const meter *));
    gauges now;

    if (meters == NULL) {
        reply_error(503, TW_STR("Out of memory"), &l->body, out);
        return;
    }
    for (size_t i = 0; i < s->loop_count; i++)
        meters[i] = &s->loops[i]->meter;
    now.connections = atomic_load(&s->connections);
    now.buffered_bytes = atomic_load(&s->buffered);
    now.pool_queue = lanes_waiting(s->lanes, LANE_POOL);
    now.write_queue = lanes_waiting(s->lanes, LANE_WRITE);
    now.uptime_ms = (uv_hrtime() - s->started_ns) / 1000000;
    now.threads = s->loop_count;
    bytes_clear(&l->body);
    metrics_write(&l->body, meters, s->loop_count, lanes_groups(s->lanes),
                  &now);
    free(meters);
    answer_text(l, 200, "text/plain; version=0.0.4; charset=utf-8", out);
}

bool routes_answer(loop *l, const message *request, tw_response *out)
{
    bool health = path_is(request, TW_STR("/healthz"));

    if (str_is(request->method, "options")) {
        answer_options(l, request, out);
        return true;
    }
    if (!health && !path_is(request, TW_STR("/metrics")))
        return false;
    if (!is_read(request))
        reply_error(405, TW_STR("Only GET and HEAD are answered here"),
                    &l->body, out);
    else if (health)
        answer_health(l, out);
    else
        answer_metrics(l, out);
    return true;
}
