/* reply.c -- status line, header fields, and which body goes with them. */
#include "reply.h"

#include <stdio.h>
#include <string.h>

typedef struct reason {
    int status;
    const char *text;
} reason;

static const reason reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Payload Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

const char *reply_reason(int status)
{
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        if (reasons[i].status == status)
            return reasons[i].text;
    }
    return "Unknown";
}

void reply_kit_init(reply_kit *kit, const char *cors_origin, bool compress)
{
    memset(kit, 0, sizeof(*kit));
    kit->date_second = (time_t)-1;
    kit->cors_origin = cors_origin;
    kit->compress = compress;
}

void reply_kit_fini(reply_kit *kit)
{
    gzip_free(kit->gzip);
    bytes_fini(&kit->packed);
}

static const char *date(reply_kit *kit)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct timespec now;
    struct tm t;

    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec == kit->date_second)
        return kit->date;
    kit->date_second = now.tv_sec;
    (void)gmtime_r(&now.tv_sec, &t);
    (void)snprintf(
        kit->date, sizeof(kit->date), "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
        days + (size_t)3 * (size_t)t.tm_wday, t.tm_mday % 100,
        months + (size_t)3 * (size_t)t.tm_mon, (t.tm_year + 1900) % 10000,
        t.tm_hour % 100, t.tm_min % 100, t.tm_sec % 100);
    return kit->date;
}

static void put_field(bytes *head, const char *name, const char *value)
{
    bytes_put_text(head, name);
    bytes_put(head, ": ", 2);
    bytes_put_text(head, value);
    bytes_put(head, "\r\n", 2);
}

static void put_status_line(bytes *head, int status)
{
    static const char ok[] = "HTTP/1.1 200 OK\r\n";

    if (status == 200) {
        bytes_put(head, ok, sizeof(ok) - 1);
        return;
    }
    bytes_put(head, "HTTP/1.1 ", 9);
    bytes_put_number(head, (uint64_t)status);
    bytes_put(head, " ", 1);
    bytes_put_text(head, reply_reason(status));
    bytes_put(head, "\r\n", 2);
}

static void put_cors(bytes *head, const reply_kit *kit)
{
    static const char any[] = "Access-Control-Allow-Origin: *\r\n"
                              "Access-Control-Expose-Headers: "
                              "WWW-Authenticate\r\n";

    if (kit->cors_origin == NULL)
        return;
    if (strcmp(kit->cors_origin, "*") == 0) {
        bytes_put(head, any, sizeof(any) - 1);
        return;
    }
    put_field(head, "Access-Control-Allow-Origin", kit->cors_origin);
    put_field(head, "Access-Control-Expose-Headers", "WWW-Authenticate");
    put_field(head, "Vary", "Origin");
}

/* What belongs to the body: its type, its length, its coding. */
static void put_body_fields(bytes *head,
                            const tw_response *response,
                            size_t len,
                            bool packed)
{
    if (response->media_type.len > 0) {
        bytes_put(head, "Content-Type: ", 14);
        bytes_put_str(head, response->media_type);
        bytes_put(head, "\r\n", 2);
    }
    if (packed)
        put_field(head, "Content-Encoding", "gzip");
    bytes_put(head, "Content-Length: ", 16);
    bytes_put_number(head, len);
    bytes_put(head, "\r\n", 2);
}

/* Names and values that the library made; a line break must not get out. */
static void put_own_fields(bytes *head, const tw_response *response)
{
    for (size_t i = 0; i < response->header_count; i++) {
        const tw_header *h = &response->headers[i];

        if (h->value.len > 0 &&
            (memchr(h->value.ptr, '\r', h->value.len) != NULL ||
             memchr(h->value.ptr, '\n', h->value.len) != NULL))
            continue;
        bytes_put_str(head, h->name);
        bytes_put(head, ": ", 2);
        bytes_put_str(head, h->value);
        bytes_put(head, "\r\n", 2);
    }
}

/* Put the compressed form of `body` into the kit, when that works. */
static bool pack(reply_kit *kit, tw_str body)
{
    if (kit->gzip == NULL)
        kit->gzip = gzip_new();
    return kit->gzip != NULL && gzip_pack(kit->gzip, body, &kit->packed);
}

static bool is_read(const message *request)
{
    return request != NULL &&
           (request->is_head || str_is(request->method, "get"));
}

void reply_make(reply_kit *kit,
                const message *request,
                const tw_response *response,
                unsigned flags,
                bytes *head,
                reply *out)
{
    char etag[ETAG_SIZE] = "";
    bool large = response->body.len >= REPLY_GZIP_MIN && kit->compress;
    bool packed = false;

    out->status = response->status;
    out->body = response->body;
    out->keep_alive = (flags & REPLY_KEEP_ALIVE) != 0;
    if (response->status == 200 && is_read(request) &&
        (flags & REPLY_VOLATILE) == 0) {
        etag_make(response->body, etag);
        if (request->if_none_match.ptr != NULL &&
            etag_matches(request->if_none_match, etag))
            out->status = 304;
    }
    if (out->status == 304 || out->status == 204)
        out->body = (tw_str){NULL, 0};
    else if (large && request != NULL && request->accepts_gzip)
        packed = pack(kit, response->body);
    if (packed)
        out->body = (tw_str){kit->packed.ptr, kit->packed.len};

    bytes_clear(head);
    put_status_line(head, out->status);
    put_field(head, "Date", date(kit));
    if (out->status != 304 && out->status != 204)
        put_body_fields(head, response, out->body.len, packed);
    if (etag[0] != '\0')
        put_field(head, "ETag", etag);
    if (large)
        put_field(head, "Vary", "Accept-Encoding");
    put_cors(head, kit);
    put_own_fields(head, response);
    if (!out->keep_alive)
        put_field(head, "Connection", "close");
    else if (request != NULL && request->http_1_0)
        put_field(head, "Connection", "keep-alive");
    bytes_put(head, "\r\n", 2);
    if (request != NULL && request->is_head)
        out->body = (tw_str){NULL, 0};
}

static void put_error(int status,
                      tw_str text,
                      const char *code,
                      bytes *body,
                      tw_response *out)
{
    memset(out, 0, sizeof(*out));
    bytes_clear(body);
    bytes_put_text(body, "{\"message\":\"");
    bytes_put_json(body, text);
    bytes_put_text(body, "\",\"error\":\"");
    bytes_put_text(body, reply_reason(status));
    bytes_put_text(body, "\",\"statusCode\":");
    bytes_put_number(body, (uint64_t)status);
    if (code != NULL) {
        bytes_put_text(body, ",\"code\":\"");
        bytes_put_text(body, code);
        bytes_put_text(body, "\"");
    }
    bytes_put_text(body, "}");
    out->status = status;
    out->media_type = TW_STR("application/json; charset=utf-8");
    out->body = (tw_str){body->ptr, body->len};
}

void reply_error(int status, tw_str text, bytes *body, tw_response *out)
{
    put_error(status, text, NULL, body, out);
}

void reply_status(tw_status why, tw_str text, bytes *body, tw_response *out)
{
    put_error(503, text, tw_status_code(why), body, out);
}
